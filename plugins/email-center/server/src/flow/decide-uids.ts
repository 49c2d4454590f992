/** Brings announced UIDs to their outcome: read, decided, filed, with the cursor moving in the same transactions. */
import type { MailAccount } from '../domain/mail/account';
import type { SkippedMail } from '../domain/intake/types';
import type { MailboxState, SyncCursor } from '../domain/sync/cursor';
import { decideHeaders, decidesByHeaders, fileBatch, type FilingPorts } from './file-message';
import type { HeldLease } from './hold-lease';
import type { AddressIndex, Clock, FetchedMail, ForwardParsing, HeaderSummary, MailboxEntry, MailboxStore, MailSession, MessageStore, Notifier, PolicySource } from './ports';
import { eachUnlessAborted, unlessAborted } from './unless-aborted';

export interface ReadingPorts {
  mailboxes: MailboxStore;
  messages: MessageStore;
  addresses: AddressIndex;
  notifier: Notifier;
  clock: Clock;
  policies: PolicySource;
  discard?: FilingPorts['discard'];
  ownSent?: FilingPorts['ownSent'];
}

/** One mailbox while it is read: what is known of it moves on as batches are filed. */
export interface MailboxRun {
  ports: ReadingPorts;
  account: MailAccount;
  session: MailSession;
  held: HeldLease;
  mailbox: MailboxEntry;
  /** As of the last STATUS. */
  state: MailboxState;
  /** Messages read in one go; see `pace.ts`. */
  pace: number;
  /** What is left of the backfill window, newest first; null: not searched yet in this run. */
  window: number[] | null;
}

/** Only messages of a forward address are read for what they forward: it costs more. */
export function forwardParsing({ kind, forward }: Pick<MailAccount, 'kind' | 'forward'>): ForwardParsing | undefined {
  return kind === 'forward' ? { keepsAttachments: forward.keepsAttachments } : undefined;
}

/** Where the mailbox stands once these UIDs are decided, too; null when the cursor stays (healing a gap). */
export type Advance = (decided: ReadonlySet<number>) => SyncCursor | null;

/**
 * Every one of `uids` gets its one outcome, or the call rejects with the cursor before the first undecided one. They
 * are read in the order given. Received before `notBefore`: outside the window, so passed without an outcome.
 */
export async function decideUids(run: MailboxRun, uids: readonly number[], advance: Advance, notBefore: string | null = null): Promise<void> {
  const round = new Round(run, advance);
  await round.leaveOutDecided(uids);
  const due = uids.filter((uid) => !round.decided.has(uid));
  const wanted = await round.chooseByHeaders(due, notBefore);
  await round.read(wanted);
  const missing = due.filter((uid) => !round.decided.has(uid));
  if (missing.length > 0) await round.settleMissing(missing);
  if (!round.moved) await moveCursor(run, advance(round.decided));
}

/** Stores the cursor outside a filing: an opened epoch, or a range in which there was nothing to file. */
export async function moveCursor(run: MailboxRun, cursor: SyncCursor | null): Promise<void> {
  if (cursor === null) return;
  run.held.signal.throwIfAborted();
  await run.ports.mailboxes.saveCursor(run.mailbox.id, cursor, run.state.messages, run.held.lease);
  run.mailbox = { ...run.mailbox, cursor, serverCount: run.state.messages };
}

class Round {
  readonly decided = new Set<number>();
  /** Whether the last change of `decided` is in the stored cursor. */
  moved = false;

  constructor(private readonly run: MailboxRun, private readonly advance: Advance) {}

  /** After a run that was killed, UIDs behind a gap may be decided already: their bodies are not read again. */
  async leaveOutDecided(uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return;
    const { ports, mailbox, state } = this.run;
    const asked = new Set(uids);
    const [low, high] = [Math.min(uids[0]!, uids.at(-1)!), Math.max(uids[0]!, uids.at(-1)!)];
    for (const uid of await ports.messages.loadDecided(mailbox.id, state.uidValidity, low, high)) {
      if (asked.has(uid)) this.decided.add(uid);
    }
  }

