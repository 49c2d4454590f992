/** Files of drafts that are being written, piece by piece as they come from the Strapi process. */
import { CANCELLED } from '../domain/mail/connection-failure';
import { MailError } from '../domain/mail/mail-error';
import type { DraftBlobs } from '../flow/writing/ports';

interface Upload {
  pieces: Handover;
  kept: Promise<{ size: number }>;
}

export class DraftUploads {
  private readonly open = new Map<number, Upload>();

  constructor(private readonly files: Pick<DraftBlobs, 'keep'>) {}

  begin(id: number, key: string): number {
    const pieces = new Handover();
    const kept = this.files.keep(key, pieces);
    // Whoever writes the next piece, or ends it, hears of a failure.
    kept.catch(() => undefined);
    this.open.set(id, { pieces, kept });
    return id;
  }

  /** Resolves when the piece is on its way to the disk. */
  async write(id: number, octets: Uint8Array): Promise<void> {
    const { pieces, kept } = this.find(id);
    await Promise.race([pieces.give(octets), kept]);
  }

  async end(id: number): Promise<number> {
    const { pieces, kept } = this.find(id);
    this.open.delete(id);
    pieces.end();
    return (await kept).size;
  }

  async abandon(id: number): Promise<void> {
    const upload = this.open.get(id);
    this.open.delete(id);
    upload?.pieces.fail(new MailError(CANCELLED));
    await upload?.kept.catch(() => undefined);
  }

  private find(id: number): Upload {
    const found = this.open.get(id);
    if (found) return found;
    throw new MailError({ kind: 'bug', code: 'bug', remedier: 'developer', message: 'The file was already written or given up.' });
  }
}

/** One piece at a time goes from whoever gives to whoever reads. */
class Handover implements AsyncIterable<Uint8Array> {
  private waiting: { octets: Uint8Array; taken: () => void } | null = null;
  private ended = false;
  private failure: MailError | null = null;
  private wake: () => void = () => undefined;

  give(octets: Uint8Array): Promise<void> {
    return new Promise((taken) => {
      this.waiting = { octets, taken };
      this.wake();
    });
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  fail(failure: MailError): void {
    this.failure = failure;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.failure) throw this.failure;
      const piece = this.waiting;
      this.waiting = null;
      if (piece) {
        yield piece.octets;
        // Asked for the next one: this one is written.
        piece.taken();
      } else if (this.ended) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
