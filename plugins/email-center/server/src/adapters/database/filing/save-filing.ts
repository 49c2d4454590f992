/** The filing transaction: messages, deliveries, links, activities, ledger, counters and cursor, all or nothing (invariant 1). */
import type { Knex } from 'knex';
import type { FilingPlan } from '../../../domain/intake/plan-filing';
import { arrivesUnread } from '../../../domain/center/item-state';
import { MailError } from '../../../domain/mail/mail-error';
import type { Clock, FiledBatch, Lease } from '../../../flow/ports';
import { isCollision, toMailError } from '../errors';
import { passFence } from '../lease';
import { writeCursor } from '../mailbox-store';
import { addToCounters, breathe, insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storableJson, storableOrNull, toBoolean, toEpoch, toNumber, toText } from '../values';
import type { Row } from '../values';
import { writeWork } from '../work-items/file-work';
import type { WriteAheadLog } from '../write-ahead-log';
import { codeOf } from '../center/copy-states';
import { moveViewCounts } from '../center/view-counts';
import { wakeConversations } from '../center/wake';
import { noteForIndex } from '../search/queue';
import { insertActivities } from './activity-rows';
import { writeCorrespondents } from './correspondent-rows';
import { writeSightings } from './ledger-rows';
import { writeNamings } from './naming-rows';
import { noteFailing } from './failing-addresses';
import { noteLeft } from './left-octets';
import { insertMessages } from './message-rows';
import { writeThreads } from './threads';

export interface FilingDependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
  /** Only for SQLite. */
  log?: WriteAheadLog | null;
}

/** Times a transaction the database broke off because of another one (deadlock) is run again. */
const ATTEMPTS = 3;

/**
 * Writes the plan in one transaction behind the lease's fence. Rejects with `lease-lost`, `conflict` (a message, delivery,
 * link or UID of the plan was stored by another run meanwhile: plan again), `database-busy` or `disk-full`; then nothing is
 * written.
 */
export async function saveFiling(dependencies: FilingDependencies, plan: FilingPlan, lease: Lease | null): Promise<FiledBatch> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // The plan was made in one go just now.
      await breathe();
      await dependencies.log?.ready();
      const filed = await dependencies.knex.transaction((trx) => writePlan(trx, dependencies, plan, lease));
      dependencies.log?.filed(plan.sightings.length);
      return filed;
    } catch (error) {
      if (!isCollision(error) || attempt === ATTEMPTS) throw toMailError(error);
    }
  }
}

async function writePlan(trx: Knex.Transaction, { client, clock }: FilingDependencies, plan: FilingPlan, lease: Lease | null): Promise<FiledBatch> {
  const now = clock.now();
  if (lease !== null) await passFence(trx, lease, clock);
  const newlyLinked = new Set(plan.links.map((link) => link.identity));
  const known = await lockKnown(trx, plan);
  const threads = await writeThreads(trx, client, plan.messages);
  const created = await insertMessages(trx, client, plan, { linked: newlyLinked, threads }, now);
  const ids = new Map([...[...known].map(([identity, message]) => [identity, message.id] as const), ...created]);
  const matched = await linkKnown(trx, known, newlyLinked);
  await insertDeliveries(trx, client, plan, ids, (identity) => newlyLinked.has(identity) || known.get(identity)?.linked === true, matched);
  await moveViewCounts(trx, client, plan.deliveries.map(({ accountId, direction, seen }) => ({ before: null, after: { accountId, direction, state: codeOf('inbox'), unread: arrivesUnread(direction, seen) } })));
  await wakeConversations(trx, client, plan, threads);
  await insertLinks(trx, client, plan, ids, now);
  await writeWork(trx, client, plan, (identity) => idOf(ids, identity), now);
  const activities = await insertActivities(trx, client, plan.activities.map((activity) => ({ activity, messageId: idOf(ids, activity.identity) })), now);
  const outcomes = await writeSightings(trx, client, plan, ids, now);
  await writeCorrespondents(trx, client, plan, ids);
  await writeNamings(trx, client, plan.namings, (identity) => idOf(ids, identity));
  await noteFailing(trx, plan, ids);
  await noteLeft(trx, plan.left, now);
  await noteForIndex(trx, client, [...created.values(), ...[...plan.deliveries, ...plan.links].map(({ identity }) => idOf(ids, identity))]);
  await countActivities(trx, client, plan);
  await addToCounters(trx, client, TABLES.matchedCounts, ['account_id'], 'total', [...matched].map(([accountId, amount]) => ({ key: [accountId], amount })));
  if (plan.cursor !== null) await writeCursor(trx, plan.mailboxId, plan.cursor, plan.serverCount, clock);
  return { accountId: plan.accountId, mailboxId: plan.mailboxId, messageIds: [...created.values()], activities, outcomes };
}

