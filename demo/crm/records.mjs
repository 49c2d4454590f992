/** The demo's CRM records, in the order in which they can be created. */
import { Random } from '../random.mjs';
import { COMPANIES, EMPLOYEES } from './companies.mjs';
import { drawPeople, staffAddress } from './people.mjs';

/**
 * @typedef {import('./people.mjs').Person} Person
 * @typedef {{ key: string, type: string, data: Record<string, unknown> }} RecordLine
 */

/** Candidates with a mailbox at Gmail. Nobody can have these names there: Gmail knows no underscore. @type {Record<string, string>} */
export const GMAIL = { 'candidate-70': 'marlene_lindemann@gmail.com', 'candidate-71': 'joost_postma@gmail.com' };

/** @param {Person} person @returns {Person} */
function withGmail(person) {
  const gmail = GMAIL[person.key];
  return gmail === undefined ? person : { ...person, emails: [...person.emails.slice(0, 3), gmail] };
}

/** @param {Person} person */
const fourAddresses = ({ emails }) => Object.fromEntries(emails.slice(0, 4).map((email, index) => [index === 0 ? 'email' : `email${index + 1}`, email]));

/** @param {Random} random @param {string} language */
function phoneNumber(random, language) {
  const digits = String(random.between(1_000_000, 9_999_999));
  if (language === 'nl') return `+31 6 55${digits.slice(0, 2)} ${digits.slice(2, 6)}`;
  if (language === 'en') return `+44 7700 900${digits.slice(0, 3)}`;
  return `+49 151 555 ${digits}`;
}

/** @param {Random} random */
const anyEmployee = (random) => ({ ref: `employee-${random.between(1, 4)}` });

/** @param {(typeof COMPANIES)[number]} company @param {number} index @param {Random} random @returns {RecordLine} */
function companyLine({ domain, ...company }, index, random) {
  const language = company.country === 'NL' ? 'nl' : company.country === 'GB' ? 'en' : 'de';
  return { key: `company-${index + 1}`, type: 'api::company.company', data: { ...company, email: `info@${domain}`, website: `https://www.${domain}`, phone: phoneNumber(random, language) } };
}

/** @param {[string, string, string]} employee @param {number} index @returns {RecordLine} */
const employeeLine = ([name, , department], index) => ({
  key: `employee-${index + 1}`,
  type: 'api::employee.employee',
  data: { name, email: staffAddress(name), department, phone: `+49 40 5550 ${120 + index}`, active: true },
});

/** @param {Person} person @param {Random} random @returns {RecordLine} */
function candidateLine(person, random) {
  const employer = random.chance(0.3) ? { employer: { ref: `company-${random.between(1, COMPANIES.length)}` } } : {};
  return {
    key: person.key,
    type: 'api::candidate.candidate',
    data: {
      name: person.name, ...fourAddresses(withGmail(person)), phone: phoneNumber(random, person.language), city: person.city, country: { de: 'DE', nl: 'NL', en: 'GB' }[person.language], profession: person.job,
      status: random.pick(['new', 'in-contact', 'in-contact', 'interview', 'offer', 'placed', 'on-hold', 'rejected']), salaryExpectation: random.between(32, 78) * 1000, recruiter: anyEmployee(random), ...employer,
    },
  };
}

/** @param {Person} person @param {Random} random @returns {RecordLine} */
function customerLine(person, random) {
  const company = COMPANIES.findIndex((one) => one === person.company) + 1;
  // Where one person answers for the house, the company's own address stands on the contact as well.
  const emails = random.chance(0.1) && person.company !== null ? [...person.emails.slice(0, 3), `info@${person.company.domain}`] : person.emails;
  return {
    key: person.key,
    type: 'api::customer.customer',
    data: {
      name: person.name, ...fourAddresses({ ...person, emails }), phone: phoneNumber(random, person.language), city: person.city, position: person.job, status: random.pick(['active', 'active', 'prospect', 'inactive']),
      company: { ref: `company-${company}` }, accountManager: { ref: `employee-${random.between(5, 6)}` },
    },
  };
}

/** @param {Person} person @param {Random} random @returns {RecordLine} */
const leadLine = (person, random) => ({
  key: person.key,
  type: 'api::lead.lead',
  data: {
    name: person.name, email: person.emails[0], phone: phoneNumber(random, person.language), city: person.city, source: random.pick(['website', 'trade-fair', 'referral', 'cold-call', 'newsletter']),
    status: random.pick(['open', 'contacted', 'qualified', 'lost']), owner: { ref: `employee-${random.between(5, 6)}` },
  },
});

/** @returns {RecordLine[]} 30 companies, 10 employees, 50 customers, 90 candidates, 20 leads; the same each time */
export function demoRecords() {
  const random = new Random(4_711);
  const people = drawPeople();
  return [
    ...COMPANIES.map((company, index) => companyLine(company, index, random)),
    ...EMPLOYEES.map(employeeLine),
    ...people.customer.map((person) => customerLine(person, random)),
    ...people.candidate.map((person) => candidateLine(person, random)),
    ...people.lead.map((person) => leadLine(person, random)),
  ];
}
