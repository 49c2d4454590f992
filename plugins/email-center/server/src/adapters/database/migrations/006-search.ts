import type { MigrationStep } from './index';

/** Version 6: the full-text index. Times are epoch milliseconds. */
export const search: MigrationStep = {
  version: 6,
  name: 'search',
  async up() {
    // Filled in by what needs it, before this version is released.
  },
};
