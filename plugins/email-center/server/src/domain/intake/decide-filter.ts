/** Whether a message is filed at all, decided before its body is wanted. */
import type { ImportPolicy } from '../mail/account';
import type { Envelope } from '../mail/message';
import { isTestMessage } from '../mail/test-message';
import type { Match } from './types';

/** The decision with its reason in words, as the ledger shows it. */
export type Verdict =
  | { file: true; reason: string }
  | { file: false; outcome: 'unmatched-skipped' | 'test-message'; reason: string };

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
