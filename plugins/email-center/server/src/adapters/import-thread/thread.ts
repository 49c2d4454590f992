/** One worker thread: sends requests, hands out answers, and lets all pending ones fail when it dies. */
import { Worker } from 'node:worker_threads';
import { MailError } from '../../domain/mail/mail-error';
import type { Logger } from '../../flow/ports';
import { IncomingStream } from './incoming-stream';
import type { CallName, FromThread, StreamName, ThreadCalls, ThreadSettings, ThreadStreams, ToThread } from './protocol';

/** Enough for two batches in flight and the parsing of one; the octets of messages are outside this heap. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };
/** How long sessions may take to say goodbye. */
const STOP_WITHIN_MS = 3000;

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: MailError): void;
}

export class Thread {
  private readonly worker: Worker;
  private readonly calls = new Map<number, PendingCall>();
  private readonly streams = new Map<number, IncomingStream<unknown, unknown>>();
  private readonly exited: Promise<void>;
  private nextId = 1;
  private death: MailError | null = null;

  constructor(entry: string | URL, settings: ThreadSettings, private readonly logger: Logger) {
    this.worker = new Worker(entry, { workerData: settings, resourceLimits: LIMITS });
    this.worker.on('message', (message: FromThread) => this.receive(message));
    this.worker.on('error', (error) => this.die(error));
    this.exited = new Promise((resolve) => this.worker.once('exit', () => {
      this.die(new Error('the thread ended'));
      resolve();
    }));
    // A thread that waits for work keeps no process alive; one that works does, see `keepAlive`.
    this.worker.unref();
  }

  get dead(): boolean {
    return this.death !== null;
  }

  call<Name extends CallName>(name: Name, args: Parameters<ThreadCalls[Name]>, started?: (id: number) => void): Promise<ReturnType<ThreadCalls[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.death) return reject(this.death);
      const id = this.nextId++;
      this.calls.set(id, { resolve: resolve as PendingCall['resolve'], reject });
      this.send({ type: 'call', id, name, args } as ToThread);
      started?.(id);
    });
  }

  stream<Name extends StreamName>(name: Name, args: ThreadStreams[Name]['args']): IncomingStream<ThreadStreams[Name]['head'], ThreadStreams[Name]['item']> {
    const id = this.nextId++;
    const stream = new IncomingStream<ThreadStreams[Name]['head'], ThreadStreams[Name]['item']>(
      () => this.send({ type: 'credit', id }),
      () => this.cancel(id),
    );
    if (this.death) {
      stream.end(this.death);
      return stream;
    }
    this.streams.set(id, stream as IncomingStream<unknown, unknown>);
    this.send({ type: 'stream', id, name, args } as ToThread);
    return stream;
  }

  cancel(id: number): void {
    if (!this.death) this.send({ type: 'cancel', id });
  }

  /** Octets that came whole from the thread and are not read any more. */
  giveBack(octets: Uint8Array): void {
    const memory = octets.buffer as ArrayBuffer;
    if (!this.death) this.worker.postMessage({ type: 'spare', memory } satisfies ToThread, [memory]);
  }

  /** Lets sessions log out, then ends the thread; never rejects. */
  async stop(): Promise<void> {
    if (!this.death) this.worker.postMessage({ type: 'stop' } satisfies ToThread);
    this.worker.ref();
    const late = setTimeout(() => void this.worker.terminate(), STOP_WITHIN_MS);
    await this.exited;
    clearTimeout(late);
  }

  private send(message: ToThread): void {
    if (this.death) return;
    this.worker.postMessage(message);
    this.keepAlive();
  }

  private keepAlive(): void {
    if (this.calls.size + this.streams.size > 0) this.worker.ref();
    else this.worker.unref();
  }

  private receive(message: FromThread): void {
    switch (message.type) {
      case 'head':
        this.streams.get(message.id)?.receiveHead(message.value);
        return;
      case 'item':
        this.streams.get(message.id)?.receive(message.value);
        return;
      case 'end':
        this.streams.get(message.id)?.end();
        break;
      case 'result':
        this.calls.get(message.id)?.resolve(message.value);
        break;
      case 'error':
        this.calls.get(message.id)?.reject(MailError.from(message.error));
        this.streams.get(message.id)?.end(MailError.from(message.error));
        break;
    }
    this.calls.delete(message.id);
    this.streams.delete(message.id);
    this.keepAlive();
  }

  private die(cause: Error): void {
    if (this.death) return;
    this.death = new MailError({
      kind: 'transient', code: 'connection-lost', remedier: 'administrator',
      message: 'The import thread ended while it was at work; it is started again with the next task.', detail: cause.stack ?? cause.message,
    }, { cause });
    if (this.calls.size + this.streams.size > 0) this.logger.error('The import thread ended while it was at work', { reason: cause.message });
    for (const call of this.calls.values()) call.reject(this.death);
    for (const stream of this.streams.values()) stream.end(this.death);
    this.calls.clear();
    this.streams.clear();
  }
}
