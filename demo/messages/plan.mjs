/** All the mail of the demo: about 370 messages of the last 30 days, the same each time but for their dates. */
import { APPLICATIONS, INFO, LEADER, RECRUITER } from '../accounts.mjs';
import { drawPeople } from '../crm/people.mjs';
import { Random } from '../random.mjs';
import { writeBounce, writeComplaint, writeNewsletter, writeNotice, writeOutOfOffice } from './automatic.mjs';
import { officeTime, playConversation } from './conversation.mjs';
import { forwardedMail } from './forwards.mjs';
import { gmailMail } from './gmail.mjs';
import { intakeMail } from './intake.mjs';
import { INTERNAL, writeForward, writeInternal } from './internal.mjs';
import { DE_CANDIDATES } from './scripts/de-candidates.mjs';
import { DE_CUSTOMERS, DE_LEADS, DE_STRANGERS } from './scripts/de-customers.mjs';
import { EN_CANDIDATES, EN_CUSTOMERS, EN_STRANGERS } from './scripts/en.mjs';
import { NL_CANDIDATES, NL_CUSTOMERS, NL_STRANGERS } from './scripts/nl.mjs';
import { unwantedMail } from './unwanted.mjs';

/**
 * @typedef {import('../crm/people.mjs').Person} Person
 * @typedef {import('../mail/mail-store.mjs').Delivery} Delivery
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A little less than the 30 days that are imported, so that none is lost to the hour of the day. */
const WINDOW = 29 * DAY;

const SCRIPTS = /** @type {Record<Person['kind'], Record<Person['language'], import('./voice.mjs').Script[]>>} */ ({
  candidate: { de: DE_CANDIDATES, nl: NL_CANDIDATES, en: EN_CANDIDATES },
  customer: { de: DE_CUSTOMERS, nl: NL_CUSTOMERS, en: EN_CUSTOMERS },
  lead: { de: DE_LEADS, nl: NL_STRANGERS, en: EN_STRANGERS },
  stranger: { de: DE_STRANGERS, nl: NL_STRANGERS, en: EN_STRANGERS },
});
/** How many people of each kind write, and how many of them to info@. */
const WRITERS = /** @type {[Person['kind'], number, number][]} */ ([['candidate', 56, 0.05], ['customer', 28, 0.1], ['lead', 10, 0.3], ['stranger', 30, 0.2]]);

const recruiter = { person: RECRUITER.name, mailto: { name: RECRUITER.name, address: RECRUITER.address }, account: RECRUITER.address };
const applications = { person: 'Katharina Roth', mailto: { name: APPLICATIONS.name, address: APPLICATIONS.address }, account: APPLICATIONS.address };
const leader = { person: LEADER.name, mailto: { name: LEADER.name, address: LEADER.address }, account: LEADER.address };
const info = { person: 'Heike Sommer', mailto: { name: INFO.name, address: INFO.address }, account: INFO.address };

/** @param {Random} random @param {number} now @returns {Delivery[]} */
function conversations(random, now) {
  const people = drawPeople();
  let number = 0;
  return WRITERS.flatMap(([kind, count, toInfo]) =>
    random.shuffle(people[kind]).slice(0, count).flatMap((them, index) => {
      const scripts = SCRIPTS[kind][them.language];
      const script = /** @type {import('./voice.mjs').Script} */ (scripts[index % scripts.length]);
      const start = now - WINDOW + Math.floor(random.next() * (WINDOW - 2 * HOUR));
      return playConversation({ script, them, us: random.chance(toInfo) ? info : recruiter, start, now, number: number++, random });
    }),
  );
}

/** @param {Random} random @param {number} now @param {number} count @param {(about: { to: { name: string, address: string }, time: number, number: number }) => Buffer} write @param {number} toInfo @returns {Delivery[]} */
function scattered(random, now, count, write, toInfo) {
  return Array.from({ length: count }, (_, number) => {
    const us = random.chance(toInfo) ? info : recruiter;
    const wanted = officeTime(now - WINDOW + Math.floor(((number + random.next()) / count) * (WINDOW - 2 * HOUR)));
    // Office hours may lie ahead, at night or on a weekend: then it came in some time today.
    const time = wanted < now - HOUR ? wanted : now - Math.floor((1 + 8 * random.next()) * HOUR);
    return { account: us.account, mailbox: 'INBOX', time, raw: write({ to: us.mailto, time, number }), flags: random.chance(0.8) ? ['\\Seen'] : [] };
  });
}

/** One message to both accounts: two sightings of the same message. @param {number} now @returns {Delivery[]} */
function toBothAccounts(now) {
  const time = officeTime(now - 9 * DAY);
  const raw = writeInternal({ number: 3, to: [recruiter.mailto, info.mailto], time });
  return [recruiter, info].map(({ account }) => ({ account, mailbox: 'INBOX', time, raw, flags: ['\\Seen'] }));
}

