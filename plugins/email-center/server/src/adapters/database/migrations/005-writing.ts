import type { MigrationStep } from './index';

/** Version 5: drafts, templates, how accounts send. Times are epoch milliseconds. */
export const writing: MigrationStep = {
  version: 5,
  name: 'writing',
  async up() {
    // Filled in by what needs it, before this version is released.
  },
};
