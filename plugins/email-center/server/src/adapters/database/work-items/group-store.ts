/** GroupStore on the database. */
import type { Knex } from 'knex';
import type { GroupOptions } from '../../../domain/mail/account';
import { NO_GROUP } from '../../../domain/mail/account';
import type { GroupStore } from '../../../flow/groups';
import { guarded } from '../errors';
import { foreseeThreads } from '../filing/threads';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, storableJson, toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';
import { writeMembers } from './members';

export function createGroupStore({ knex }: { knex: Knex }): GroupStore {
  return {
    loadRound: (accountId) => guarded(() => loadRound(knex, accountId)),
    loadThreads: (accountId, mails) => guarded(() => loadThreads(knex, accountId, mails)),
    removeMember: (accountId, userId) => guarded(() => knex.transaction((trx) => removeMember(trx, accountId, userId))),
    groupsOf: (userId) => guarded(async () => (await knex(TABLES.members).where({ user_id: userId }).pluck('account_id')).map(toText)),
    peopleInvolved: () => guarded(async () => {
      const members = await knex(TABLES.members).distinct().pluck('user_id');
      const busy = await knex(TABLES.workCounts).distinct().where({ state: 'open' }).where('handler_id', '>', 0).where('total', '>', 0).pluck('handler_id');
      return [...new Set([...members, ...busy].map(toNumber))];
    }),
    strayHandlers: () => guarded(() => loadStrays(knex)),
    findInUse: (addresses) => guarded(async () => {
      const rows = (await knex(TABLES.accounts).whereNull('removed_at').whereIn('address_key', [...addresses]).select('id', 'address')) as Row[];
      return rows.map((row) => ({ id: toText(row.id), address: toText(row.address) }));
    }),
  };
}

async function loadRound(knex: Knex, accountId: string): ReturnType<GroupStore['loadRound']> {
  const row = (await knex(TABLES.accounts).where({ id: accountId }).first('group_options', 'last_assigned')) as Row | undefined;
  const group = fromJson<GroupOptions>(row?.group_options, NO_GROUP);
  const open = (await knex(TABLES.workCounts).where({ account_id: accountId, kind: 'group', state: 'open' }).where('handler_id', '>', 0)) as Row[];
  return {
    ...group, lastAssigned: toNullableNumber(row?.last_assigned), open: new Map(open.map((count) => [toNumber(count.handler_id), toNumber(count.total)])),
  };
}

/** The newest work of each conversation tells who works on it; a conversation that will join another counts for that one. */
async function loadThreads(knex: Knex, accountId: string, mails: Parameters<GroupStore['loadThreads']>[1]): ReturnType<GroupStore['loadThreads']> {
  const { threadOf, joined } = await foreseeThreads(knex, mails);
  const handlers = new Map<string, number>();
  for (const piece of pieces([...new Set([...threadOf.values(), ...joined.keys()])])) {
    const newest = knex(TABLES.work).whereIn('thread_id', piece).where({ account_id: accountId }).where('handler_id', '>', 0).groupBy('thread_id').max('id');
    const rows = (await knex(TABLES.work).whereIn('id', newest).select('thread_id', 'handler_id')) as Row[];
    for (const row of rows) handlers.set(joined.get(toText(row.thread_id)) ?? toText(row.thread_id), toNumber(row.handler_id));
  }
  return { threads: threadOf, handlers };
}

/** The account's row comes first: a filing that is being written holds it, so that work it gives to the leaver is found afterwards. */
async function removeMember(trx: Knex.Transaction, accountId: string, userId: number): Promise<boolean> {
  const row = (await trx(TABLES.accounts).where({ id: accountId }).forUpdate().first('group_options')) as Row | undefined;
  const group = fromJson<GroupOptions>(row?.group_options, NO_GROUP);
  if (!group.members.includes(userId)) return false;
  const members = group.members.filter((id) => id !== userId);
  const defaultHandler = group.defaultHandler === userId ? null : group.defaultHandler;
  await trx(TABLES.accounts).where({ id: accountId }).update({ group_options: storableJson({ ...group, members, defaultHandler }) });
  await writeMembers(trx, accountId, members);
  return true;
}

/** Few rows: one counter for each handler of each group. */
async function loadStrays(knex: Knex): Promise<{ userId: number; accountId: string }[]> {
  const rows = (await knex(`${TABLES.workCounts} as c`).leftJoin(`${TABLES.members} as m`, (on) => on.on('m.account_id', 'c.account_id').andOn('m.user_id', 'c.handler_id'))
    .where({ 'c.kind': 'group', 'c.state': 'open' }).where('c.handler_id', '>', 0).where('c.total', '>', 0).whereNull('m.user_id')
    .select('c.account_id', 'c.handler_id')) as Row[];
  return rows.map((row) => ({ userId: toNumber(row.handler_id), accountId: toText(row.account_id) }));
}
