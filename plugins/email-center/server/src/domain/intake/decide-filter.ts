/** Whether a message is filed at all, decided before its body is wanted. */
import type { ImportPolicy } from '../mail/account';
import type { Automatic, Envelope } from '../mail/message';
import { because, inEnglish, type Reason } from '../mail/reason';
import { isTestMessage } from '../mail/test-message';
import type { AsRead } from './as-read';
import { counterpartsOf, judgeLists, listSubjectOf, NOT_LISTED, type ListEntry } from './lists';
import type { AutomaticPolicy } from './policy';
import type { Match } from './types';

/** The decision with its reasons, as the ledger shows them. */
export type Verdict =
  | ({ file: true } & Reasoned)
  | ({ file: false; outcome: 'unmatched-skipped' | 'blocked' | 'automatic-skipped' | 'test-message'; listEntryId?: string } & Reasoned);

/** In English words, and for every language. */
export interface Reasoned {
  reason: string;
  reasons: readonly Reason[];
}

export const reasoned = (...reasons: readonly Reason[]): Reasoned => ({ reason: inEnglish(reasons), reasons });

/** The message by which an account was tested belongs to nobody's history, even where a record knows the address; null for all others. */
export function decideTestMessage(envelope: Envelope): Verdict | null {
  return isTestMessage(envelope) ? { file: false, outcome: 'test-message', ...reasoned(because('test-message')) } : null;
}

/** Applies the account's import policy: `all` files everything, `matches-only` only what belongs to a record (S4.3, X5). */
export function decideFilter(policy: ImportPolicy, matches: readonly Match[]): Verdict {
  if (matches.length > 0) return { file: true, ...reasoned(because('linked', { count: matches.length })) };
  if (policy === 'matches-only') return { file: false, outcome: 'unmatched-skipped', ...reasoned(because('no-match')) };
  return { file: true, ...reasoned(because('not-linked')) };
}

/** Applies the block and allow lists (S1.9), before anything else: what they keep out is not even looked up; null: they do not. */
export function decideListFilter(lists: readonly ListEntry[], account: Parameters<typeof listSubjectOf>[0], read: Pick<AsRead, 'role' | 'headers'>): Verdict | null {
  if (lists.length === 0) return null;
  const block = judgeLists(lists, listSubjectOf(account), counterpartsOf(read.role, read.headers, account.address));
  return block === null ? null : { file: false, outcome: 'blocked', ...reasoned(block.because), listEntryId: block.entry?.id ?? NOT_LISTED };
}

/** Applies what administrators decided about automatic mail (X7); null: file it as any other. */
export function decideAutomaticFilter(policy: AutomaticPolicy, { kind, why, reasons }: Automatic): Verdict | null {
  if (kind === 'none' || policy[kind] !== 'ledger-only') return null;
  const kept = because('automatic-kept-out', { kind: kind === 'auto-reply' ? 'reply' : kind });
  return { file: false, outcome: 'automatic-skipped', reason: `${inEnglish([kept])} ${why}`, reasons: [kept, ...(reasons ?? [])] };
}

/** Whether records get an activity of it. */
export function makesActivity(policy: AutomaticPolicy, { kind }: Automatic): boolean {
  return kind === 'none' || policy[kind] === 'file';
}
