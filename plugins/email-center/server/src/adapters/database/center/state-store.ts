/** StateStore on the database: what people do with messages, with the counters that hang on it, in one transaction. */
import type { Knex } from 'knex';
import { nextCopy, type StateWish } from '../../../domain/center/decide-states';
import type { CopyState } from '../../../domain/center/item-state';
import type { BulkTarget, StateStore } from '../../../flow/center/ports';
import type { CenterViewer } from '../../../flow/center/viewer';
import type { Clock } from '../../../flow/ports';
import { guarded, isCollision, toMailError } from '../errors';
import { noteForIndex } from '../search/queue';
import { insertMissing, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toEpoch, toDate, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { codeOf, stateOf } from './copy-states';
import { noteSeen } from './seen-marks';
import { ownAccountsOf } from './stand';
import { changeMuchWork } from './change-work';
import { moveViewCounts, rebuildViewCounts } from './view-counts';
import { wakeDue } from './wake';

export interface StateDependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
}

/** Times a transaction the database broke off because of another one (deadlock) is run again. */
const ATTEMPTS = 3;

export function createStateStore(dependencies: StateDependencies): StateStore {
  const { knex, client } = dependencies;
  return {
    write: (viewer, targets, wish) => writeStates(dependencies, viewer, targets, wish),
    wakeDue: (now) => guarded(() => wakeDue(knex, client, now)),
    rebuildCounts: () => guarded(() => rebuildViewCounts(knex)),
    changeWork: (ids, actorId, decide) => changeMuchWork(dependencies, ids, actorId, decide),
  };
}

export async function writeStates(dependencies: StateDependencies, viewer: Pick<CenterViewer, 'userId' | 'reads'>, targets: readonly Pick<BulkTarget, 'id' | 'own' | 'noted'>[], wish: StateWish): Promise<number[]> {
  if (targets.length === 0) return [];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dependencies.knex.transaction((trx) => writeAll(trx, dependencies, viewer, targets, wish));
    } catch (error) {
      if (!isCollision(error) || attempt === ATTEMPTS) throw toMailError(error);
    }
  }
}

async function writeAll(trx: Executor, { client, clock }: StateDependencies, viewer: Pick<CenterViewer, 'userId' | 'reads'>, targets: readonly Pick<BulkTarget, 'id' | 'own' | 'noted'>[], wish: StateWish): Promise<number[]> {
  const now = clock.now().getTime();
  const changed = new Set<number>();
  const own = targets.filter((target) => target.own).map(({ id }) => id).sort((a, b) => a - b);
  for (const id of await writeCopies(trx, client, { ids: own, accounts: await ownAccountsOf(trx as Knex, viewer), wish, now })) changed.add(id);
  if (wish.read !== undefined) for (const id of await writeOpened(trx, client, { ids: targets.filter((target) => target.noted).map(({ id }) => id), userId: viewer.userId, read: wish.read, now })) changed.add(id);
  if (wish.read === true) await openMentions(trx, viewer.userId, targets.map(({ id }) => id));
  for (const id of await writeTags(trx, client, { ids: targets.map(({ id }) => id), wish, userId: viewer.userId, now })) changed.add(id);
  return [...changed];
}

interface Writing {
  ids: readonly number[];
  now: number;
}

interface Change {
  messageId: number;
  accountId: string;
  before: { state: CopyState; unread: boolean };
  after: { state: CopyState; unread: boolean };
}

async function writeCopies(trx: Executor, client: DatabaseClient, { ids, accounts, wish, now }: Writing & { accounts: readonly string[]; wish: StateWish }): Promise<number[]> {
  const changes: Change[] = [];
  for (const piece of pieces(ids, 250)) {
    const rows = (await trx(TABLES.deliveries).whereIn('message_id', piece).whereIn('account_id', [...accounts]).where({ direction: 'incoming' })
      .orderBy(['message_id', 'account_id']).forUpdate().select('message_id', 'account_id', 'state', 'unread')) as Row[];
    changes.push(...rows.map((row) => changeOf(row, wish)));
  }
  const changing = changes.filter(({ before, after }) => before.state !== after.state || before.unread !== after.unread);
  await updateCopies(trx, changing);
  await noteSeen(trx, changing.filter(({ before, after }) => before.unread !== after.unread).map(({ messageId, accountId, after: { unread } }) => ({ messageId, accountId, unread })));
  await writeSnoozes(trx, client, { changes, wakeAt: wish.snoozedUntil ?? null, now });
  await moveViewCounts(trx, client, changing.map(({ accountId, before, after }) => {
    const counted = ({ state, unread }: Change['before']) => ({ accountId, direction: 'incoming', state: codeOf(state), unread });
    return { before: counted(before), after: counted(after) };
  }));
  const rescheduled = typeof wish.snoozedUntil === 'string' ? changes.filter(({ after }) => after.state === 'snoozed') : [];
  return [...changing, ...rescheduled].map(({ messageId }) => messageId);
}

