import type { FromThread } from '../adapters/import-thread/protocol';

type Post = (message: FromThread, transfer?: ArrayBuffer[]) => void;

/** Sends items as long as there is credit; without it the source is not asked for more. */
export class OutgoingStream {
  private cancelled = false;
  private wake: () => void = () => undefined;

  constructor(private readonly id: number, private credit: number, private readonly post: Post) {}

  grant(): void {
    this.credit++;
    this.wake();
  }

  cancel(): void {
    this.cancelled = true;
    this.wake();
  }

  async send(head: unknown, items: AsyncIterable<unknown>): Promise<void> {
    this.post({ type: 'head', id: this.id, value: head });
    const source = items[Symbol.asyncIterator]();
    for (;;) {
      // Credit comes first: what is pulled and not sent would be one more batch in memory.
      while (this.credit === 0 && !this.cancelled) await new Promise<void>((resolve) => (this.wake = resolve));
      if (this.cancelled) {
        await source.return?.();
        break;
      }
      const { done, value } = await source.next();
      if (done) break;
      this.credit--;
      if (value instanceof Uint8Array) this.sendOctets(value);
      else this.post({ type: 'item', id: this.id, value });
    }
    this.post({ type: 'end', id: this.id });
  }

  /** Octets are handed over without a copy when the chunk is all of its memory; Node's pool is shared and is not. */
  private sendOctets(chunk: Uint8Array): void {
    const whole = chunk.byteLength === chunk.buffer.byteLength && chunk.buffer instanceof ArrayBuffer;
    const value = whole ? new Uint8Array(chunk.buffer as ArrayBuffer) : Uint8Array.prototype.slice.call(chunk);
    this.post({ type: 'item', id: this.id, value }, [value.buffer as ArrayBuffer]);
  }
}
