import { defineConfig } from 'vitest/config';

/** Pure tests stand beside their source; what boots servers or Strapi stands in `test/`: two files at a time, those of the browser one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['server/src/**/*.test.ts', 'shared/**/*.test.ts', 'admin/src/**/*.test.{ts,tsx}', 'test/*.test.ts'], pool: 'threads', testTimeout: 60_000 } },
      {
        test: {
          name: 'integration', include: ['test/integration/**/*.test.ts', 'test/faults/**/*.test.ts'], pool: 'forks',
          // Each file has servers, folders and ports of its own, and waits for them most of the time.
          poolOptions: { forks: { minForks: 1, maxForks: 2 } }, testTimeout: 60_000, hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser', include: ['test/browser/**/*.test.ts'], pool: 'forks',
          globalSetup: ['test/browser/host/start-host.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000,
        },
      },
    ],
  },
});
