import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first';

/** Screens that are answered by a fixture: of the application they take the panel's files only, and change nothing in it. */
const SCREENS = ['center', 'home', 'left-texts', 'reader', 'screens', 'visibility', 'wizard', 'writing'].map((name) => `test/browser/${name}.test.ts`);

/** How long something awaited may take on a busy machine; what comes sooner is seen sooner. */
const PATIENCE_MS = 20_000;

/** Pure tests stand beside their source; what boots servers or Strapi stands in `test/`: two files at a time where nothing else is said. */
export default defineConfig({
  test: {
    // Each file of the integration tests has servers, folders and ports of its own, and waits for them most of the time: `npm test` runs
    // three at a time. The number counts only here, for all projects; the walks share one host that they change, and are run with
    // --no-file-parallelism.
    poolOptions: { forks: { minForks: 1, maxForks: 2 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      // Pure: nothing one file leaves behind changes another, so that what they import is read once and not for each of them.
      { test: { name: 'unit', isolate: false, include: ['server/src/**/*.test.ts', 'shared/**/*.test.ts', 'admin/src/**/*.test.{ts,tsx}', 'test/*.test.ts'], pool: 'threads', testTimeout: 60_000 } },
      {
        test: {
          name: 'integration', include: ['test/integration/**/*.test.ts', 'test/faults/**/*.test.ts'], pool: 'forks',
          globalSetup: ['test/servers/sql-of-run.ts', 'test/servers/plugin-of-run.ts'], testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
      {
        test: {
          name: 'screens', include: SCREENS, pool: 'forks', env: { EMAIL_CENTER_BROWSER: 'headless-shell' },
          globalSetup: ['test/browser/host/start-host.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
      {
        test: {
          name: 'walks', include: ['test/browser/**/*.test.ts'], exclude: SCREENS, pool: 'forks',
          globalSetup: ['test/browser/host/start-host.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
    ],
  },
});
