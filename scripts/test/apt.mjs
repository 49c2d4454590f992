/** Installs Debian packages without starting the servers they bring. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tell } from '../quickstart/tell.mjs';

/** Its presence tells package scripts not to start services (policy-rc.d returns 101: forbidden). */
const POLICY = '/usr/sbin/policy-rc.d';
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Whether this machine lets us: Debian or a relative of it, and we are root. */
export const mayInstall = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** @param {string[]} args @returns {Promise<boolean>} whether it went well */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return new Promise((resolve) => {
    const child = spawn('apt-get', ['-y', '-q', ...args], { env, stdio: ['ignore', 2, 2] });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/**
 * Runs the work with the policy in place. A signal waits until the policy is removed again: left behind, it would keep
 * every service that is installed later from starting.
 * @param {() => Promise<boolean>} work
 */
async function withoutStartingServices(work) {
  if (existsSync(POLICY)) return work();
  /** @type {NodeJS.Signals[]} */
  const caught = [];
  const remember = (/** @type {NodeJS.Signals} */ signal) => void caught.push(signal);
  for (const signal of SIGNALS) process.on(signal, remember);
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
  chmodSync(POLICY, 0o755);
  try {
    return await work();
  } finally {
    rmSync(POLICY);
    for (const signal of SIGNALS) process.off(signal, remember);
    for (const signal of caught.slice(0, 1)) process.kill(process.pid, signal);
  }
}

/** @param {string[]} packages @returns {Promise<boolean>} whether they are installed now */
export function install(packages) {
  tell(`Installing ${packages.join(', ')} with apt-get`);
  const installPackages = () => apt(['install', '--no-install-recommends', ...packages]);
  return withoutStartingServices(async () => (await installPackages()) || ((await apt(['update'])) && (await installPackages())));
}
