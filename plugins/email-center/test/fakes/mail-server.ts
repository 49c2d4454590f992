/** A mail server in memory: mailboxes with UIDs and UIDVALIDITY as RFC 9051 has them, and the freedom to misbehave. */
import type { ConnectionSettings } from '../../server/src/domain/mail/account';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { Message } from '../../server/src/domain/mail/message';
import type { MailboxState } from '../../server/src/domain/sync/cursor';
import type { FetchedMail, HeaderSummary, MailboxInfo, MailServer, MailSession } from '../../server/src/flow/ports';

export interface StoredMail {
  uid: number;
  internalDate: string;
  size: number;
  message: Message;
  /** Listed, but left out of what is fetched: so many times (Infinity: always). */
  withheld: number;
  /** Its octets are no message that can be read. */
  unreadable: boolean;
  seen: boolean;
}

export class FakeMailbox {
  readonly mails = new Map<number, StoredMail>();
  uidNext = 1;

  constructor(readonly path: string, public uidValidity: number, public specialUse: string | null = null) {}

  deliver(message: Message, options: { internalDate: string; size?: number; withheld?: number; unreadable?: boolean; seen?: boolean }): number {
    const uid = this.uidNext;
    this.uidNext += 1;
    this.mails.set(uid, { uid, message, internalDate: options.internalDate, size: options.size ?? 1_000, withheld: options.withheld ?? 0, unreadable: options.unreadable ?? false, seen: options.seen ?? false });
    return uid;
  }

  expunge(uid: number): void {
    this.mails.delete(uid);
  }

  /** UIDs may be left out, as many as the server likes. */
  jump(count: number): void {
    this.uidNext += count;
  }

  /** A new UIDVALIDITY: every message has another UID. */
  renumber(): void {
    const mails = [...this.mails.values()];
    this.mails.clear();
    this.uidValidity += 1;
    this.uidNext = 1;
    for (const mail of mails) {
      mail.uid = this.uidNext;
      this.mails.set(this.uidNext, mail);
      this.uidNext += 1;
    }
  }
}

export class FakeMailServer implements MailServer {
  readonly mailboxes = new Map<string, FakeMailbox>();
  /** Old servers do not say UIDNEXT. */
  saysUidNext = true;
  /** Accepts everything and answers nothing. */
  silent = false;
  /** Refuses every login. */
  refuses: MailError | null = null;
  /** Lets nothing be changed. */
  refusesWrites: MailError | null = null;
  connections = 0;
  /** Commands of all sessions, by name. */
  readonly commands: string[] = [];
  /** Identities whose bodies left the server. */
  readonly bodies = new Set<string>();
  /** Whether it has IDLE. */
  idles = true;
  private readonly idling = new Set<{ path: string; tell(): void; fail(error: MailError): void }>();
  /** What a raw message is that is appended. */
  messageOf: (rawKey: string) => Message = () => {
    throw new Error('nothing is appended here');
  };
  /** Messages handed out together. */
  batch = 3;

  addMailbox(path: string, specialUse: string | null = null): FakeMailbox {
    const mailbox = new FakeMailbox(path, 1_000 + this.mailboxes.size, specialUse);
    this.mailboxes.set(path, mailbox);
    return mailbox;
  }

  async connect(_settings: ConnectionSettings, signal?: AbortSignal): Promise<MailSession> {
    signal?.throwIfAborted();
    if (this.refuses !== null) throw this.refuses;
    this.connections += 1;
    return new FakeSession(this, signal);
  }

  /** Tells whoever waits on the mailbox that something came; resolves with how many that were. */
  announce(path: string): number {
    const waiting = [...this.idling].filter((one) => one.path === path);
    for (const one of waiting) one.tell();
    return waiting.length;
  }

  /** Ends every connection that waits. */
  dropIdling(error: MailError): void {
    for (const one of [...this.idling]) one.fail(error);
  }

