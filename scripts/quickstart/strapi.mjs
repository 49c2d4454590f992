/** Strapi as a child process, until it answers. */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines } from './run.mjs';
import { tell, Trouble } from './tell.mjs';

const PATIENCE = 180_000;

/** What is started is for use, not for work on its code: in development mode errors tell strangers paths and stacks. @param {NodeJS.ProcessEnv} env */
export const forUse = (env) => ({ ...env, NODE_ENV: env.NODE_ENV || 'production' });

/** @param {string} root @param {string} log @param {NodeJS.ProcessEnv} env */
export function startStrapi(root, log, env) {
  tell(`Starting Strapi (its log is ${path.relative(root, log)})`);
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const endWithParent = path.join(root, 'scripts/quickstart/end-with-parent.cjs');
  const strapi = path.join(root, 'node_modules/@strapi/strapi/bin/strapi.js');
  // A group of its own: Ctrl-C reaches the quickstart alone, which then ends it in good order.
  return spawn(process.execPath, ['--require', endWithParent, strapi, 'start'], { cwd: root, env: forUse(env), detached: true, stdio: ['ignore', output, output, 'ipc'] });
}

/** @param {import('node:child_process').ChildProcess} child @param {import('./panel.mjs').Panel} panel @param {string} log */
export async function untilUp(child, panel, log) {
  const until = Date.now() + PATIENCE;
  while (!(await panel.isUp())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Trouble('Strapi ended while starting.', `The last lines of its log (${log}):\n\n${lastLines(log, 25)}`);
    if (Date.now() > until) throw new Trouble('Strapi did not answer within three minutes.', `See its log: ${log}`);
    await wait(200);
  }
}
