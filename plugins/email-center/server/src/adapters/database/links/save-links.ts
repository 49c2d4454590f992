/** Changes of links with all that hangs on them: activities, folders, documents, counters; one transaction (invariant 1). */
import type { Knex } from 'knex';
import type { MailLinkChange } from '../../../domain/intake/rematch';
import { MailError } from '../../../domain/mail/mail-error';
import type { Clock } from '../../../flow/ports';
import type { SavedLinks } from '../../../flow/links/ports';
import { isCollision, toMailError } from '../errors';
import { insertActivities } from '../filing/activity-rows';
import { completeWaitingCases } from '../routing/complete-cases';
import { noteForIndex } from '../search/queue';
import { addToCounters, breathe, insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { storableJson, toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';

export interface LinkDependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
}

/** Times a transaction the database broke off because of another one (deadlock) is run again. */
const ATTEMPTS = 3;

export async function saveLinks(dependencies: LinkDependencies, changes: readonly MailLinkChange[], by: number | null): Promise<SavedLinks> {
  if (changes.length === 0) return { linked: 0, removed: 0, activities: [] };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dependencies.knex.transaction((trx) => write(trx, dependencies, changes, by));
    } catch (error) {
      if (!isCollision(error) || attempt === ATTEMPTS) throw toMailError(error);
    }
  }
}

async function write(trx: Knex.Transaction, { client, clock }: LinkDependencies, changes: readonly MailLinkChange[], by: number | null): Promise<SavedLinks> {
  const now = clock.now();
  const ids = [...new Set(changes.map((change) => change.messageId))].sort((a, b) => a - b);
  // Held until the commit, as a filing holds them, so that nobody counts the same link twice.
  const linkedBefore = await lockMessages(trx, ids);
  await insertLinks(trx, client, changes.filter((change) => change.was === 'none'), now);
  for (const change of changes) if (change.was !== 'none') await changeLink(trx, change, by, now);
  const [gone, come] = [changes.filter((change) => change.state !== 'active'), changes.filter((change) => change.state === 'active')];
  // One that goes on without an activity had one only for as long as a person's link.
  const deleted = await deleteActivities(trx, [...gone, ...come.filter((change) => change.was === 'active' && change.activity === null)]);
  const wanted = await withoutActivity(trx, come.filter((change) => change.activity !== null));
  const { left, completed } = await completeWaitingCases(trx, wanted);
  const activities = [...completed, ...(await insertActivities(trx, client, left.map(({ activity, messageId }) => ({ activity: activity!, messageId })), now))];
  await countActivities(trx, client, activities, deleted);
  await keepLinkedMarks(trx, client, ids, linkedBefore);
  await noteForIndex(trx, client, ids);
  return { linked: come.length, removed: gone.length, activities };
}

async function lockMessages(trx: Knex.Transaction, ids: readonly number[]): Promise<Map<number, boolean>> {
  const linked = new Map<number, boolean>();
  for (const piece of pieces(ids)) {
    for (const row of (await trx(TABLES.messages).whereIn('id', piece).orderBy('id').forUpdate().select('id', 'linked')) as Row[]) linked.set(toNumber(row.id), toBoolean(row.linked));
  }
  if (linked.size < ids.length) throw conflict('A message was removed meanwhile.');
  return linked;
}

async function insertLinks(trx: Knex.Transaction, client: DatabaseClient, changes: readonly MailLinkChange[], now: Date): Promise<void> {
  const rows = changes.map((change): Bound[] => [
    change.messageId, change.recordType, change.recordId, change.state, change.manual ? 1 : 0, storableJson(change.reasons), now.getTime(),
  ]);
  await insertRows(trx, client, TABLES.links, ['message_id', 'record_type', 'record_id', 'state', 'manual', 'reasons', 'created_at'], rows);
}

async function changeLink(trx: Knex.Transaction, change: MailLinkChange, by: number | null, now: Date): Promise<void> {
  const link = trx(TABLES.links).where({ message_id: change.messageId, record_type: change.recordType, record_id: change.recordId, state: change.was });
  const values = { state: change.state, manual: change.manual ? 1 : 0, reasons: storableJson(change.reasons), ...removalOf(change, by, now) };
  const changed = await (change.state === 'none' ? link.delete() : link.update(values));
  if (changed === 0) throw conflict('Somebody else changed this link meanwhile.');
}

