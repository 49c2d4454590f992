/** The routing table, what is nobody's, and how it becomes somebody's, on the database. */
export { createCaseOpenings } from './case-openings';
export { createRouteStore } from './route-store';
export { createUnassignedCases } from './unassigned-cases';
export { createOfferStore } from './offer-store';
export { createCaseStates } from './case-states';
