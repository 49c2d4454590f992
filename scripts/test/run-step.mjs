/** Runs one part of the tests and counts it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from '../quickstart/prepare.mjs';
import { tell, tellTrouble } from '../quickstart/tell.mjs';

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: { name: string, status: string, startTime: number, endTime: number, assertionResults: { status: string, fullName: string }[] }[] }} Report */

/** So many of the slowest files are named: enough to see where the time of a part goes. */
const SLOWEST = 12;

/** V8 sets aside 16 MiB for young objects; compilers make many more, which costs a twentieth of their time. */
const FOR_COMPILERS = ['--max-semi-space-size=64'];

/** Output goes to stderr, so that stdout ends with the one line that counts. @param {string[]} command what Node is given: options, a script, its arguments @param {string} cwd @returns {Promise<number>} its exit code; 1 when a signal ended it */
function run(command, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd, stdio: ['ignore', 2, 2], env: { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' } });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Names what failed, and where the time went: the log of a long run is read from its end. @param {Report} report */
function tellReport({ testResults }) {
  const short = (/** @type {string} */ name) => path.basename(name);
  for (const { name, status, assertionResults } of testResults.filter((file) => file.status === 'failed')) {
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
    tell(`  ${status} ${short(name)}: ${failed.length > 0 ? failed.join('; ') : 'the file itself'}`);
  }
  const seconds = testResults.map(({ name, startTime, endTime }) => ({ name: short(name), took: Math.round((endTime - startTime) / 1000) }));
  const slowest = seconds.filter(({ took }) => took > 5).sort((a, b) => b.took - a.took).slice(0, SLOWEST);
  if (slowest.length > 0) tell(`  slowest: ${slowest.map(({ name, took }) => `${name} ${took} s`).join(', ')}`);
}

/**
 * What vitest reported. A run that crashed, or found no test, has failed at least once whatever it counted.
 * @param {string} file @param {number} code
 * @returns {Count}
 */
function countReport(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')));
  tellReport(report);
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** @param {number | undefined} files @returns {string[]} */
function atATime(files) {
  if (files === undefined) return [];
  return files === 1 ? ['--no-file-parallelism'] : [`--poolOptions.forks.maxForks=${files}`];
}

/** @param {string} root @param {{ project: string, filesAtATime?: number }} step @returns {Promise<Count>} */
async function runVitest(root, { project, filesAtATime }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'email-center-tests-'));
  const file = path.join(folder, 'report.json');
  const command = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...atATime(filesAtATime)];
  const code = await run(command, path.join(root, 'plugins/email-center'));
  const count = countReport(file, code);
  rmSync(folder, { recursive: true, force: true });
  return count;
}

/** The same builds as the quickstart's, with its stamps: what is unchanged is not built again. @param {string} root @returns {Promise<Count>} */
async function build(root) {
  try {
    await buildAll(root, path.join(root, 'data/logs'), { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' });
    return { passed: 1, failed: 0 };
  } catch (error) {
    tellTrouble(error);
    return { passed: 0, failed: 1 };
  }
}

/** @param {string} root @param {import('./steps.mjs').Step} step @returns {Promise<Count>} */
export async function runStep(root, step) {
  if (step.kind === 'vitest') return runVitest(root, step);
  if (step.kind === 'build') return build(root);
  const [script = '', ...args] = step.command;
  const code = await run([...FOR_COMPILERS, path.join(root, script), ...args], path.join(root, step.cwd));
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