  /** What is decided by headers is kept out here: its body never leaves the server (X5). */
  async chooseByHeaders(due: readonly number[], notBefore: string | null): Promise<readonly number[]> {
    const { run } = this;
    const policy = await run.ports.policies.load();
    const byHeaders = decidesByHeaders(run.account, policy);
    if (due.length === 0 || (!byHeaders && notBefore === null)) return due;
    const headers = await this.fetchHeaders(due);
    const inside = headers.filter((header) => notBefore === null || new Date(header.internalDate) >= new Date(notBefore));
    this.pass(headers.filter((header) => !inside.includes(header)));
    if (!byHeaders) return inside.map((header) => header.uid);
    const readable = inside.filter((header) => header.error === undefined);
    const { skipped } = await decideHeaders(run.ports.addresses, readable, { account: run.account, mailbox: run.mailbox, policy });
    if (skipped.length > 0) await this.file({ fetched: [], skipped });
    return inside.map((header) => header.uid).filter((uid) => !this.decided.has(uid));
  }

  async read(uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return;
    const { session, mailbox, state, held } = this.run;
    const asked = new Set(uids);
    await eachUnlessAborted(session.fetchMessages(mailbox.path, state.uidValidity, uids, forwardParsing(this.run.account)), held.signal, async (batch) => {
      // A server may answer with what nobody asked for, or twice: one UID, one outcome.
      const fetched = batch.filter((mail) => asked.delete(mail.uid));
      if (fetched.length > 0) await this.file({ fetched });
    });
  }

  /**
   * Announced, but not among what was fetched: gone, or withheld. Asked for once more; what the server still names and
   * still does not hand out is quarantined, so that one message can never hold a mailbox up.
   */
  async settleMissing(missing: readonly number[]): Promise<void> {
    const there = await this.stillThere(missing);
    await this.read(missing.filter((uid) => there.has(uid)));
    const withheld = missing.filter((uid) => there.has(uid) && !this.decided.has(uid));
    const headers = withheld.length === 0 ? [] : await this.fetchHeaders(withheld);
    const left = withheld.length === 0 ? there : await this.stillThere(withheld);
    const vanished = missing.filter((uid) => !left.has(uid) && !this.decided.has(uid));
    const refused = withheld.filter((uid) => left.has(uid)).map((uid) => this.withheld(uid, headers));
    if (vanished.length + refused.length > 0) await this.file({ fetched: refused, vanished });
  }

  private async stillThere(uids: readonly number[]): Promise<Set<number>> {
    const { session, mailbox, state, held } = this.run;
    return new Set(await unlessAborted(session.searchRange(mailbox.path, state.uidValidity, Math.min(...uids), Math.max(...uids)), held.signal));
  }

  private async fetchHeaders(uids: readonly number[]): Promise<HeaderSummary[]> {
    const { session, mailbox, state, held } = this.run;
    return unlessAborted(session.fetchHeaders(mailbox.path, state.uidValidity, uids), held.signal);
  }

  private withheld(uid: number, headers: readonly HeaderSummary[]): FetchedMail {
    const header = headers.find((candidate) => candidate.uid === uid);
    return {
      ok: false, uid, size: header?.size ?? 0, rawKey: null, envelope: header?.envelope ?? null,
      internalDate: header?.internalDate ?? this.run.ports.clock.now().toISOString(),
      error: { kind: 'malformed', code: 'message-unreadable', message: 'The mail server lists this message but does not hand it out.', remedier: 'provider' },
    };
  }

  private pass(headers: readonly HeaderSummary[]): void {
    for (const { uid } of headers) this.decided.add(uid);
    if (headers.length > 0) this.moved = false;
  }

  private async file(batch: { fetched: readonly FetchedMail[]; skipped?: readonly SkippedMail[]; vanished?: readonly number[] }): Promise<void> {
    const { run } = this;
    run.held.signal.throwIfAborted();
    const uids = [...batch.fetched.map((mail) => mail.uid), ...(batch.skipped ?? []).map((mail) => mail.uid), ...(batch.vanished ?? [])];
    for (const uid of uids) this.decided.add(uid);
    const cursor = this.advance(this.decided);
    await fileBatch(run.ports, {
      account: run.account, mailbox: run.mailbox, uidValidity: run.state.uidValidity, ...batch, cursor, serverCount: run.state.messages, policy: await run.ports.policies.load(),
      context: await run.ports.policies.contextFor(run.account, batch.fetched),
    }, run.held.lease);
    this.moved = true;
    run.held.decided(run.mailbox.id, uids.length);
    if (cursor !== null) run.mailbox = { ...run.mailbox, cursor, serverCount: run.state.messages };
  }
}