  waitForNews(path: string, signal: AbortSignal | undefined): Promise<'news'> {
    return new Promise((resolve, reject) => {
      const one = { path, tell: () => end(() => resolve('news')), fail: (error: MailError) => end(() => reject(error)) };
      const aborted = (): void => one.fail(new MailError({ kind: 'transient', code: 'cancelled', message: 'It was stopped.', remedier: 'owner' }));
      const end = (settle: () => void): void => {
        this.idling.delete(one);
        signal?.removeEventListener('abort', aborted);
        settle();
      };
      this.idling.add(one);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }
}

class FakeSession implements MailSession {
  private open = true;

  constructor(private readonly server: FakeMailServer, private readonly signal?: AbortSignal) {}

  async listMailboxes(): Promise<MailboxInfo[]> {
    this.command('LIST');
    return [...this.server.mailboxes.values()].map(({ path, specialUse }) => ({ path, specialUse, specialUseSource: specialUse === null ? null : ('attribute' as const) }));
  }

  async status(path: string): Promise<MailboxState> {
    this.command('STATUS');
    if (this.server.silent) await new Promise<never>(() => undefined);
    const mailbox = this.find(path);
    return { path, uidValidity: mailbox.uidValidity, uidNext: this.server.saysUidNext ? mailbox.uidNext : null, messages: mailbox.mails.size, highestModseq: null };
  }

  async searchSince(path: string, epoch: number, since: string): Promise<number[]> {
    this.command('SEARCH');
    return [...this.select(path, epoch).mails.values()].filter((mail) => mail.internalDate.slice(0, 10) >= since).map((mail) => mail.uid);
  }

  async searchRange(path: string, epoch: number, from: number, to: number): Promise<number[]> {
    this.command('SEARCH');
    return [...this.select(path, epoch).mails.keys()].filter((uid) => uid >= from && uid <= to);
  }

  async fetchHeaders(path: string, epoch: number, uids: readonly number[]): Promise<HeaderSummary[]> {
    this.command('FETCH headers');
    return this.pick(path, epoch, uids).map(({ uid, internalDate, size, seen, message }) => ({ uid, internalDate, size, seen, envelope: message }));
  }

  async *fetchMessages(path: string, epoch: number, uids: readonly number[]): AsyncIterable<FetchedMail[]> {
    this.command('FETCH bodies');
    for (let start = 0; start < uids.length; start += this.server.batch) {
      this.ensureOpen();
      const mails = this.pick(path, epoch, uids.slice(start, start + this.server.batch)).filter((mail) => !this.withholds(mail));
      yield mails.map((mail) => this.hand(mail));
    }
  }

  async totalSize(path: string, _epoch: number, uids: readonly number[]): Promise<number> {
    this.command('FETCH');
    return uids.reduce((sum, uid) => sum + (this.find(path).mails.get(uid)?.size ?? 0), 0);
  }

  async findMessageId(path: string, messageId: string): Promise<number | null> {
    this.command('SEARCH');
    return [...this.find(path).mails.values()].find((mail) => mail.message.messageId === messageId)?.uid ?? null;
  }

  async append(path: string, rawKey: string, { flags, internalDate }: { flags: readonly string[]; internalDate: string }): Promise<void> {
    this.command('APPEND');
    this.find(path).deliver(this.server.messageOf(rawKey), { internalDate, seen: flags.includes('\\Seen') });
  }

  async setSeen(path: string, epoch: number, uids: readonly number[], seen: boolean): Promise<void> {
    this.command('STORE');
    const found = this.pick(path, epoch, uids);
    if (this.server.refusesWrites !== null) throw this.server.refusesWrites;
    for (const mail of found) mail.seen = seen;
  }

  async idle(path: string): Promise<'news' | 'unsupported'> {
    this.command('IDLE');
    return this.server.idles ? this.server.waitForNews(path, this.signal) : 'unsupported';
  }

  async close(): Promise<void> {
    if (this.open) this.server.connections -= 1;
    this.open = false;
  }

  private command(name: string): void {
    this.ensureOpen();
    this.server.commands.push(name);
  }

  private ensureOpen(): void {
    if (!this.open) throw new MailError({ kind: 'transient', code: 'connection-lost', message: 'The connection is closed.', remedier: 'provider' });
  }

  private find(path: string): FakeMailbox {
    const mailbox = this.server.mailboxes.get(path);
    if (mailbox === undefined) throw new MailError({ kind: 'transient', code: 'mailbox-missing', message: `There is no mailbox ${path}.`, remedier: 'owner' });
    return mailbox;
  }

  private select(path: string, epoch: number): FakeMailbox {
    const mailbox = this.find(path);
    if (mailbox.uidValidity !== epoch) throw new MailError({ kind: 'cursor', code: 'uidvalidity-changed', message: 'The mailbox was renumbered.', remedier: 'provider' });
    return mailbox;
  }

  private pick(path: string, epoch: number, uids: readonly number[]): StoredMail[] {
    const { mails } = this.select(path, epoch);
    return uids.map((uid) => mails.get(uid)).filter((mail) => mail !== undefined);
  }

  private withholds(mail: StoredMail): boolean {
    if (mail.withheld === 0) return false;
    mail.withheld -= 1;
    return true;
  }

  private hand({ uid, internalDate, size, seen, message, unreadable }: StoredMail): FetchedMail {
    this.server.bodies.add(message.identity);
    const rawKey = message.identity;
    if (!unreadable) return { ok: true, uid, internalDate, size, seen, message, rawKey };
    return { ok: false, uid, internalDate, size, rawKey, envelope: message, error: { kind: 'malformed', code: 'message-unreadable', message: 'It cannot be read.', remedier: 'developer' } };
  }
}
