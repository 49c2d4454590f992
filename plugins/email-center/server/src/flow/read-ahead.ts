/** Consumes a source one item ahead: the next one is on its way while the present one is used. */

/**
 * Calls `use` for each item, one after another. Rejects with the signal's reason as soon as it is aborted while waiting
 * for an item; a `use` that has begun ends first, so that what is being filed is filed whole.
 */
export async function readAhead<T>(source: AsyncIterable<T>, signal: AbortSignal, use: (item: T) => Promise<void>): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  let finished = false;
  try {
    let coming = request(iterator);
    for (;;) {
      const step = await unlessAborted(coming, signal);
      if (step.done === true) {
        finished = true;
        return;
      }
      coming = request(iterator);
      await use(step.value);
    }
  } finally {
    // Not awaited: a source that hangs in its own read would hold the run up, and its failure is known already.
    if (!finished) void iterator.return?.().catch(() => undefined);
  }
}

function request<T>(iterator: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const coming = iterator.next();
  // The failure is met by the `await` of the next round; until then it must not count as unhandled.
  coming.catch(() => undefined);
  return coming;
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
