/** The accounts of the demo mail server: five are connected by the quickstart, two are for connecting by hand. Their passwords protect nothing but invented mail on loopback. */
import { HOUSE } from './crm/companies.mjs';
import { staffAddress } from './crm/people.mjs';

export const RECRUITER = { name: 'Sabine Hartwig', address: staffAddress('Sabine Hartwig'), password: 'demo-sabine' };
/** The administrator's own mailbox. */
export const LEADER = { name: 'Katharina Roth', address: staffAddress('Katharina Roth'), password: 'demo-katharina' };
export const INFO = { name: HOUSE.name, address: `info@${HOUSE.domain}`, password: 'demo-info' };
/** Where employees send what somebody is to work on. */
export const INTAKE = { name: 'Vorgänge', address: `vorgang@${HOUSE.domain}`, password: 'demo-vorgang' };
/** Mail to the address arrives in the mailbox without what follows the plus, as mail servers do. */
export const FORWARD = { name: 'Weiterleitungen', address: `weiterleitung+h7k2m9p4qx@${HOUSE.domain}`, login: `weiterleitung@${HOUSE.domain}`, password: 'demo-weiterleitung' };
export const APPLICATIONS = { name: 'Bewerbungen', address: `bewerbung@${HOUSE.domain}`, password: 'demo-bewerbung' };
/** Empty until somebody writes to it: for a group of one's own. */
export const TEAM = { name: 'Team', address: `team@${HOUSE.domain}`, password: 'demo-team' };
export const DEMO_LOGINS = [...[RECRUITER, LEADER, INFO, INTAKE, APPLICATIONS, TEAM].map(({ address, password }) => ({ address, password })), { address: FORWARD.login, password: FORWARD.password }];

/** The employees who work in the panel of the demo. */
export const PANEL_PEOPLE = ['Sabine Hartwig', 'Thomas Brandt'].map((name) => {
  const [firstname = '', lastname = ''] = name.split(' ');
  return { firstname, lastname, email: staffAddress(name) };
});
