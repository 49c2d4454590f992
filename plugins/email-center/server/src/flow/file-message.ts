/** Files a batch of sighted messages: what is known is loaded, the plan made, and all of it saved in one transaction. */
import type { MailAccount } from '../domain/mail/account';
import type { Message } from '../domain/mail/message';
import { MailError } from '../domain/mail/mail-error';
import { decideFilter, decideListFilter, decideTestMessage } from '../domain/intake/decide-filter';
import { hasLists, listSubjectOf } from '../domain/intake/lists';
import { caseAddresses } from '../domain/intake/intake';
import { addressesToMatch, groupHits, matchMessage } from '../domain/intake/match';
import { planFiling } from '../domain/intake/plan-filing';
import { readAs, type FilingAccount } from '../domain/intake/as-read';
import { NOBODYS_WORK, type FilingContext } from '../domain/intake/assign';
import { failedAddresses, withFailed } from '../domain/intake/match-bounce';
import type { IntakePolicy } from '../domain/intake/policy';
import type { Outcome, SkippedMail } from '../domain/intake/types';
import type { SyncCursor } from '../domain/sync/cursor';
import { recognizeOwn, type OwnSent } from './own-sent';
import type { AddressIndex, FetchedMail, FiledBatch, HeaderSummary, Lease, MailboxEntry, MessageStore, Notifier } from './ports';

/** Plans made for one batch before giving up: the first, and three more when others stored the same messages meanwhile. */
const ATTEMPTS = 4;

export interface FilingPorts {
  messages: MessageStore;
  addresses: AddressIndex;
  notifier: Pick<Notifier, 'filed' | 'accountChanged'>;
  /** Deletes raw messages that were stored while reading and that nothing refers to. */
  discard?: (rawKeys: readonly string[]) => Promise<void>;
  ownSent?: OwnSent;
}

export interface FileBatchInput {
  account: FilingAccount;
  mailbox: Pick<MailboxEntry, 'id' | 'role'>;
  /** The epoch in which all these UIDs were seen. */
  uidValidity: number;
  fetched: readonly FetchedMail[];
  /** Decided by their headers alone (see `decideHeaders`, or larger than the account takes). */
  skipped?: readonly SkippedMail[];
  /** Asked for and no longer there. */
  vanished?: readonly number[];
  /** Where the mailbox stands once this batch is filed; null leaves it (replay). */
  cursor: SyncCursor | null;
  serverCount: number | null;
  policy: IntakePolicy;
  /** Who may work on what comes in; nobody when left out. */
  context?: FilingContext;
  /** Set for a replay: UIDs that have an outcome already and get a new one, with the old one. */
  replaced?: ReadonlyMap<number, Outcome>;
}

/**
 * Files one batch and tells the notifier after the commit. UIDs that have an outcome in this epoch already are left as
 * they are, so that filing a batch twice changes nothing but the cursor (invariant 2).
 *
 * Rejects with `lease-lost`, `database-busy`, `disk-full`, or `conflict` when other runs stored the same messages in
 * each of four attempts; then nothing of the batch is written.
 */
