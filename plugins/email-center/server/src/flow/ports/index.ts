/** What the flows need of the outside world, by subject. Adapters implement these; fakes for tests stand in `test/fakes`. */
export type * from './mail-server';
export type * from './reading';
export type * from './account-test';
export type * from './storage';
export type * from './surroundings';
