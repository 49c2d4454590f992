import { spawn } from 'node:child_process';
import { endedChildrenCpuSeconds, memoryMegabytes } from './process-cost.mjs';

/** @typedef {{seconds: number, cpuSeconds: number, peakMegabytes: number, output: string}} CommandCost */

const SAMPLE_MS = 50;

/**
 * The highest memory so far, or 0 when the program has just ended: its last reading counts then.
 * @param {number | undefined} pid
 */
function peakSoFar(pid) {
  try {
    return pid === undefined ? 0 : memoryMegabytes(pid, 'VmHWM');
  } catch {
    return 0;
  }
}

/**
 * Runs a program to its end and says what it cost.
 * @param {string} program
 * @param {string[]} args
 * @param {{env?: Record<string, string>, cwd?: string}} [options] `env` is added to the own environment
 * @returns {Promise<CommandCost>} rejects when the program ends with another code than 0
 */
export async function timedCommand(program, args, options = {}) {
  const cpuBefore = endedChildrenCpuSeconds();
  const startedAt = performance.now();
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  let peakMegabytes = 0;
  const sampling = setInterval(() => (peakMegabytes = Math.max(peakMegabytes, peakSoFar(child.pid))), SAMPLE_MS);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(sampling);
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output.slice(-2_000)}`);
  return { seconds, cpuSeconds: endedChildrenCpuSeconds() - cpuBefore, peakMegabytes, output };
}
