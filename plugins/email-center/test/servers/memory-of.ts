/** What a process holds of the machine's memory, as Linux tells it (proc(5), `VmHWM`). */
import { readFileSync } from 'node:fs';

/** The most it ever held at once, in MiB: the threads of the process and what lies outside of their heaps are in it. */
export function peakMemoryOf(pid: number): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (peak === undefined) throw new Error(`The peak memory of process ${pid} is not known.`);
  return Math.round(Number(peak) / 1024);
}
