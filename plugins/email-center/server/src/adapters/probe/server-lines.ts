import type { Socket } from 'node:net';
import { CANCELLED } from '../../domain/mail/connection-failure';
import type { ServerName } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { failureOf } from './sockets';

/** A server that sends more without a line end is none that we can speak with. */
const MAX_LINE = 8192;

/** The lines a server sends, one at a time, each within the deadline. */
export class ServerLines {
  private pending = '';
  private problem: MailError | null = null;
  private wake: () => void = () => undefined;

  constructor(readonly socket: Socket, readonly server: ServerName, private readonly within: number, private readonly signal?: AbortSignal) {
    socket.on('data', this.receive);
    socket.once('end', this.end);
    socket.once('close', this.end);
  }

  /** Without its line end; rejects with `no-answer`, `connection-lost`, `cancelled`. */
  async next(): Promise<string> {
    const timer = setTimeout(() => this.fail(failureOf({ code: 'ETIMEDOUT', message: `silent for ${this.within} ms` }, this.server)), this.within);
    const cancel = (): void => this.fail(new MailError(CANCELLED));
    this.signal?.addEventListener('abort', cancel, { once: true });
    try {
      for (;;) {
        const end = this.pending.indexOf('\n');
        if (end >= 0) {
          const line = this.pending.slice(0, end).replace(/\r$/, '');
          this.pending = this.pending.slice(end + 1);
          return line;
        }
        if (this.problem) throw this.problem;
        if (this.pending.length > MAX_LINE) return this.pending;
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      clearTimeout(timer);
      this.signal?.removeEventListener('abort', cancel);
    }
  }

  send(line: string): void {
    this.socket.write(`${line}\r\n`);
  }

  /** Whether the server sent more than was asked for: before TLS that would be smuggled in. */
  get hasMore(): boolean {
    return this.pending.length > 0;
  }

  /** Hands the socket on, to be wrapped in TLS. */
  release(): void {
    this.socket.off('data', this.receive);
    this.socket.off('end', this.end);
    this.socket.off('close', this.end);
  }

  private readonly receive = (chunk: Buffer): void => {
    if (this.pending.length <= MAX_LINE) this.pending += chunk.toString('latin1');
    this.wake();
  };

  private readonly end = (): void => this.fail(failureOf({ code: 'ECONNRESET', message: 'the server ended the connection' }, this.server));

  private fail(problem: MailError): void {
    this.problem ??= problem;
    this.wake();
  }
}
