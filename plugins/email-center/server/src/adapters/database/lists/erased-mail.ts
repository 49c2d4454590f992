/** Erasing: a message goes with all that hangs on it, counters follow, and a tombstone keeps it out from then on. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { ErasedMail, FiledCopy } from '../../../flow/lists/ports';
import type { LeftOctets } from '../../../domain/intake/filing';
import { because, inEnglish, type Reason } from '../../../domain/mail/reason';
import { guarded } from '../errors';
import { noteLeft } from '../filing/left-octets';
import { noteForIndex } from '../search/queue';
import { addToCounters, insertMissing, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { fromJson, storable, storableReasons, toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';
import { removeWork } from '../work-items/remove-work';
import { COUNTED_COLUMNS, moveViewCounts, toCounted as toViewed, type CountedCopy } from '../center/view-counts';
import { byMessage, copyKey, countActivitiesOf, countMatched, inSight, lockMessages } from './copy-counts';

const GONE = because('erased');
const TAKEN = because('erased-for-account');

export function createErasedMail({ knex, client, clock }: { knex: Knex; client: DatabaseClient; clock: Clock }): ErasedMail {
  return {
    erase: (copies, reason, userId) => guarded(() => knex.transaction((trx) => erase(trx, client, copies, { reason, userId, at: clock.now().getTime() }))),
  };
}

interface Copy {
  messageId: number;
  accountId: string;
  rawKey: string;
  linked: boolean;
  hidden: boolean;
  viewed: CountedCopy;
}

async function erase(trx: Executor, client: DatabaseClient, asked: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], by: { reason: string; userId: number | null; at: number }): Promise<{ erased: number; rawKeys: string[] }> {
  const messages = await lockMessages(trx, byMessage(asked));
  const ids = messages.map((row) => toNumber(row.id));
  const wanted = new Set(asked.map((copy) => copyKey(copy.messageId, copy.accountId)));
  const all = await loadCopies(trx, ids);
  const going = all.filter((copy) => wanted.has(copyKey(copy.messageId, copy.accountId)));
  const staying = all.filter((copy) => !wanted.has(copyKey(copy.messageId, copy.accountId)));
  const kept = new Set(staying.map((copy) => copy.messageId));
  const gone = messages.filter((row) => !kept.has(toNumber(row.id)));
  const goneIds = gone.map((row) => toNumber(row.id));
  const shownBefore = await inSight(trx, ids);
  await takeCopies(trx, client, going, kept);
  const shownAfter = await inSight(trx, ids);
  await countActivitiesOf(trx, client, ids.filter((id) => shownBefore.has(id) && !shownAfter.has(id)), -1);
  await insertMissing(trx, client, TABLES.erased, ['identity', 'erased_at', 'erased_by', 'reason'], gone.map((row): Bound[] => [toText(row.identity), by.at, by.userId, storable(by.reason, WIDTHS.reason)]));
  await removeWork(trx, client, goneIds);
  const sent = await removeAll(trx, goneIds);
  await markLedger(trx, client, { messageIds: goneIds }, GONE);
  await trx(TABLES.messages).whereIn('id', goneIds).delete();
  await noteForIndex(trx, client, ids);
  const stillUsed = new Set([...staying.map((copy) => copy.rawKey), ...messages.filter((row) => kept.has(toNumber(row.id))).map((row) => toText(row.raw_key))]);
  const left = [...octetsOf(messages, going, gone), ...sent].filter(({ rawKey }) => !stillUsed.has(rawKey));
  await noteLeft(trx, unique(left), new Date(by.at));
  // Where others keep the message, an import may be about to refer to the same octets: those wait for the look that leaves what was touched.
  const goneIdentities = new Set(gone.map((row) => toText(row.identity)));
  return { erased: goneIds.length, rawKeys: unique(left).filter(({ identity }) => goneIdentities.has(identity)).map(({ rawKey }) => rawKey) };
}

/** Of the copies that go, and of the messages of which nothing stays. */
function octetsOf(messages: readonly Row[], going: readonly Copy[], gone: readonly Row[]): LeftOctets[] {
  const identities = new Map(messages.map((row) => [toNumber(row.id), toText(row.identity)]));
  const ofCopies = going.map(({ messageId, rawKey }) => ({ rawKey, identity: identities.get(messageId) ?? '', messageId: null }));
  return [...ofCopies, ...gone.map((row) => ({ rawKey: toText(row.raw_key), identity: toText(row.identity), messageId: null }))];
}

const unique = (left: readonly LeftOctets[]): LeftOctets[] => [...new Map(left.map((one) => [one.rawKey, one])).values()];

