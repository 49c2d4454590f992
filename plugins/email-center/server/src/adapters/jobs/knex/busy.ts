/** Statements that failed only because others wrote at the same moment are tried again. */
import { setTimeout as pause } from 'node:timers/promises';

const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD']);
const TRIES = 6;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && BUSY.has(String(error.code));

/** `work` is one statement, or begins anew each time. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tries === TRIES) throw error;
      await pause(20 * 2 ** tries * (0.5 + Math.random() / 2));
    }
  }
}
