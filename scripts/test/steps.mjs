/** The parts of the test run. */

const PLUGIN = 'plugins/email-center';
const TSC = 'node_modules/typescript/bin/tsc';

/**
 * A step counts as one test, unless it is run by vitest: then its tests count, `filesAtATime` being two unless it says otherwise. `after` names a
 * step of another lane that has to have ended. `build` makes plugin, panel and application.
 * @typedef {{ name: string, kind: 'step', command: string[], cwd: string } | { name: string, kind: 'build' } | { name: string, kind: 'vitest', project: string, needs: string[], filesAtATime?: number, after?: string }} Step
 */

/** @type {Step[]} */
export const STEPS = [
  { name: 'types-server', kind: 'step', cwd: '.', command: [TSC, '--noEmit', '-p', `${PLUGIN}/server/tsconfig.json`] },
  { name: 'types-admin', kind: 'step', cwd: '.', command: [TSC, '--noEmit', '-p', `${PLUGIN}/admin/tsconfig.json`] },
  { name: 'types-browser', kind: 'step', cwd: '.', command: [TSC, '--noEmit', '-p', `${PLUGIN}/test/browser/tsconfig.json`] },
  { name: 'types-host', kind: 'step', cwd: '.', command: [TSC, '--noEmit', '-p', 'tsconfig.json', '--incremental', 'false', '--tsBuildInfoFile', 'null'] },
  { name: 'types-scripts', kind: 'step', cwd: '.', command: [TSC, '--noEmit', '-p', 'demo/tsconfig.json'] },
  { name: 'lint', kind: 'step', cwd: '.', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'unit', kind: 'vitest', project: 'unit', needs: [] },
  { name: 'build', kind: 'build' },
  { name: 'integration', kind: 'vitest', project: 'integration', needs: ['dovecot', 'postgres', 'mariadbd', 'redis-server'], filesAtATime: 3, after: 'build' },
  { name: 'screens', kind: 'vitest', project: 'screens', needs: ['chromium-headless-shell'] },
  { name: 'walks', kind: 'vitest', project: 'walks', needs: ['chromium'], filesAtATime: 1 },
];

/**
 * Lanes run side by side, and in a lane the steps one after another: each keeps less than two cores busy, or waits for servers most of
 * the time.
 */
const LANES = [
  ['build', 'screens', 'walks'],
  ['types-server', 'types-admin', 'types-browser', 'types-host', 'types-scripts', 'lint', 'integration'],
  ['unit'],
];

/** Whether it runs code of packages with native parts; the others read sources only. @param {Step} step */
export const runsCode = ({ kind }) => kind !== 'step';

/** The chosen steps by lane, in the order they are run in. @param {Step[]} steps @returns {Step[][]} */
export const lanesOf = (steps) => LANES.map((names) => names.flatMap((name) => steps.filter((step) => step.name === name))).filter((lane) => lane.length > 0);
