import type { MigrationStep } from './index';

/** Version 7: what other nodes have to be told. Times are epoch milliseconds. */
export const events: MigrationStep = {
  version: 7,
  name: 'events',
  async up() {
    // Filled in by what needs it, before this version is released.
  },
};
