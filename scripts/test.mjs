/**
 * Everything that can be checked: types, lint, unit tests, build, integration and browser tests. It installs what it
 * needs. The last line of stdout is `N passed, N failed`; the exit code is 1 when anything failed.
 * `npm test -- --only unit,lint` runs some parts; `--skip walks` leaves some out.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNativeParts, checkNode, packagesMatch, unpackPackages } from './quickstart/prepare.mjs';
import { tell, tellTrouble, Trouble } from './quickstart/tell.mjs';
import { COMPILERS, provideTools } from './test/debian.mjs';
import { runStep } from './test/run-step.mjs';
import { lanesOf, runsCode, STEPS } from './test/steps.mjs';

const OPTIONS = ['--only', '--skip'];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The names after `--only` or `--skip`, parted by commas. @param {string} option @returns {string[]} */
function namesAfter(option) {
  const at = process.argv.indexOf(option);
  return at < 0 ? [] : (process.argv[at + 1] ?? '').split(',');
}

function chosenSteps() {
  const stray = process.argv.slice(2).find((arg, at, args) => !OPTIONS.includes(arg) && !OPTIONS.includes(args[at - 1] ?? ''));
  if (stray !== undefined) throw new Trouble(`"${stray}" is not understood.`, 'For some parts: npm test -- --only unit,lint; without some: npm test -- --skip walks');
  const [only, skip] = [namesAfter('--only'), namesAfter('--skip')];
  const unknown = [...only, ...skip].filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) throw new Trouble(`There is no part "${unknown.join(', ')}".`, `There are: ${STEPS.map(({ name }) => name).join(', ')}.`);
  return STEPS.filter(({ name }) => (only.length === 0 || only.includes(name)) && !skip.includes(name));
}

/** @typedef {import('./test/steps.mjs').Step} Step */
/**
 * What a step waits for, all of it under way from the start.
 * @typedef {{ native: Promise<void>, missing: Map<Step, Promise<string | null>> }} Awaited `native`: the native parts of packages are
 * built; `missing`: what a step needs and could not be installed
 */

/** @param {Step} step @param {Awaited} awaited @returns {Promise<import('./test/run-step.mjs').Count>} */
async function countStep(step, { native, missing }) {
  if (runsCode(step)) await native;
  const lacking = (await missing.get(step)) ?? null;
  const started = Date.now();
  tell(`${step.name} ...`);
  if (lacking !== null) tell(lacking);
  const count = lacking === null ? await runStep(root, step) : { passed: 0, failed: 1 };
  tell(`${step.name}: ${count.passed} passed, ${count.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`);
  return count;
}

/** The lanes side by side. @param {Step[][]} lanes @param {Awaited} awaited */
async function countLanes(lanes, awaited) {
  /** @type {Map<string, () => void>} */
  const enders = new Map();
  const ended = new Map(lanes.flat().map(({ name }) => [name, new Promise((resolve) => enders.set(name, () => resolve(undefined)))]));
  const counts = await Promise.all(lanes.map(async (lane) => {
    const ofLane = [];
    for (const step of lane) {
      if (step.kind === 'vitest' && step.after !== undefined) await ended.get(step.after);
      ofLane.push(await countStep(step, awaited).finally(() => enders.get(step.name)?.()));
    }
    return ofLane;
  }));
  return counts.flat();
}

/** One step's tools after another's, because Debian's installer lets nobody in beside it. @param {Step[]} steps @returns {Awaited['missing']} */
function provideInTurn(steps) {
  /** @type {Awaited['missing']} */
  const missing = new Map();
  /** @type {Promise<unknown>} */
  let turn = Promise.resolve();
  for (const step of steps) {
    if (step.kind !== 'vitest') continue;
    const provided = turn.then(() => provideTools(step.needs));
    missing.set(step, provided);
    turn = provided;
  }
  return missing;
}

/** @returns {Promise<import('./test/run-step.mjs').Count>} */
async function main() {
  const steps = chosenSteps();
  checkNode();
  const logs = path.join(root, 'data/logs');
  mkdirSync(logs, { recursive: true });
  // Without a compiler the installation may still go well, with ready-made builds: if not, it says what is missing.
  if (!packagesMatch(root)) await provideTools(COMPILERS);
  const missing = provideInTurn(steps);
  // Some parts read sources only: native parts are built beside them.
  const native = (await unpackPackages(root, logs)) ? buildNativeParts(root, logs) : Promise.resolve();
  // Told when it is waited for.
  native.catch(() => undefined);
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed } of await countLanes(lanesOf(steps), { native, missing })) {
    total.passed += passed;
    total.failed += failed;
  }
  await native;
  return total;
}

main()
  .catch((error) => {
    tellTrouble(error);
    return { passed: 0, failed: 1 };
  })
  .then(({ passed, failed }) => {
    tell(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  });
