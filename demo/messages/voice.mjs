/**
 * What the texts of the demo need to know of who writes to whom, in the writer's language.
 * @typedef {import('../crm/people.mjs').Person} Person
 * @typedef {import('../crm/names.mjs').Language} Language
 * `appointment`: epoch ms of the meeting an invitation is for.
 * @typedef {{
 *   them: Person, us: string, dearUs: string, dearThem: string, bye: string, regards: string, job: string, client: string, city: string,
 *   day: (days: number) => string, time: string, appointment: number, amount: string, number: string, pick: <T>(list: readonly T[]) => T,
 * }} Voice
 * @typedef {{ by: 'them' | 'us', text: (voice: Voice) => string, files?: FileKind[], style?: 'plain' | 'html' }} Turn
 * @typedef {{ subject: (voice: Voice) => string, turns: Turn[] }} Script
 * @typedef {'cv' | 'certificate' | 'contract' | 'invoice' | 'timesheet' | 'letter' | 'photo' | 'invitation' | 'card'} FileKind
 */
import { COMPANIES, EMPLOYEES } from '../crm/companies.mjs';
import { PROFESSIONS } from '../crm/names.mjs';

const LOCALES = { de: 'de-DE', nl: 'nl-NL', en: 'en-GB' };
/** Employees who are addressed as women in the demo. */
const WOMEN = new Set(['Sabine Hartwig', 'Miriam Kowalski', 'Katharina Roth', 'Heike Sommer', 'Petra Uhl', 'Nina Ahrens']);

/** @param {Person} them @param {string} us @param {Language} language */
function greetings({ woman, first, last }, us, language) {
  const ourLast = us.split(' ').at(-1) ?? us;
  if (language === 'de') {
    const title = WOMEN.has(us) ? `geehrte Frau ${ourLast}` : `geehrter Herr ${ourLast}`;
    return { dearUs: `Sehr ${title},`, dearThem: `Sehr ${woman ? `geehrte Frau ${last}` : `geehrter Herr ${last}`},`, bye: 'Mit freundlichen Grüßen', regards: 'Freundliche Grüße aus Hamburg' };
  }
  if (language === 'nl') return { dearUs: `Beste ${us.split(' ')[0]},`, dearThem: `Beste ${first},`, bye: 'Met vriendelijke groet,', regards: 'Met vriendelijke groet,' };
  return { dearUs: `Dear ${us.split(' ')[0]},`, dearThem: `Dear ${first},`, bye: 'Kind regards', regards: 'Kind regards' };
}

/**
 * @param {{ them: Person, us: string, random: import('../random.mjs').Random, time: number }} about `time`: epoch ms of the first message
 * @returns {Voice}
 */
export function voiceOf({ them, us, random, time }) {
  const { language } = them;
  const clients = COMPANIES.filter((company) => company.status === 'customer' && company !== them.company);
  /** @param {number} days */
  const day = (days) => new Date(time + days * 86_400_000).toLocaleDateString(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const amount = random.between(33, 79);
  const hour = random.between(9, 16);
  return {
    them, us, ...greetings(them, us, language), city: them.city, day, pick: (list) => random.pick(list),
    job: them.company === null ? them.job : String(random.pick(PROFESSIONS[language]).split('|')[0]),
    client: them.company?.name ?? random.pick(clients).name,
    time: `${hour}:00`,
    appointment: Math.floor(time / 86_400_000 + 5) * 86_400_000 + hour * 3_600_000,
    amount: language === 'de' ? `${amount}.500 €` : language === 'nl' ? `€ ${amount}.500` : `£${amount},500`,
    number: `KN-${random.between(2100, 9800)}`,
  };
}

/** Our people whom somebody may write to. */
export const RECRUITERS = EMPLOYEES.filter(([, , department]) => department === 'recruiting').map(([name]) => name);
