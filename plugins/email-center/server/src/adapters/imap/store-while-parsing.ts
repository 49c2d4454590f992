import type { Message } from '../../domain/mail/message';
import type { BlobStore, MimeParser } from '../../flow/ports';

export interface StoredWhileParsed {
  key: string;
  size: number;
  /** Null when the parser gave up; the octets are stored all the same. */
  message: Message | null;
  unreadable?: unknown;
}

/**
 * Gives each chunk to the parser and to the blob store, holding one chunk at a time. A parser that gives up does not
 * keep the rest from being stored; a source or a store that fails rejects.
 */
export async function storeWhileParsing(chunks: AsyncIterable<Uint8Array>, blobs: BlobStore, parser: MimeParser): Promise<StoredWhileParsed> {
  const toParser = new Handover();
  const parsed = parser.parseStream(toParser).then(
    (message) => ({ message }),
    (unreadable: unknown) => ({ message: null, unreadable }),
  ).finally(() => toParser.leave());

  async function* throughParser(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      await toParser.give(chunk);
      yield chunk;
    }
  }

  try {
    const stored = await blobs.put(throughParser());
    toParser.end();
    return { ...stored, ...(await parsed) };
  } catch (error) {
    toParser.fail(error);
    await parsed;
    throw error;
  }
}

/** Hands chunks from one who gives to one who takes; giving waits until the chunk before was taken in. */
class Handover implements AsyncIterable<Uint8Array> {
  private chunk: Uint8Array | null = null;
  private ended = false;
  private left = false;
  private error: unknown;
  private wakeTaker: () => void = () => undefined;
  private wakeGiver: () => void = () => undefined;

  async give(chunk: Uint8Array): Promise<void> {
    while (this.chunk && !this.left) await new Promise<void>((resolve) => (this.wakeGiver = resolve));
    if (this.left) return;
    this.chunk = chunk;
    this.wakeTaker();
  }

  end(): void {
    this.ended = true;
    this.wakeTaker();
  }

  fail(error: unknown): void {
    this.error = error;
    this.end();
  }

  /** The taker wants no more; giving goes on without it. */
  leave(): void {
    this.left = true;
    this.wakeGiver();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.chunk) {
        const { chunk } = this;
        yield chunk;
        this.chunk = null;
        this.wakeGiver();
      } else if (this.ended) {
        if (this.error !== undefined) throw this.error;
        return;
      } else {
        await new Promise<void>((resolve) => (this.wakeTaker = resolve));
      }
    }
  }
}
