import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after so many milliseconds; rejects with an `AbortError` when the signal is aborted before. */
export const waitFor = (milliseconds: number, signal: AbortSignal): Promise<void> => delay(milliseconds, undefined, { signal });

/** Resolves after so many milliseconds, or at once when the signal is aborted. Does not keep the process alive. */
export const restFor = (milliseconds: number, signal: AbortSignal): Promise<void> => delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
