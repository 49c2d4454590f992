/** The invented people of the demo, from whom both the CRM records and the messages are made. */
import { Random } from '../random.mjs';
import { COMPANIES, EMPLOYEES, HOUSE } from './companies.mjs';
import { NAMES, PROFESSIONS, spell } from './names.mjs';

/**
 * @typedef {import('./names.mjs').Language} Language
 * @typedef {{ key: string, kind: 'candidate' | 'customer' | 'lead' | 'stranger', name: string, first: string, last: string, woman: boolean, language: Language,
 *   emails: string[], city: string, job: string, company: typeof COMPANIES[number] | null }} Person
 */

const COUNTS = /** @type {const} */ ({ candidate: 90, customer: 50, lead: 20, stranger: 30 });
const FUNCTIONS = /** @type {Record<Language, string[]>} */ ({
  de: ['Personalleitung', 'Geschäftsführung', 'Leitung Produktion', 'Einkauf', 'Assistenz der Geschäftsleitung', 'Pflegedienstleitung'],
  nl: ['hoofd HR', 'bedrijfsleider', 'inkoper', 'operations manager'],
  en: ['Head of HR', 'Operations Manager', 'Talent Partner', 'Finance Director'],
});

/** @param {string} country @returns {Language} */
const languageOf = (country) => (country === 'NL' ? 'nl' : country === 'GB' || country === 'IE' ? 'en' : 'de');

/** Draws a name that nobody has yet. @param {Random} random @param {Language} language @param {Set<string>} taken */
function drawName(random, language, taken) {
  for (;;) {
    const woman = random.chance(0.5);
    const first = random.pick(woman ? NAMES[language].women : NAMES[language].men);
    const last = random.pick(NAMES[language].last);
    if (taken.has(`${first} ${last}`)) continue;
    taken.add(`${first} ${last}`);
    return { woman, first, last, name: `${first} ${last}` };
  }
}

/** @param {Random} random @param {{ first: string, last: string }} name @param {Language} language */
function privateAddress(random, name, language) {
  const [first, last] = [spell(name.first), spell(name.last)];
  const local = random.pick([`${first}.${last}`, `${first[0]}.${last}`, `${last}.${first}`, `${first}${random.between(71, 99)}`]);
  return `${local}@${random.pick(NAMES[language].providers)}`;
}

/** Two to four addresses for every fourth person, so that fields 2 to 4 are needed too. @param {Random} random @param {string[]} emails @param {() => string} more */
function addAddresses(random, emails, more) {
  const wanted = random.chance(0.25) ? random.between(2, 4) : 1;
  for (let tries = 0; emails.length < wanted && tries < 10; tries++) {
    const next = more();
    if (!emails.includes(next)) emails.push(next);
  }
}

/** @param {Random} random @param {Person['kind']} kind @param {number} index @param {Set<string>} taken @returns {Person} */
function drawPerson(random, kind, index, taken) {
  const company = kind === 'customer' ? /** @type {typeof COMPANIES[number]} */ (COMPANIES[index % COMPANIES.length]) : null;
  const language = company === null ? random.pick(/** @type {const} */ (['de', 'de', 'de', 'nl', 'en'])) : languageOf(company.country);
  const name = drawName(random, language, taken);
  const business = company === null ? null : `${spell(name.first)}.${spell(name.last)}@${company.domain}`;
  const emails = [business ?? privateAddress(random, name, language)];
  if (kind !== 'lead' && kind !== 'stranger') addAddresses(random, emails, () => privateAddress(random, name, language));
  const [job, womansJob = job] = random.pick(company === null ? PROFESSIONS[language] : FUNCTIONS[language]).split('|');
  return { key: `${kind}-${index + 1}`, kind, ...name, language, emails, city: company?.city ?? random.pick(NAMES[language].cities), job: String(name.woman ? womansJob : job), company };
}

/** Makes the same people each time. @returns {Record<Person['kind'], Person[]>} */
export function drawPeople() {
  const random = new Random(20_407);
  const taken = new Set(EMPLOYEES.map(([name]) => name));
  /** @param {Person['kind']} kind */
  const draw = (kind) => Array.from({ length: COUNTS[kind] }, (_, index) => drawPerson(random, kind, index, taken));
  const people = { candidate: draw('candidate'), customer: draw('customer'), lead: draw('lead'), stranger: draw('stranger') };
  shareAddresses(people);
  return people;
}

/** Some leads are candidates too, and two couples share one mailbox. @param {Record<Person['kind'], Person[]>} people */
function shareAddresses({ candidate, lead }) {
  for (const [index, other] of [[3, 10], [7, 22], [12, 41]]) {
    const [from, to] = [candidate[/** @type {number} */ (other)], lead[/** @type {number} */ (index)]];
    if (from !== undefined && to !== undefined) to.emails = [/** @type {string} */ (from.emails[0])];
  }
  for (const [one, two] of [[5, 6], [30, 31]]) {
    const [from, to] = [candidate[/** @type {number} */ (one)], candidate[/** @type {number} */ (two)]];
    if (from !== undefined && to !== undefined) to.emails = [...to.emails.slice(0, 1), /** @type {string} */ (from.emails[0]), ...to.emails.slice(1, 3)];
  }
}

/** @param {string} name of an employee */
export const staffAddress = (name) => `${spell(name.replace('Dr. ', ''), '.')}@${HOUSE.domain}`;
