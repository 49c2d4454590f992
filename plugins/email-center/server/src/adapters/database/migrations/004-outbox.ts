import type { MigrationStep } from './index';

/** Version 4: the outbox. Times are epoch milliseconds. */
export const outbox: MigrationStep = {
  version: 4,
  name: 'outbox',
  async up() {
    // Filled in by what needs it, before this version is released.
  },
};
