/** The rules of the demo: lists, matching, and to whom the mail of which employee goes. What a person set up already stays. */
import { PANEL_PEOPLE } from '../../demo/accounts.mjs';
import { ROUTED } from '../../demo/messages/intake.mjs';
import { ALLOWED_DOMAIN, SEMINAR_PATTERN, SPAM_DOMAIN } from '../../demo/messages/unwanted.mjs';
import { tell } from './tell.mjs';

/**
 * @typedef {import('./panel.mjs').Panel} Panel
 * @typedef {{ kind: string, form: string, value: string, note: string, scope: string, accountId?: string }} Entry
 */

/** @type {Entry} */
const SPAM = { kind: 'block', form: 'domain-and-below', value: SPAM_DOMAIN, note: 'Gewinnspiele und Kredite, nur Werbung', scope: 'everybody' };
/** @type {Entry} */
const SEMINARS = { kind: 'block', form: 'pattern', value: SEMINAR_PATTERN, note: 'Keine Seminarwerbung', scope: 'account' };

/** @type {Entry} */
const COLLEAGUES = { kind: 'allow', form: 'domain', value: ALLOWED_DOMAIN, note: 'Nur Kolleginnen und Kollegen', scope: 'account' };

/** @param {Panel} panel @param {Entry} entry @param {'everybody' | 'mine'} view */
async function ensureEntry(panel, entry, view) {
  const { items } = /** @type {{ items: { value: string }[] }} */ (await panel.call('GET', `/email-center/lists?view=${view}&limit=200`));
  if (!items.some(({ value }) => value === entry.value)) await panel.call('POST', '/email-center/lists', entry);
}

/** One entry for everybody, one that blocks and one that allows for a single account. @param {Panel} panel @param {{ personal: string, intake: string }} accounts */
export async function ensureLists(panel, { personal, intake }) {
  await ensureEntry(panel, SPAM, 'everybody');
  await ensureEntry(panel, { ...SEMINARS, accountId: personal }, 'mine');
  await ensureEntry(panel, { ...COLLEAGUES, accountId: intake }, 'mine');
  tell(`Lists: ${SPAM.value} is blocked for everybody, ${SEMINARS.value} for one account; the intake takes mail from ${COLLEAGUES.value} alone`);
}

/** gmail.com and googlemail.com are one. @param {Panel} panel */
export async function ensureMatching(panel) {
  const { value, changed } = /** @type {{ value: object, changed: object | null }} */ (await panel.call('GET', '/email-center/settings/matching'));
  if (changed === null) await panel.call('PUT', '/email-center/settings/matching', { ...value, equivalentDomains: [['gmail.com', 'googlemail.com']] });
}

/** @param {Panel} panel @param {string} name @returns {Promise<string>} documentId of the employee */
async function employee(panel, name) {
  const { employees } = /** @type {{ employees: { recordId: string, name: string }[] }} */ (await panel.call('GET', `/email-center/routes/candidates?side=from&q=${encodeURIComponent(name)}`));
  const found = employees.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The demo has no employee ${name}.`);
  return found.recordId;
}

/** One rule to one person, one to both: that one makes offers. @param {Panel} panel @param {Map<string, number>} people */
export async function ensureRoutes(panel, people) {
  const [, thomas] = PANEL_PEOPLE;
  const both = PANEL_PEOPLE.flatMap(({ email }) => people.get(email) ?? []);
  const { items } = /** @type {{ items: { from: { name: string } | null }[] }} */ (await panel.call('GET', '/email-center/routes'));
  for (const [name, userIds, note] of /** @type {[string, number[], string][]} */ ([
    [ROUTED.toOne, both.filter((id) => id === people.get(String(thomas?.email))), 'Benelux'], [ROUTED.toSeveral, both, 'Wer zuerst Zeit hat'],
  ])) {
    if (!items.some(({ from }) => from?.name === name)) await panel.call('POST', '/email-center/routes', { from: await employee(panel, name), userIds, note });
  }
  tell(`Routing: ${ROUTED.toOne} to one person, ${ROUTED.toSeveral} to two (an offer); ${ROUTED.toNobody} has no rule`);
}