export async function fileBatch(ports: FilingPorts, input: FileBatchInput, lease: Lease): Promise<FiledBatch> {
  const undecided = await leaveOutDecided(ports.messages, input);
  const batch = input.mailbox.role === 'sent' ? { ...undecided, fetched: await recognizeOwn(ports.ownSent, input.account.id, undecided.fetched) } : undecided;
  const readable = batch.fetched.filter((mail) => mail.ok);
  const hits = await ports.addresses.find([
    ...new Set(readable.flatMap((mail) => addressesOf(input, mail.message))),
  ]);
  const identities = [...new Set(readable.map((mail) => mail.message.identity))];
  for (let attempt = 1; ; attempt += 1) {
    const [known, erased] = await Promise.all([ports.messages.loadKnown(identities), ports.messages.loadErased(identities)]);
    const plan = planFiling({
      account: input.account, mailboxId: input.mailbox.id, role: input.mailbox.role, uidValidity: input.uidValidity,
      policy: input.policy, context: input.context ?? NOBODYS_WORK, sighted: batch.fetched, skipped: batch.skipped, vanished: batch.vanished,
      known, erased: new Set(erased), hits, cursor: input.cursor, serverCount: input.serverCount, replaced: input.replaced,
    });
    try {
      const filed = await ports.messages.saveFiling(plan, lease);
      ports.notifier.filed(filed);
      await discardErased(ports, readable, erased);
      return filed;
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'conflict' || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The octets were stored while they were read, before it was known whose they are. */
async function discardErased({ discard }: FilingPorts, readable: readonly Extract<FetchedMail, { ok: true }>[], erased: readonly string[]): Promise<void> {
  if (erased.length === 0 || discard === undefined) return;
  await discard(readable.filter((mail) => erased.includes(mail.message.identity)).map((mail) => mail.rawKey));
}

function addressesOf({ account, mailbox, policy, context = NOBODYS_WORK }: FileBatchInput, message: Message): string[] {
  const read = readAs(mailbox.role, message, { account, context });
  if (context.kind === 'intake' && read.direction === 'incoming') return caseAddresses(context, message, read.counterpart);
  return [...addressesToMatch(read.role, read.headers, policy.matching), ...failedAddresses(message.automatic)];
}

interface UndecidedBatch {
  fetched: FetchedMail[];
  skipped: SkippedMail[];
  vanished: number[];
}

async function leaveOutDecided(messages: MessageStore, input: FileBatchInput): Promise<UndecidedBatch> {
  const { fetched, skipped = [], vanished = [], replaced } = input;
  const uids = [...fetched.map((mail) => mail.uid), ...skipped.map((mail) => mail.uid), ...vanished];
  if (uids.length === 0) return { fetched: [], skipped: [], vanished: [] };
  const [from, to] = uids.reduce(([low, high], uid) => [Math.min(low, uid), Math.max(high, uid)], [Infinity, 0]);
  const decided = new Set(await messages.loadDecided(input.mailbox.id, input.uidValidity, from, to));
  const isDue = (uid: number): boolean => !decided.has(uid) || replaced?.has(uid) === true;
  return { fetched: fetched.filter((mail) => isDue(mail.uid)), skipped: skipped.filter((mail) => isDue(mail.uid)), vanished: vanished.filter(isDue) };
}

/**
 * Whether headers are to be read before bodies: where a body that is not wanted must not leave the server. A forward
 * address's mail is judged by the message within, which the headers do not show.
 */
export function decidesByHeaders(account: Pick<MailAccount, 'id' | 'kind' | 'ownerId' | 'address' | 'importPolicy'>, policy: Pick<IntakePolicy, 'lists'>): boolean {
  return account.kind !== 'forward' && (account.importPolicy === 'matches-only' || hasLists(policy.lists, listSubjectOf(account)));
}

/**
 * Decides by headers which bodies are wanted (X5): none that the lists keep out; of the others with `matches-only` those that match a record, with `all` every one.
 * A report about mail that did not reach a record's address belongs to that record, whoever sent the report. A message whose header could not be read is wanted, so that it ends in quarantine with its octets. One address look-up for all headers. The skipped ones are handed to `fileBatch`, which records their outcome.
 */
export async function decideHeaders(
  addresses: AddressIndex,
  headers: readonly HeaderSummary[],
  context: { account: Pick<MailAccount, 'id' | 'kind' | 'ownerId' | 'address' | 'importPolicy'>; mailbox: Pick<MailboxEntry, 'role'>; policy: IntakePolicy },
): Promise<{ wanted: number[]; skipped: SkippedMail[] }> {
  const { role } = context.mailbox;
  const { importPolicy } = context.account;
  const named = importPolicy === 'all' ? [] : headers.flatMap(({ envelope, failed = [] }) => [...addressesToMatch(role, envelope, context.policy.matching), ...failed]);
  const hits = groupHits(await addresses.find([...new Set(named)]));
  const wanted: number[] = [];
  const skipped: SkippedMail[] = [];
  for (const header of headers) {
    if (header.error) {
      wanted.push(header.uid);
      continue;
    }
    const verdict = decideTestMessage(header.envelope) ?? decideListFilter(context.policy.lists, context.account, readAs(role, header.envelope)) ?? decideFilter(importPolicy, withFailed(matchMessage(role, header.envelope, context.policy.matching, hits), header.failed ?? [], hits));
    if (verdict.file) wanted.push(header.uid);
    else {
      const { uid, internalDate, size, envelope } = header;
      skipped.push({ uid, internalDate, size, envelope, outcome: verdict.outcome, reason: verdict.reason, reasons: verdict.reasons, listEntryId: verdict.listEntryId });
    }
  }
  return { wanted, skipped };
}
