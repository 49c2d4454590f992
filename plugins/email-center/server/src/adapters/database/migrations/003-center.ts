import type { MigrationStep } from './index';

/** Version 3: states of messages for people, tags, notes, saved searches, kept numbers of views. Times are epoch milliseconds. */
export const centerStates: MigrationStep = {
  version: 3,
  name: 'center',
  async up() {
    // Filled in by what needs it, before this version is released.
  },
};
