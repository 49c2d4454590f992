/** Parses and files a quarantined message again, after the reader has learnt more (X1). */
import type { Outcome } from '../domain/intake/types';
import { MailError, type MailErrorData } from '../domain/mail/mail-error';
import { fileBatch } from './file-message';
import { holdLease } from './hold-lease';
import type { AddressIndex, Clock, FetchedMail, ForwardParsing, Logger, AccountStore, MailboxStore, MessageReader, MessageStore, Notifier, PolicySource, Timers } from './ports';

export interface ReplayPorts {
  accounts: AccountStore;
  mailboxes: MailboxStore;
  messages: MessageStore;
  addresses: AddressIndex;
  reader: Pick<MessageReader, 'reparse'>;
  notifier: Notifier;
  clock: Clock & Timers;
  logger: Logger;
  policies: PolicySource;
}

/** The ledger row to be decided anew. */
export interface QuarantinedSighting {
  accountId: string;
  mailboxId: number;
  uid: number;
  uidValidity: number;
  rawKey: string | null;
  outcome: string;
  internalDate: string | null;
  size: number;
}

export interface Replayed {
  outcome: Outcome;
  reason: string;
  /** Why it still cannot be read; null where it can. */
  error: MailErrorData | null;
}

/**
 * Resolves with the new outcome; a message that still cannot be read stays quarantined, with the reason of today.
 * Rejects with `not-found` (account or mailbox are gone), `blob-missing` (nothing of it was kept), `conflict` (the
 * account is being imported, or it is not quarantined), and what filing rejects with.
 */
export async function replaySighting(ports: ReplayPorts, sighting: QuarantinedSighting): Promise<Replayed> {
  if (sighting.outcome !== 'quarantined') throw refusal('conflict', 'Only a quarantined message can be read again.');
  if (sighting.rawKey === null) throw refusal('blob-missing', 'Nothing of this message was kept, so it cannot be read again.');
  const account = await ports.accounts.load(sighting.accountId);
  const mailbox = (await ports.mailboxes.list(sighting.accountId)).find((entry) => entry.id === sighting.mailboxId);
  if (account === null || mailbox === undefined) throw refusal('not-found', 'Its account or mailbox is no longer there.');
  // What was kept of it was kept whole, whatever the forward address keeps of others by now.
  const read = await reread(ports, sighting, sighting.rawKey, account.kind === 'forward' ? { keepsAttachments: true } : undefined);
  if (!read.ok) return { outcome: 'quarantined', reason: read.error.message, error: read.error };
  const held = await holdLease(ports, account.id, new AbortController().signal);
  if (held === null) throw refusal('conflict', 'This account is being imported right now. Try again when the import has ended.');
  try {
    const filed = await fileBatch(ports, {
      account, mailbox, uidValidity: sighting.uidValidity, fetched: [read], cursor: null, serverCount: mailbox.serverCount,
      policy: await ports.policies.load(), context: await ports.policies.contextFor(account, [read]), replaced: new Map([[sighting.uid, 'quarantined']]),
    }, held.lease);
    return describe(filed.outcomes);
  } finally {
    await held.release();
  }
}

async function reread(ports: ReplayPorts, sighting: QuarantinedSighting, rawKey: string, forward: ForwardParsing | undefined): Promise<FetchedMail> {
  const { uid, size } = sighting;
  const internalDate = sighting.internalDate ?? ports.clock.now().toISOString();
  try {
    return { ok: true, uid, internalDate, size, seen: true, rawKey, message: await ports.reader.reparse(rawKey, forward) };
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (error.kind !== 'malformed') throw error;
    return { ok: false, uid, internalDate, size, rawKey, envelope: null, error: error.toJSON() };
  }
}

const WORDS: Partial<Record<Outcome, string>> = {
  imported: 'The message can be read now and was imported.',
  duplicate: 'The message can be read now; it was stored already.',
  'test-message': 'The message can be read now: it is the one by which the account was tested.',
  'unmatched-skipped': 'The message can be read now; no record knows its address, and this account imports matching messages only.',
  blocked: 'The message can be read now; a list, or the forward address it came to, does not take it.',
  'automatic-skipped': 'The message can be read now; it is automatic mail, which a setting keeps out.',
  erased: 'The message can be read now; it was erased here on purpose and is not imported again.',
};

/** The batch held one message, and a replay takes one off the outcome it had: the other one is new. */
function describe(outcomes: Partial<Record<string, number>>): Replayed {
  const found = (Object.keys(WORDS) as Outcome[]).find((outcome) => (outcomes[outcome] ?? 0) > 0);
  if (found === undefined) throw new MailError({ kind: 'bug', code: 'bug', message: 'A replay was filed without an outcome.', remedier: 'developer', detail: JSON.stringify(outcomes) });
  return { outcome: found, reason: WORDS[found]!, error: null };
}

function refusal(code: 'conflict' | 'blob-missing' | 'not-found', message: string): MailError {
  return new MailError({ kind: code === 'conflict' ? 'transient' : 'malformed', code, message, remedier: 'owner' });
}
