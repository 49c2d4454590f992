/** The accounts of the demo mail server: two are connected by the quickstart, the third is for connecting by hand. Their passwords protect nothing but invented mail on loopback. */
import { HOUSE } from './crm/companies.mjs';
import { staffAddress } from './crm/people.mjs';

export const RECRUITER = { name: 'Sabine Hartwig', address: staffAddress('Sabine Hartwig'), password: 'demo-sabine' };
export const INFO = { name: HOUSE.name, address: `info@${HOUSE.domain}`, password: 'demo-info' };
export const APPLICATIONS = { name: 'Bewerbungen', address: `bewerbung@${HOUSE.domain}`, password: 'demo-bewerbung' };
/** Empty until somebody writes to it: for a group of one's own. */
export const TEAM = { name: 'Team', address: `team@${HOUSE.domain}`, password: 'demo-team' };
export const DEMO_LOGINS = [RECRUITER, INFO, APPLICATIONS, TEAM].map(({ address, password }) => ({ address, password }));
