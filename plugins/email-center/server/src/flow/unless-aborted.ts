/** Waiting that ends at once when the run is called off. */

/**
 * Calls `use` for each item, one after another. Rejects with the signal's reason as soon as it is aborted while waiting
 * for an item; a `use` that has begun ends first, so that what is being filed is filed whole. The next item is asked for
 * only then: a source that reads ahead does so on its own side, and one more batch here would only take memory.
 */
export async function eachUnlessAborted<T>(source: AsyncIterable<T>, signal: AbortSignal, use: (item: T) => Promise<void>): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  let finished = false;
  try {
    while (!finished) finished = await useNext(iterator, signal, use);
  } finally {
    // Not awaited: a source that hangs in its own read would hold the run up, and its failure is known already.
    if (!finished) void iterator.return?.().catch(() => undefined);
  }
}

/** Whether that was the end. A function of its own, because a frame that waits for the next item holds on to the last one. */
async function useNext<T>(iterator: AsyncIterator<T>, signal: AbortSignal, use: (item: T) => Promise<void>): Promise<boolean> {
  const step = await unlessAborted(iterator.next(), signal);
  if (step.done === true) return true;
  await use(step.value);
  return false;
}

/** The promise's own end, or the signal's reason, whichever comes first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // Whoever is first, the other one's failure is no longer awaited and must not count as unhandled.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let forget = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    forget = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    forget();
  }
}
