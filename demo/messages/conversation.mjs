/** Plays a script between one person and one of us: the messages, and in which mailboxes they lie. */
import { makeEnclosure } from './enclosures.mjs';
import { signature, WIRES, writeLetter } from './letter.mjs';
import { voiceOf } from './voice.mjs';

/**
 * @typedef {import('../crm/people.mjs').Person} Person
 * @typedef {import('../mail/mail-store.mjs').Delivery} Delivery
 * @typedef {{ name: string, address: string }} Mailto
 * @typedef {{ script: import('./voice.mjs').Script, them: Person, us: { person: string, mailto: Mailto, account: string }, start: number, now: number, number: number, random: import('../random.mjs').Random }} Play
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ANSWER = { de: 'AW: ', nl: 'Antw: ', en: 'Re: ' };

/** Moves a time into office hours of a working day, forward. @param {number} time */
export function officeTime(time) {
  const at = new Date(time);
  const hour = at.getUTCHours();
  if (hour < 7) return officeTime(time + (7 - hour) * HOUR);
  if (hour > 16) return officeTime(time + (31 - hour) * HOUR);
  if (at.getUTCDay() % 6 === 0) return officeTime(time + DAY);
  return time;
}

/** @param {string} name @param {number} time @param {Person['language']} language */
function quotationIntro(name, time, language) {
  const at = new Date(time);
  const day = at.toISOString().slice(0, 10).split('-').reverse().join(language === 'en' ? '/' : '.');
  const clock = at.toISOString().slice(11, 16);
  if (language === 'nl') return `Op ${day} om ${clock} schreef ${name}:`;
  return language === 'en' ? `On ${day} at ${clock}, ${name} wrote:` : `Am ${day} um ${clock} schrieb ${name}:`;
}

/** Mail clients differ in how they mark answers: the person's own way in their language, ours always "AW". @param {Play} play @param {boolean} byUs */
const answerPrefix = ({ them, number }, byUs) => (byUs ? 'AW: ' : number % 3 === 0 ? 'Re: ' : ANSWER[them.language]);

/** @param {Play} play @returns {Delivery[]} those up to now, oldest first */
export function playConversation(play) {
  const { script, them, us, random, number, now } = play;
  const voice = voiceOf({ them, us: us.person, random, time: play.start });
  const subject = script.subject(voice);
  const address = random.pick(them.emails.slice(0, 4));
  const theirs = { name: random.chance(0.15) ? '' : them.name, address };
  /** @type {Delivery[]} */
  const deliveries = [];
  /** @type {string[]} */
  const references = [];
  /** @type {{ text: string, intro: string } | undefined} */
  let quoted;
  let time = officeTime(play.start);
  for (const [index, turn] of script.turns.entries()) {
    if (time > now) break;
    const byUs = turn.by === 'us';
    const from = byUs ? us.mailto : theirs;
    const id = `${time.toString(36)}.${number}.${index}@${from.address.split('@')[1]}`;
    const text = byUs ? `${turn.text(voice)}\n${signature(us.person)}` : turn.text(voice);
    const html = turn.style === 'html';
    const raw = writeLetter({
      id, references: [...references], from, to: [byUs ? theirs : us.mailto], time, text, html, logo: html && byUs, wire: byUs ? { charset: 'utf-8', encoding: 'quoted-printable', word: 'Q' } : /** @type {import('./letter.mjs').Wire} */ (WIRES[number % WIRES.length]),
      subject: index === 0 ? subject : `${answerPrefix(play, byUs)}${subject}`, files: (turn.files ?? []).map((kind) => makeEnclosure(kind, voice)), ...(quoted === undefined ? {} : { quoted }),
    });
    deliveries.push({ account: us.account, mailbox: byUs ? 'Gesendet' : 'INBOX', time, raw, flags: byUs || now - time > 2 * DAY ? ['\\Seen'] : [] });
    references.push(id);
    quoted = { text, intro: quotationIntro(from.name || from.address, time, them.language) };
    time = officeTime(time + random.between(20, 30 * 60) * 60_000);
  }
  return deliveries;
}