function removalOf({ state, removal }: MailLinkChange, by: number | null, now: Date): { removed_at?: number | null; removed_by?: number | null } {
  if (removal === 'cleared') return { removed_at: null, removed_by: null };
  return state === 'removed' && removal === undefined ? { removed_at: now.getTime(), removed_by: by } : {};
}

type RecordKey = [recordType: string, recordId: string];

/** Takes a removed link's history entry away with its folder; a case stays, because it is work and not only history. */
async function deleteActivities(trx: Knex.Transaction, changes: readonly MailLinkChange[]): Promise<RecordKey[]> {
  const deleted: RecordKey[] = [];
  for (const { messageId, recordType, recordId } of changes) {
    const ids = (await trx(TABLES.activities).where({ message_id: messageId, record_type: recordType, record_id: recordId, kind: 'email' }).pluck('id')).map(toNumber);
    const folders = (await trx(TABLES.folders).whereIn('activity_id', ids).pluck('id')).map(toNumber);
    await trx(TABLES.documents).whereIn('folder_id', folders).delete();
    await trx(TABLES.folders).whereIn('id', folders).delete();
    await trx(TABLES.activities).whereIn('id', ids).delete();
    for (const _id of ids) deleted.push([recordType, recordId]);
  }
  return deleted;
}

/** A record may have an entry of the message already: of a case that came by another way. */
async function withoutActivity(trx: Knex.Transaction, changes: readonly MailLinkChange[]): Promise<MailLinkChange[]> {
  const present = new Set<string>();
  for (const piece of pieces([...new Set(changes.map((change) => change.messageId))])) {
    for (const row of (await trx(TABLES.activities).whereIn('message_id', piece).whereNotNull('record_id').select('message_id', 'record_type', 'record_id')) as Row[]) {
      present.add(`${toNumber(row.message_id)} ${toText(row.record_type)} ${toText(row.record_id)}`);
    }
  }
  return changes.filter(({ messageId, recordType, recordId }) => !present.has(`${messageId} ${recordType} ${recordId}`));
}

export async function countActivities(trx: Knex.Transaction, client: DatabaseClient, added: readonly { recordType: string; recordId: string }[], deleted: readonly RecordKey[]): Promise<void> {
  const amounts = new Map<string, { key: RecordKey; amount: number }>();
  const add = (key: RecordKey, amount: number): void => {
    const counter = amounts.get(key.join(' ')) ?? { key, amount: 0 };
    counter.amount += amount;
    amounts.set(key.join(' '), counter);
  };
  for (const { recordType, recordId } of added) add([recordType, recordId], 1);
  for (const key of deleted) add(key, -1);
  await addToCounters(trx, client, TABLES.activityCounts, ['record_type', 'record_id'], 'total', [...amounts.values()]);
}

/** A message is linked as long as one link is active; its deliveries and their accounts' counters follow. */
export async function keepLinkedMarks(trx: Knex.Transaction, client: DatabaseClient, ids: readonly number[], before: ReadonlyMap<number, boolean>): Promise<void> {
  const active = new Set<number>();
  for (const piece of pieces(ids)) for (const id of await trx(TABLES.links).whereIn('message_id', piece).where({ state: 'active' }).pluck('message_id')) active.add(toNumber(id));
  const matched = new Map<string, number>();
  for (const linked of [true, false]) {
    const changed = ids.filter((id) => active.has(id) === linked && before.get(id) !== linked);
    for (const piece of pieces(changed)) {
      await trx(TABLES.messages).whereIn('id', piece).update({ linked });
      for (const row of (await trx(TABLES.deliveries).whereIn('message_id', piece).where({ linked: linked ? 0 : 1 }).select('account_id')) as Row[]) {
        matched.set(toText(row.account_id), (matched.get(toText(row.account_id)) ?? 0) + (linked ? 1 : -1));
      }
      await trx(TABLES.deliveries).whereIn('message_id', piece).update({ linked: linked ? 1 : 0 });
      await breathe();
    }
  }
  await addToCounters(trx, client, TABLES.matchedCounts, ['account_id'], 'total', [...matched].map(([accountId, amount]) => ({ key: [accountId], amount })));
}

function conflict(message: string): MailError {
  return new MailError({ kind: 'transient', code: 'conflict', remedier: 'owner', message });
}
