/** Runs a tool to its end, its output kept in a log file, and says now and then that it still runs. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tell, Trouble } from './tell.mjs';

const HEARTBEAT = 30_000;

/** @param {string} file @param {number} count */
export function lastLines(file, count) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * @param {{ title: string, command: string, args: string[], cwd: string, log: string, env?: NodeJS.ProcessEnv }} step
 * @returns {Promise<void>} rejects with Trouble when it ends with another code than 0
 */
export async function runTool({ title, command, args, cwd, log, env = process.env }) {
  tell(title);
  mkdirSync(path.dirname(log), { recursive: true });
  const output = createWriteStream(log);
  const started = Date.now();
  const heartbeat = setInterval(() => tell(`  still at it (${Math.round((Date.now() - started) / 1000)} s)`), HEARTBEAT);
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(heartbeat));
  await new Promise((resolve) => output.end(resolve));
  if (code !== 0) throw new Trouble(`"${[command, ...args].join(' ')}" ended with code ${code}.`, `The last lines of its output (all of it is in ${log}):\n\n${lastLines(log, 25)}`);
}