async function loadCopies(trx: Executor, messageIds: readonly number[]): Promise<Copy[]> {
  const shown = (await trx(TABLES.deliveries).whereIn('message_id', [...messageIds]).select('message_id', 'raw_key', 'linked', ...COUNTED_COLUMNS)) as Row[];
  const hidden = (await trx(TABLES.hiddenDeliveries).whereIn('message_id', [...messageIds]).select('message_id', 'account_id', 'delivery')) as Row[];
  const toCopy = (row: Row, delivery: Row, isHidden: boolean): Copy => ({
    messageId: toNumber(row.message_id), accountId: toText(row.account_id), rawKey: toText(delivery.raw_key), linked: toBoolean(delivery.linked), hidden: isHidden, viewed: toViewed(delivery),
  });
  return [...shown.map((row) => toCopy(row, row, false)), ...hidden.map((row) => toCopy(row, fromJson<Row>(row.delivery, {}), true))];
}

/** A message that another account keeps loses this account's copy, its work there and what its ledger rows tell. */
async function takeCopies(trx: Executor, client: DatabaseClient, going: readonly Copy[], kept: ReadonlySet<number>): Promise<void> {
  const shown = going.filter((copy) => !copy.hidden);
  await countMatched(trx, client, shown, -1);
  await moveViewCounts(trx, client, shown.map(({ viewed }) => ({ before: viewed, after: null })));
  for (const { messageId, accountId } of going) {
    for (const table of [TABLES.deliveries, TABLES.hiddenDeliveries, TABLES.snoozes, TABLES.seenMarks]) await trx(table).where({ message_id: messageId, account_id: accountId }).delete();
    if (!kept.has(messageId)) continue;
    await removeWork(trx, client, [messageId], accountId);
    await markLedger(trx, client, { messageIds: [messageId], accountId }, TAKEN);
  }
}

/** Returns the octets of those that were sent from here. */
async function removeAll(trx: Executor, messageIds: readonly number[]): Promise<LeftOctets[]> {
  const activities = (await trx(TABLES.activities).whereIn('message_id', [...messageIds]).pluck('id')).map(toNumber);
  for (const piece of pieces(activities)) {
    const folders = (await trx(TABLES.folders).whereIn('activity_id', piece).pluck('id')).map(toNumber);
    for (const some of pieces(folders)) await trx(TABLES.documents).whereIn('folder_id', some).delete();
    for (const some of pieces(folders)) await trx(TABLES.folders).whereIn('id', some).delete();
    await trx(TABLES.activities).whereIn('id', piece).delete();
  }
  await trx(TABLES.documents).whereIn('message_id', [...messageIds]).delete();
  await trx(TABLES.links).whereIn('message_id', [...messageIds]).delete();
  for (const table of [TABLES.correspondents, TABLES.namings, TABLES.messageTags, TABLES.notes, TABLES.mentions]) await trx(table).whereIn('message_id', [...messageIds]).delete();
  await trx(TABLES.failingAddresses).whereIn('message_id', [...messageIds]).update({ message_id: null });
  // Read first: MySQL compares no text of two tables whose order of letters differs.
  const identities = (await trx(TABLES.messages).whereIn('id', [...messageIds]).pluck('identity')).map(toText);
  const sent = (await trx(TABLES.outbox).whereIn('identity', identities).select('raw_key', 'identity')) as Row[];
  await trx(TABLES.outbox).whereIn('identity', identities).delete();
  return sent.map((row) => ({ rawKey: toText(row.raw_key), identity: toText(row.identity), messageId: null }));
}

/** Its ledger rows stay, with the outcome `erased` and nothing that tells whose message it was. */
async function markLedger(trx: Executor, client: DatabaseClient, of: { messageIds: readonly number[]; accountId?: string }, reason: Reason): Promise<void> {
  const query = trx(TABLES.sightings).whereIn('stored_message_id', [...of.messageIds]);
  if (of.accountId !== undefined) query.where({ account_id: of.accountId });
  const rows = (await query.select('id', 'mailbox_id', 'uid_validity', 'outcome')) as Row[];
  const amounts = rows.flatMap((row) => {
    const key = [toNumber(row.mailbox_id), toNumber(row.uid_validity)];
    return [{ key: [...key, toText(row.outcome)], amount: -1 }, { key: [...key, 'erased'], amount: 1 }];
  });
  for (const piece of pieces(rows.map((row) => toNumber(row.id)))) {
    await trx(TABLES.correspondents).whereIn('sighting_id', piece).delete();
    await trx(TABLES.sightings).whereIn('id', piece).update({
      outcome: 'erased', reason: inEnglish([reason]), reasons: storableReasons([reason]), error: null, stored_message_id: null, message_id: null, message_id_hash: null, counterpart: null, subject: '', raw_key: null,
    });
  }
  await addToCounters(trx, client, TABLES.outcomeCounts, ['mailbox_id', 'uid_validity', 'outcome'], 'total', summed(amounts));
}

function summed(amounts: readonly { key: (string | number)[]; amount: number }[]): { key: (string | number)[]; amount: number }[] {
  const sums = new Map<string, { key: (string | number)[]; amount: number }>();
  for (const { key, amount } of amounts) {
    const sum = sums.get(key.join(' ')) ?? { key, amount: 0 };
    sum.amount += amount;
    sums.set(key.join(' '), sum);
  }
  return [...sums.values()];
}
