/**
 * Begins with the next item while the consumer is busy with the last: at most one finished item waits. When the consumer
 * stops early, the source is told to stop, too.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let ahead = settle(source.next());
  try {
    for (;;) {
      const next = await ahead;
      if ('error' in next) throw next.error;
      if (next.item.done) return;
      ahead = settle(source.next());
      yield next.item.value;
    }
  } finally {
    await ahead;
    await source.return(undefined);
  }
}

/** A rejection nobody waits for yet would end the process; it is kept until somebody asks. */
function settle<T>(item: Promise<IteratorResult<T>>): Promise<{ item: IteratorResult<T> } | { error: unknown }> {
  return item.then((value) => ({ item: value }), (error: unknown) => ({ error }));
}
