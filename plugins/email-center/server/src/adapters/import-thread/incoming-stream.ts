import type { MailError } from '../../domain/mail/mail-error';

/** The receiving end of a stream: items wait here until they are taken, and each one taken is a credit given back. */
export class IncomingStream<Head, Item> {
  readonly head: Promise<Head>;
  private settleHead!: { resolve(head: Head): void; reject(error: MailError): void };
  private readonly items: Item[] = [];
  private state: 'open' | 'ended' | 'left' = 'open';
  private error: MailError | null = null;
  private wake: () => void = () => undefined;

  /** `grant` sends one credit, `cancel` says that no more is wanted; neither is called after the end. */
  constructor(private readonly grant: () => void, private readonly cancel: () => void) {
    this.head = new Promise((resolve, reject) => (this.settleHead = { resolve, reject }));
    // Who only iterates learns of the failure there.
    this.head.catch(() => undefined);
  }

  receiveHead(head: Head): void {
    this.settleHead.resolve(head);
  }

  receive(item: Item): void {
    if (this.state !== 'open') return;
    this.items.push(item);
    this.wake();
  }

  end(error: MailError | null = null): void {
    if (this.state !== 'open') return;
    this.state = 'ended';
    this.error = error;
    if (error) this.settleHead.reject(error);
    this.wake();
  }

  /** For a stream that nobody will read to its end. */
  leave(): void {
    if (this.state === 'open') this.cancel();
    this.state = 'left';
    this.items.length = 0;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    try {
      for (;;) {
        const item = this.items.shift();
        if (item !== undefined) {
          if (this.state === 'open') this.grant();
          yield item;
        } else if (this.state === 'open') {
          await new Promise<void>((resolve) => (this.wake = resolve));
        } else {
          if (this.error) throw this.error;
          return;
        }
      }
    } finally {
      this.leave();
    }
  }
}