function changeOf(row: Row, wish: StateWish): Change {
  const before = { state: stateOf(row.state), unread: toBoolean(row.unread) };
  return { messageId: toNumber(row.message_id), accountId: toText(row.account_id), before, after: nextCopy(before, wish) };
}

/** One statement for all that become the same in one account. */
async function updateCopies(trx: Executor, changes: readonly Change[]): Promise<void> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.accountId} ${change.after.state} ${String(change.after.unread)}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  for (const group of groups.values()) {
    const { accountId, after } = group[0]!;
    for (const piece of pieces(group.map(({ messageId }) => messageId), 250)) {
      await trx(TABLES.deliveries).whereIn('message_id', piece).where({ account_id: accountId }).update({ state: codeOf(after.state), unread: after.unread ? 1 : 0 });
    }
  }
}

async function writeSnoozes(trx: Executor, client: DatabaseClient, { changes, wakeAt, now }: { changes: readonly Change[]; wakeAt: string | null; now: number }): Promise<void> {
  const over = changes.filter(({ before, after }) => before.state === 'snoozed' && (after.state !== 'snoozed' || wakeAt !== null));
  for (const { messageId, accountId } of over) await trx(TABLES.snoozes).where({ message_id: messageId, account_id: accountId }).delete();
  const snoozed = wakeAt === null ? [] : changes.filter(({ after }) => after.state === 'snoozed');
  if (snoozed.length === 0) return;
  const threads = await loadColumn(trx, snoozed.map(({ messageId }) => messageId), 'thread_id');
  await insertMissing(trx, client, TABLES.snoozes, ['message_id', 'account_id', 'thread_id', 'wake_at', 'snoozed_at'],
    snoozed.map(({ messageId, accountId }): Bound[] => [messageId, accountId, toNullableText(threads.get(messageId)), toEpoch(wakeAt!), now]));
}

async function loadColumn(trx: Executor, ids: readonly number[], column: 'thread_id' | 'received_at'): Promise<Map<number, unknown>> {
  const values = new Map<number, unknown>();
  for (const piece of pieces(ids)) for (const row of (await trx(TABLES.messages).whereIn('id', piece).select('id', column)) as Row[]) values.set(toNumber(row.id), row[column]);
  return values;
}

/** Messages of groups and cases: a row for each person who opened them. Resolves with what was not so already. */
async function writeOpened(trx: Executor, client: DatabaseClient, { ids, userId, read, now }: Writing & { userId: number; read: boolean }): Promise<number[]> {
  const opened = new Set<number>();
  for (const piece of pieces(ids)) for (const id of await trx(TABLES.reads).where({ user_id: userId }).whereIn('message_id', piece).pluck('message_id')) opened.add(toNumber(id));
  const changing = ids.filter((id) => opened.has(id) !== read);
  if (read) await insertMissing(trx, client, TABLES.reads, ['message_id', 'user_id', 'read_at'], changing.map((id): Bound[] => [id, userId, now]));
  else for (const piece of pieces(changing)) await trx(TABLES.reads).where({ user_id: userId }).whereIn('message_id', piece).delete();
  return changing;
}

async function openMentions(trx: Executor, userId: number, ids: readonly number[]): Promise<void> {
  for (const piece of pieces(ids)) await trx(TABLES.mentions).where({ user_id: userId, unread: 1 }).whereIn('message_id', piece).update({ unread: 0 });
}

async function writeTags(trx: Executor, client: DatabaseClient, { ids, wish, userId, now }: Writing & { wish: StateWish; userId: number }): Promise<number[]> {
  const changed: number[] = [];
  const has = async (tag: string): Promise<Set<number>> => {
    const tagged = new Set<number>();
    for (const piece of pieces(ids)) for (const id of await trx(TABLES.messageTags).where({ tag_id: tag }).whereIn('message_id', piece).pluck('message_id')) tagged.add(toNumber(id));
    return tagged;
  };
  if (wish.removeTag !== undefined) {
    const tagged = await has(wish.removeTag);
    for (const piece of pieces([...tagged])) await trx(TABLES.messageTags).where({ tag_id: wish.removeTag }).whereIn('message_id', piece).delete();
    changed.push(...tagged);
  }
  if (wish.addTag !== undefined) {
    const tagged = await has(wish.addTag);
    const missing = ids.filter((id) => !tagged.has(id));
    const times = await loadColumn(trx, missing, 'received_at');
    const rows = missing.filter((id) => times.has(id)).map((id): Bound[] => [id, wish.addTag!, toDate(times.get(id)).getTime(), userId, now]);
    await insertMissing(trx, client, TABLES.messageTags, ['message_id', 'tag_id', 'received_at', 'tagged_by', 'tagged_at'], rows);
    changed.push(...missing);
  }
  await noteForIndex(trx, client, changed);
  return changed;
}
