import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

/** USER_HZ: the unit of times in /proc; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * The times of proc(5), in seconds.
 * @param {string} path of a `stat` file
 */
function readStat(path) {
  const stat = readFileSync(path, 'utf8');
  const nameEnd = stat.lastIndexOf(')');
  const [user, system, childrenUser, childrenSystem] = stat.slice(nameEnd + 2).split(' ').slice(11, 15).map((ticks) => Number(ticks) / TICKS_PER_SECOND);
  return { name: stat.slice(stat.indexOf('(') + 1, nameEnd), own: user + system, children: childrenUser + childrenSystem };
}

/**
 * User and system time of a process with all its threads, without its children.
 * @param {number} pid
 * @returns {number} seconds
 */
export function cpuSeconds(pid) {
  return readStat(`/proc/${pid}/stat`).own;
}

/**
 * User and system time of the children this process has waited for.
 * @returns {number} seconds
 */
export function endedChildrenCpuSeconds() {
  return readStat('/proc/self/stat').children;
}

/**
 * CPU seconds of each thread so far.
 * @param {number} pid
 * @returns {Map<string, {thread: string, seconds: number}>} by the system's number of the thread
 */
export function threadSeconds(pid) {
  return new Map(readdirSync(`/proc/${pid}/task`).map((task) => {
    const { name, own } = readStat(`/proc/${pid}/task/${task}/stat`);
    return [task, { thread: Number(task) === pid ? 'Strapi' : `${name} ${task - pid}`, seconds: own }];
  }));
}

/**
 * What each thread used between two readings, most first; those that did nothing are left out.
 * @param {ReturnType<typeof threadSeconds>} before
 * @param {ReturnType<typeof threadSeconds>} after
 */
export function threadsBetween(before, after) {
  return [...after]
    .map(([task, { thread, seconds }]) => ({ thread, seconds: seconds - (before.get(task)?.seconds ?? 0) }))
    .filter(({ seconds }) => seconds >= 0.1)
    .sort((a, b) => b.seconds - a.seconds);
}

/**
 * @param {number} pid
 * @param {'VmHWM' | 'VmRSS'} field
 * @returns {number} megabytes (2^20)
 */
export function memoryMegabytes(pid, field) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status);
  if (!found) throw new Error(`/proc/${pid}/status has no ${field}`);
  return Number(found[1]) / 1024;
}

/**
 * From here on VmHWM is the highest memory since now, so that a boot does not count as the import's.
 * @param {number} pid
 */
export function resetPeakMemory(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