interface KnownRow {
  id: number;
  linked: boolean;
}

/** The stored messages the plan refers to, held until the commit, so that two runs do not count the same link twice. */
async function lockKnown(trx: Knex.Transaction, plan: FilingPlan): Promise<Map<string, KnownRow>> {
  const fresh = new Set(plan.messages.map((message) => message.identity));
  const wanted = new Set<string>();
  for (const { identity } of [...plan.sightings, ...plan.deliveries, ...plan.links, ...plan.namings]) if (identity !== null && !fresh.has(identity)) wanted.add(identity);
  const known = new Map<string, KnownRow>();
  for (const piece of pieces([...wanted])) {
    const rows = (await trx(TABLES.messages).whereIn('identity', piece).orderBy('id').forUpdate().select('id', 'identity', 'linked')) as Row[];
    for (const row of rows) known.set(toText(row.identity), { id: toNumber(row.id), linked: toBoolean(row.linked) });
  }
  return known;
}

/** Marks stored messages that get their first link; returns for each account how many of its messages now belong to a record. */
async function linkKnown(trx: Knex.Transaction, known: ReadonlyMap<string, KnownRow>, newlyLinked: ReadonlySet<string>): Promise<Map<string, number>> {
  const matched = new Map<string, number>();
  const ids = [...known].filter(([identity, message]) => newlyLinked.has(identity) && !message.linked).map(([, message]) => message.id);
  for (const piece of pieces(ids)) {
    const deliveries = (await trx(TABLES.deliveries).whereIn('message_id', piece).where({ linked: 0 }).select('account_id')) as Row[];
    for (const row of deliveries) addOne(matched, toText(row.account_id));
    await trx(TABLES.deliveries).whereIn('message_id', piece).update({ linked: 1 });
    await trx(TABLES.messages).whereIn('id', piece).update({ linked: true });
    await breathe();
  }
  return matched;
}

const DELIVERY = ['message_id', 'account_id', 'role', 'direction', 'linked', 'seen', 'received_at', 'counterpart', 'raw_key', 'bcc', 'unread', 'placed_at', 'reading'] as const;

async function insertDeliveries(trx: Knex.Transaction, client: DatabaseClient, plan: FilingPlan, ids: ReadonlyMap<string, number>, isLinked: (identity: string) => boolean, matched: Map<string, number>): Promise<void> {
  const rows = plan.deliveries.map((delivery): Bound[] => {
    const linked = isLinked(delivery.identity);
    if (linked) addOne(matched, delivery.accountId);
    return [
      idOf(ids, delivery.identity), delivery.accountId, delivery.role, delivery.direction, linked ? 1 : 0, delivery.seen ? 1 : 0,
      toEpoch(delivery.receivedAt), storableOrNull(delivery.counterpart, WIDTHS.string), delivery.rawKey, delivery.bcc.length === 0 ? null : storableJson(delivery.bcc),
      arrivesUnread(delivery.direction, delivery.seen) ? 1 : 0, toEpoch(delivery.receivedAt), delivery.reading === null ? null : storableJson(delivery.reading),
    ];
  });
  await insertRows(trx, client, TABLES.deliveries, DELIVERY, rows);
}

async function insertLinks(trx: Knex.Transaction, client: DatabaseClient, plan: FilingPlan, ids: ReadonlyMap<string, number>, now: Date): Promise<void> {
  const rows = plan.links.map((link): Bound[] => [
    idOf(ids, link.identity), link.recordType, link.recordId, 'active', 0, storableJson(link.reasons), now.getTime(),
  ]);
  await insertRows(trx, client, TABLES.links, ['message_id', 'record_type', 'record_id', 'state', 'manual', 'reasons', 'created_at'], rows);
}

async function countActivities(trx: Knex.Transaction, client: DatabaseClient, plan: FilingPlan): Promise<void> {
  const amounts = new Map<string, { key: [string, string]; amount: number }>();
  for (const { recordType, recordId } of plan.activities) {
    if (recordType === null || recordId === null) continue;
    const key = `${recordType} ${recordId}`;
    const counter = amounts.get(key) ?? { key: [recordType, recordId], amount: 0 };
    counter.amount += 1;
    amounts.set(key, counter);
  }
  await addToCounters(trx, client, TABLES.activityCounts, ['record_type', 'record_id'], 'total', [...amounts.values()]);
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A plan made from what was known then may name a message that was erased meanwhile. */
function idOf(ids: ReadonlyMap<string, number>, identity: string): number {
  const id = ids.get(identity);
  if (id === undefined) {
    throw new MailError({ kind: 'transient', code: 'conflict', remedier: 'developer', message: 'A message of the batch was removed by another run meanwhile.' });
  }
  return id;
}
