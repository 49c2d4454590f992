import { defineConfig } from 'vitest/config';

/** Pure tests stand beside their source; what boots servers or Strapi stands in `test/` and runs one file at a time. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['server/src/**/*.test.ts', 'shared/**/*.test.ts', 'admin/src/**/*.test.{ts,tsx}', 'test/*.test.ts'], pool: 'threads', testTimeout: 60_000 } },
      {
        test: {
          name: 'integration', include: ['test/integration/**/*.test.ts', 'test/faults/**/*.test.ts'], pool: 'forks',
          fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000,
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
