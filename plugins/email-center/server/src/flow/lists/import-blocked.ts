/** Imports what a change of the lists lets in: the UIDs of its ledger rows are read again and decided by the lists as they are now. */
import type { FailedImport } from '../../../../shared/contracts';
import type { ListChange } from '../../domain/intake/list-change';
import type { MailAccount } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import { because, inEnglish, type Reason } from '../../domain/mail/reason';
import type { Outcome } from '../../domain/intake/types';
import { forwardParsing } from '../decide-uids';
import { decideHeaders, decidesByHeaders, fileBatch } from '../file-message';
import { holdLease, type HeldLease } from '../hold-lease';
import type { FetchedMail, FiledBatch, MailSession } from '../ports';
import { eachUnlessAborted, unlessAborted } from '../unless-aborted';
import { withSession, type SyncPorts } from '../sync-account';
import type { TaskContext } from '../tasks';
import { changedBy, countLetIn, letIn, type ChangedLists } from './let-in';
import type { BlockedMail, BlockedSighting, FiledMail, ListStore } from './ports';

export interface ImportBlockedPorts extends SyncPorts {
  blocked: BlockedMail;
  filed: Pick<FiledMail, 'accounts'>;
  entries: Pick<ListStore, 'loadAll'>;
  /** Resolves after so many milliseconds, or rejects when aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

export interface ImportBlockedRequest {
  target: ChangedLists['target'];
  change: ListChange;
  /** Epoch ms: only what came in since. */
  since: number;
}

interface Tally {
  looked: number;
  imported: number;
  /** Accounts that are switched off, or whose server could not be reached. */
  failed: FailedImport[];
}

const COUNTED = 10_000;
/** While an import has the account, it is asked for again. */
const LEASE_TRIES = 60;
const LEASE_PAUSE = 2_000;

/**
 * Resolves with what became of them. Each row gets its new outcome in place of `blocked`, so that a run begun again finds
 * only what is left. An account that cannot be reached is left out and named; its rows stay as they are.
 */
export async function importBlocked(ports: ImportBlockedPorts, { target, change, since }: ImportBlockedRequest, context: TaskContext): Promise<Record<string, unknown>> {
  const lists = changedBy(await ports.entries.loadAll(), target, change);
  const total = await countLetIn(ports, lists, since, COUNTED);
  const tally: Tally = { looked: 0, imported: 0, failed: [] };
  const failed = new Set<string>();
  for await (const rows of letIn(ports, lists, since)) {
    for (const [accountId, sightings] of groupBy(rows, (sighting) => sighting.accountId)) {
      if (failed.has(accountId)) continue;
      const account = await ports.accounts.load(accountId);
      const error = await importFor(ports, account, sightings, tally, context);
      if (error === null) continue;
      failed.add(accountId);
      tally.failed.push({ account: account?.name ?? null, error: error.toJSON() });
      ports.logger.warn('What was blocked could not be imported for an account.', { accountId, error: error.toJSON() });
    }
    await context.progress(tally.looked, Math.max(total, tally.looked));
  }
  return { ...tally };
}

/** Null, or why this account could not be read; what is no fault of its server rejects. */
async function importFor(ports: ImportBlockedPorts, account: MailAccount | null, sightings: readonly BlockedSighting[], tally: Tally, context: TaskContext): Promise<MailError | null> {
  if (account === null) return notNow(because('account-gone'));
  if (account.state !== 'active') return notNow(because('account-inactive'));
  const held = await hold(ports, account.id, context.signal);
  if (held === null) return notNow(because('account-importing'));
  try {
    await withSession(ports, account.id, held.signal, async (session) => {
      for (const [, some] of groupBy(sightings, (sighting) => sighting.mailbox.id)) await importFrom(ports, { account, held, session }, some, tally);
    });
    return null;
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (context.signal.aborted || error.kind === 'bug') throw error;
    return error;
  } finally {
    await held.release();
  }
}

const notNow = (reason: Reason): MailError => new MailError({ kind: 'transient', code: 'conflict', message: inEnglish([reason]), reasons: [reason], remedier: 'owner' });

async function hold(ports: ImportBlockedPorts, accountId: string, signal: AbortSignal): Promise<HeldLease | null> {
  for (let tries = 1; ; tries += 1) {
    const held = await holdLease(ports, accountId, signal);
    if (held !== null || tries === LEASE_TRIES) return held;
    await ports.wait(LEASE_PAUSE, signal);
  }
}

/** All of one mailbox and its present epoch; a mailbox renumbered meanwhile rejects with kind `cursor`. */
async function importFrom(
  ports: ImportBlockedPorts, run: { account: MailAccount; held: HeldLease; session: MailSession }, sightings: readonly BlockedSighting[], tally: Tally,
): Promise<void> {
  const { account, held, session } = run;
  const { mailbox, uidValidity } = sightings[0]!;
  const due = new Set(sightings.map((sighting) => sighting.uid));
  const replaced = new Map<number, Outcome>([...due].map((uid) => [uid, 'blocked']));
  const file = async (batch: { fetched: readonly FetchedMail[]; skipped?: Parameters<typeof fileBatch>[1]['skipped']; vanished?: readonly number[] }): Promise<FiledBatch> => {
    held.signal.throwIfAborted();
    const filed = await fileBatch(ports, {
      account, mailbox, uidValidity, ...batch, cursor: null, serverCount: mailbox.serverCount, replaced,
      policy: await ports.policies.load(), context: await ports.policies.contextFor(account, batch.fetched),
    }, held.lease);
    tally.imported += (filed.outcomes.imported ?? 0) + (filed.outcomes.duplicate ?? 0);
    return filed;
  };
  const settle = (uids: readonly number[]): void => {
    for (const uid of uids) if (due.delete(uid)) tally.looked += 1;
  };
  const policy = await ports.policies.load();
  if (decidesByHeaders(account, policy)) {
    const headers = await unlessAborted(session.fetchHeaders(mailbox.path, uidValidity, [...due]), held.signal);
    const { skipped } = await decideHeaders(ports.addresses, headers, { account, mailbox, policy });
    if (skipped.length > 0) await file({ fetched: [], skipped });
    settle(skipped.map((mail) => mail.uid));
  }
  if (due.size > 0) {
    await eachUnlessAborted(session.fetchMessages(mailbox.path, uidValidity, [...due].sort((a, b) => a - b), forwardParsing(account)), held.signal, async (batch) => {
      const fetched = batch.filter((mail) => due.has(mail.uid));
      if (fetched.length > 0) await file({ fetched });
      settle(fetched.map((mail) => mail.uid));
    });
  }
  const gone = [...due];
  if (gone.length > 0) await file({ fetched: [], vanished: gone });
  settle(gone);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
