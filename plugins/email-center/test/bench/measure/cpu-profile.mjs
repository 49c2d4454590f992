import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{name: string, place: string, milliseconds: number, share: number}} FunctionTime */
/** @typedef {{thread: string, busyMilliseconds: number, idleMilliseconds: number, functions: FunctionTime[]}} ThreadProfile */

const TOP = 25;
const NOT_WORK = new Set(['(idle)', '(program)', '(root)']);

/**
 * Where the time of each thread went during a window: self time by function, largest first.
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
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  /** @type {Map<string, number>} */
  const selfTimes = new Map();
  let now = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    const delta = profile.timeDeltas[index];
    now += delta;
    if (now < window.from || now > window.to) continue;
    const key = frameKey(frames.get(sample));
    selfTimes.set(key, (selfTimes.get(key) ?? 0) + delta / 1000);
  }
  const work = [...selfTimes].filter(([key]) => !NOT_WORK.has(key.split('\n')[0]));
  const busy = work.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const functions = work.sort((a, b) => b[1] - a[1]).slice(0, TOP).map(([key, milliseconds]) => {
    const [name, place] = key.split('\n');
    return { name, place, milliseconds, share: milliseconds / busy };
  });
  return { busyMilliseconds: busy, idleMilliseconds: selfTimes.get('(idle)\n') ?? 0, functions };
}

/** @param {{functionName: string, url: string, lineNumber: number}} frame */
function frameKey({ functionName, url, lineNumber }) {
  const place = url ? `${url.replace(/^file:\/\//, '').replace(/^.*\/(node_modules|plugins)\//, '')}:${lineNumber + 1}` : '';
  return `${functionName || '(anonymous)'}\n${place}`;
}
