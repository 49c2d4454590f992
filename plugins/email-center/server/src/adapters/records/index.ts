/** The host's records through Strapi: which types take part, the addresses they know, and how they are named. */
export { findParticipating } from './participating';
export type { ParticipatingType } from './participating';
export { createRecordIndex } from './record-index';
export type { AddressWriter, EnteredAddresses, RecordIndex, RecordIndexDependencies } from './record-index';
export { createRecordNames } from './names';
export { createRecordFinder } from './find-records';