/** A bounce, an out-of-office reply and a complaint about messages of ours, and two forwards of messages of theirs. @param {Delivery[]} played @param {number} now @returns {Delivery[]} */
function specials(played, now) {
  const sent = played.filter(({ account, mailbox, time }) => account === recruiter.account && mailbox === 'Gesendet' && time < now - 2 * DAY);
  const [bounced, away, unwelcome] = [sent[3], sent[11], sent[7]];
  const customer = drawPeople().customer[4];
  if (bounced === undefined || away === undefined || unwelcome === undefined || customer === undefined) throw new Error('The demo has too few sent messages.');
  const [failed, complaining] = [bounced, unwelcome].map(({ raw }) => /^To: .*?([^\s<>]+@[^\s<>]+?)>?\r$/m.exec(raw.toString('latin1'))?.[1] ?? 'unbekannt@postwolke.example');
  const id = /^Message-ID: <(.*)>/m.exec(away.raw.toString('latin1'))?.[1] ?? '';
  const text = 'Sehr geehrter Herr Brandt,\n\nkönnen Sie mir sagen, wie es mit meiner Bewerbung weitergeht?\n\nViele Grüße\nFrauke Tiedemann';
  const original = { from: { name: 'Frauke Tiedemann', address: 'f.tiedemann@postwolke.example' }, subject: 'Stand meiner Bewerbung', text, time: now - 6 * DAY };
  /** @param {number} time @param {Buffer} raw @returns {Delivery} */
  const arrive = (time, raw) => ({ account: recruiter.account, mailbox: 'INBOX', time, raw, flags: [] });
  const times = [bounced.time + 90_000, away.time + 60_000, officeTime(now - 6 * DAY), officeTime(now - 5 * DAY), unwelcome.time + 26 * HOUR].map((time) => Math.min(time, now - HOUR));
  const [bounceTime = 0, awayTime = 0, quotedTime = 0, attachedTime = 0, complaintTime = 0] = times;
  const from = { name: customer.name, address: String(customer.emails[0]) };
  return [
    arrive(bounceTime, writeBounce({ to: recruiter.mailto, time: bounceTime, failed: String(failed), original: bounced.raw })),
    arrive(complaintTime, writeComplaint({ to: recruiter.mailto, time: complaintTime, by: String(complaining), original: unwelcome.raw })),
    arrive(awayTime, writeOutOfOffice({ from, to: recruiter.mailto, time: awayTime, about: 'Rahmenvertrag und Datenschutz', inReplyTo: id })),
    arrive(quotedTime, writeForward({ from: 'Thomas Brandt', to: recruiter.mailto, time: quotedTime, original, attached: false })),
    arrive(attachedTime, writeForward({ from: 'Thomas Brandt', to: recruiter.mailto, time: attachedTime, original, attached: true })),
  ];
}

/** Somebody's mail program answers the group that they are away. @param {number} now @returns {Delivery[]} */
function absenceAtInfo(now) {
  const customer = drawPeople().customer[9];
  const time = officeTime(now - 3 * DAY);
  const from = { name: String(customer?.name), address: String(customer?.emails[0]) };
  return [{ account: info.account, mailbox: 'INBOX', time, flags: [], raw: writeOutOfOffice({ from, to: info.mailto, time, about: 'Ihre Anfrage', inReplyTo: `anfrage.${time.toString(36)}@${info.account.split('@')[1]}` }) }];
}

/** What lies in a mailbox that has one kind of writers only. @param {number} now @param {{ kind: 'candidate' | 'customer', us: typeof applications, count: number, within: number, seed: number, number: number, unread?: boolean }} about `within`: so many milliseconds ago they begin at most; `unread`: what waits for an answer was not opened @returns {Delivery[]} */
function conversationsWith(now, { kind, us, count, within, seed, number, unread = false }) {
  const random = new Random(seed);
  return random.shuffle(drawPeople()[kind]).slice(0, count).flatMap((them, index) => {
    const scripts = SCRIPTS[kind][them.language];
    const script = /** @type {import('./voice.mjs').Script} */ (scripts[index % scripts.length]);
    const start = now - within + Math.floor(random.next() * (within - 2 * HOUR));
    const played = playConversation({ script, them, us, start, now, number: number + index, random });
    return played.map((delivery, at) => (unread && at === played.length - 1 && delivery.mailbox === 'INBOX' ? { ...delivery, flags: [] } : delivery));
  });
}

/** @param {number} now epoch ms @returns {Delivery[]} */
export function demoDeliveries(now) {
  const random = new Random(30_303);
  const played = conversations(random, now);
  return [
    ...played,
    ...specials(played, now),
    ...toBothAccounts(now),
    // In the mailbox that somebody connects by hand: candidates who apply.
    ...conversationsWith(now, { kind: 'candidate', us: applications, count: 14, within: WINDOW, seed: 40_404, number: 1000 }),
    ...conversationsWith(now, { kind: 'customer', us: leader, count: 14, within: 9 * DAY, seed: 50_505, number: 2000, unread: true }),
    ...absenceAtInfo(now),
    ...unwantedMail(now),
    ...gmailMail(now),
    ...intakeMail(now),
    ...forwardedMail(now),
    ...scattered(random, now, 42, writeNewsletter, 0.05),
    ...scattered(random, now, 18, writeNotice, 0.1),
    ...scattered(random, now, INTERNAL.length * 2 + 2, ({ to, time, number }) => writeInternal({ number, to: [to], time }), 0.1),
  ];
}
