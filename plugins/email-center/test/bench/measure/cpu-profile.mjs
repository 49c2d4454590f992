import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourcePlace } from './source-places.mjs';

/** @typedef {{name: string, milliseconds: number, share: number}} Cost */
/**
 * @typedef {object} ThreadProfile
 * @property {string} thread
 * @property {number} busyMilliseconds
 * @property {number} idleMilliseconds
 * @property {Cost[]} functions self time by function
 * @property {Cost[]} files self time by source file or package; what Node does is charged to who called it
 */

const TOP = 25;
const NOT_WORK = new Set(['(idle)', '(program)', '(root)']);

/**
 * Where the time of each thread went during a window.
 * @param {string} folder of the .cpuprofile files that Node wrote at its end, one per thread
 * @param {{from: number, to: number}} window microseconds of the monotonic clock
 * @returns {ThreadProfile[]} the main thread first
 */
export function summarizeProfiles(folder, window) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => ({ thread: threadName(file), profile: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) }))
    .sort((a, b) => a.thread.localeCompare(b.thread))
    .map(({ thread, profile }) => ({ thread, ...summarize(profile, window) }));
}

/** @param {string} file CPU.date.time.pid.thread.number.cpuprofile; the main thread is 0 */
function threadName(file) {
  const thread = Number(file.split('.').at(-3));
  return thread === 0 ? 'Strapi' : `worker ${thread}`;
}

/**
 * @param {{nodes: any[], samples: number[], timeDeltas: number[], startTime: number}} profile as the inspector writes it
 * @param {{from: number, to: number}} window
 */
function summarize(profile, window) {
  const labels = labelNodes(profile.nodes);
  const functions = new Map();
  const files = new Map();
  let idle = 0;
  let busy = 0;
  let now = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    const delta = profile.timeDeltas[index];
    now += delta;
    if (now < window.from || now > window.to) continue;
    const { name, file } = labels.get(sample);
    const milliseconds = delta / 1000;
    if (name === '(idle)') idle += milliseconds;
    if (NOT_WORK.has(name)) continue;
    busy += milliseconds;
    functions.set(name, (functions.get(name) ?? 0) + milliseconds);
    files.set(file, (files.get(file) ?? 0) + milliseconds);
  }
  return { busyMilliseconds: busy, idleMilliseconds: idle, functions: largest(functions, busy), files: largest(files, busy) };
}

/**
 * @param {any[]} nodes of the call tree; parents stand before their children
 * @returns {Map<number, {name: string, file: string}>}
 */
function labelNodes(nodes) {
  const callers = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const labels = new Map();
  for (const { id, callFrame } of nodes) {
    const place = sourcePlace(callFrame);
    const name = callFrame.functionName || '(anonymous)';
    const own = name === '(garbage collector)' ? name : null;
    const file = place ? centreOf(place.file) : (own ?? labels.get(callers.get(id))?.file ?? name);
    labels.set(id, { name: place ? `${name} ${place.file}:${place.line}` : `${name}${callFrame.url ? ` ${callFrame.url}` : ''}`, file });
  }
  return labels;
}

/** A package counts as one; of the plugin each file does. */
function centreOf(file) {
  if (file.startsWith('server/')) return file;
  const [first, second] = file.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/**
 * @param {Map<string, number>} costs
 * @param {number} all
 * @returns {Cost[]}
 */
function largest(costs, all) {
  return [...costs].sort((a, b) => b[1] - a[1]).slice(0, TOP).map(([name, milliseconds]) => ({ name, milliseconds, share: milliseconds / all }));
}
