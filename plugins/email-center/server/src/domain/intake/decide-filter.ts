/** Whether a message is filed at all, decided before its body is wanted. */
import type { ImportPolicy } from '../mail/account';
import type { Automatic, Envelope } from '../mail/message';
import { isTestMessage } from '../mail/test-message';
import type { AsRead } from './as-read';
import { counterpartsOf, judgeLists, listSubjectOf, NOT_LISTED, type ListEntry } from './lists';
import type { AutomaticPolicy } from './policy';
import type { Match } from './types';

/** The decision with its reason in words, as the ledger shows it. */
export type Verdict =
  | { file: true; reason: string }
  | { file: false; outcome: 'unmatched-skipped' | 'blocked' | 'automatic-skipped' | 'test-message'; reason: string; listEntryId?: string };

/** The message by which an account was tested belongs to nobody's history, even where a record knows the address; null for all others. */
export function decideTestMessage(envelope: Envelope): Verdict | null {
  return isTestMessage(envelope) ? { file: false, outcome: 'test-message', reason: 'The message by which the account was tested; it is kept out.' } : null;
}

/** Applies the account's import policy: `all` files everything, `matches-only` only what belongs to a record (S4.3, X5). */
export function decideFilter(policy: ImportPolicy, matches: readonly Match[]): Verdict {
  if (matches.length > 0) {
    return { file: true, reason: matches.length === 1 ? 'Imported and linked to one record.' : `Imported and linked to ${matches.length} records.` };
  }
  if (policy === 'matches-only') {
    return { file: false, outcome: 'unmatched-skipped', reason: 'No record knows its address, and this account imports matching messages only. Its body was not read.' };
  }
  return { file: true, reason: 'Imported. No record knows its address.' };
}

/** Applies the block and allow lists (S1.9), before anything else: what they keep out is not even looked up; null: they do not. */
export function decideListFilter(lists: readonly ListEntry[], account: Parameters<typeof listSubjectOf>[0], read: Pick<AsRead, 'role' | 'headers'>): Verdict | null {
  if (lists.length === 0) return null;
  const block = judgeLists(lists, listSubjectOf(account), counterpartsOf(read.role, read.headers, account.address));
  return block === null ? null : { file: false, outcome: 'blocked', reason: block.reason, listEntryId: block.entry?.id ?? NOT_LISTED };
}

const AUTOMATIC_NAMES = { bounce: 'a bounce', 'auto-reply': 'an automatic reply', complaint: 'a complaint', list: 'mail of a mailing list', bulk: 'bulk mail' } as const;

/** Applies what administrators decided about automatic mail (X7); null: file it as any other. */
export function decideAutomaticFilter(policy: AutomaticPolicy, { kind, why }: Automatic): Verdict | null {
  if (kind === 'none' || policy[kind] !== 'ledger-only') return null;
  return { file: false, outcome: 'automatic-skipped', reason: `Not imported: it is ${AUTOMATIC_NAMES[kind]}, which a setting keeps out. ${why}` };
}

/** Whether records get an activity of it. */
export function makesActivity(policy: AutomaticPolicy, { kind }: Automatic): boolean {
  return kind === 'none' || policy[kind] === 'file';
}
