/** Received mail of intake accounts, as the addresses it names are read out of it. */
import { normalizeAddress } from '../../../domain/mail/address';
import type { Address } from '../../../domain/mail/address';
import { MENTIONS_KEPT, type MentioningMessage } from '../../../domain/intake/mentions';
import { breathe, pieces } from '../sql';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toNumber, toText } from '../values';
import type { Row } from '../values';

/** More than a case is looked up by, so that the sending employee's own can be left out afterwards. */
export const MENTIONS_READ = 2 * MENTIONS_KEPT;
/** Texts in memory at one time. */
const TEXTS = 20;

/** Those of the accounts that are intake accounts, with their own addresses, normalised. */
export async function intakeAddresses(executor: Executor, accountIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const piece of pieces(accountIds)) {
    for (const row of (await executor(TABLES.accounts).whereIn('id', piece).where({ kind: 'intake' }).select('id', 'address')) as Row[]) found.set(toText(row.id), normalizeAddress(toText(row.address)) ?? '');
  }
  return found;
}

/** Hands over one message after the other with its text, a few of which are in memory at one time. */
export async function readMentioning(executor: Executor, ids: readonly number[], each: (id: number, message: MentioningMessage) => void): Promise<void> {
  const addresses = (value: unknown): Address[] => fromJson<Address[]>(value, []);
  for (const piece of pieces(ids, TEXTS)) {
    for (const row of (await executor(TABLES.messages).whereIn('id', piece).select('id', 'from', 'to', 'cc', 'reply_to', 'text')) as Row[]) {
      each(toNumber(row.id), { from: addresses(row.from), to: addresses(row.to), cc: addresses(row.cc), replyTo: addresses(row.reply_to), text: toText(row.text ?? '') });
    }
    await breathe();
  }
}
