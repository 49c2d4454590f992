/** OutboxStore on the database. */
import type { Knex } from 'knex';
import { isOpen, isTrouble, type OutboxChange, type OutboxItem } from '../../../domain/outbox/item';
import type { OutboxStore, SendingState } from '../../../flow/outbox/ports';
import { guarded } from '../errors';
import { hashMessageId } from '../filing/message-rows';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { storableJson, toBoolean, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { createClaims, itemLeaseLost, type ClaimDependencies } from './claim-items';
import { createItemLists } from './list-items';
import { changedColumns, newColumns, toItem } from './outbox-rows';

const WAITING: readonly OutboxItem['state'][] = ['held', 'scheduled', 'queued'];

/** What lists and numbers go by is kept beside the state it follows from. */
const kept = (item: Pick<OutboxItem, 'state' | 'recipients' | 'dismissed'>): { is_open: number; trouble: number } => ({ is_open: isOpen(item) ? 1 : 0, trouble: isTrouble(item) ? 1 : 0 });

export function createOutboxStore(dependencies: ClaimDependencies): OutboxStore {
  const { knex, clock } = dependencies;
  const now = (): number => clock.now().getTime();
  const table = () => knex(TABLES.outbox);
  const free = (query: Knex.QueryBuilder): void => void query.whereNull('lease_token').orWhere('lease_until', '<=', now());

  /** Whether the one row was changed, that is still as `still` says. */
  const change = async (id: string, still: (query: Knex.QueryBuilder) => void, values: OutboxChange, rest: Record<string, number> = {}): Promise<boolean> => {
    const row = (await table().where({ id }).first('state', 'recipients', 'dismissed')) as Row | undefined;
    if (row === undefined) return false;
    const { state, recipients, dismissed } = { ...toItem({ ...EMPTY_ROW, ...row }), ...values };
    const changed = await table().where({ id, state: toText(row.state) }).where(still).update({ ...changedColumns(values), ...kept({ state, recipients, dismissed }), ...rest });
    return Number(changed) > 0;
  };

  return {
    ...createClaims(dependencies),
    ...createItemLists(dependencies),
    ...createSendingStates(knex),
    insert: (item) => guarded(async () => void (await table().insert({ ...newColumns(item), ...kept(item) }))),
    save: ({ itemId, token }, { tried, ...values }) => guarded(async () => {
      if (!(await change(itemId, (query) => void query.where({ lease_token: token }), values, tried ? { tried_at: now() } : {}))) throw itemLeaseLost();
    }),
    changeIdle: (id, from, values) => guarded(() => change(id, (query) => void query.where({ state: from }).where(free), values)),
    nextDue: (accountId) => guarded(async () => {
      const row = (await table().where({ account_id: accountId }).whereNotNull('due_at').orderBy('due_at').first('due_at')) as Row | undefined;
      return toNullableNumber(row?.due_at);
    }),
    accountsDue: (limit) => guarded(async () => {
      const rows = (await table().where('due_at', '<=', now()).where(free).distinct('account_id').limit(limit)) as Row[];
      return rows.map((row) => toText(row.account_id));
    }),
    triesSince: (accountId, since, limit) => guarded(async () =>
      (await table().where({ account_id: accountId }).where('tried_at', '>', since).orderBy('tried_at').limit(limit).pluck('tried_at')).map(toNumber)),
    noteWaiting: (accountId, error) => guarded(async () => {
      await table().where({ account_id: accountId }).whereIn('state', [...WAITING]).where('due_at', '<=', now()).where(free).update({ error: storableJson(error) });
    }),
    orphan: (whose, error) => guarded(async () => {
      const where = 'accountId' in whose ? { account_id: whose.accountId } : { user_id: whose.userId };
      const values = { state: 'failed', error: storableJson(error), due_at: null, orphaned: 1, is_open: 1, trouble: 1 };
      return Number(await table().where(where).whereIn('state', [...WAITING]).where(free).update(values));
    }),
    waitingWriters: () => guarded(async () => {
      const rows = (await table().where({ orphaned: 0, is_open: 1 }).whereIn('state', [...WAITING]).distinct('user_id')) as Row[];
      return rows.map((row) => toNumber(row.user_id));
    }),
    storedMessage: (identity) => guarded(async () => toNullableText(((await knex(TABLES.messages).where({ identity }).first('document_id')) as Row | undefined)?.document_id)),
    wasSighted: (messageId) => guarded(async () => (await knex(TABLES.sightings).where({ message_id_hash: hashMessageId(messageId) }).first('id')) !== undefined),
    identitiesOf: (accountId, messageIds) => guarded(async () => {
      const byHash = new Map(messageIds.map((id) => [hashMessageId(id), id]));
      const found = new Map<string, string>();
      for (const column of ['message_id_hash', 'server_message_id_hash']) {
        for (const piece of pieces([...byHash.keys()])) {
          const rows = (await table().whereIn(column, piece).where({ account_id: accountId }).whereNotNull('sent_at').select('identity', `${column} as hash`)) as Row[];
          for (const row of rows) found.set(byHash.get(toText(row.hash)) ?? '', toText(row.identity));
        }
      }
      return found;
    }),
  };
}

/** So that a few columns can be read as an item. */
const EMPTY_ROW = { user_id: 0, attachment_count: 0, size: 0, send_at: 0, attempts: 0, looks: 0, filing_tries: 0, created_at: 0 };

function createSendingStates(knex: Knex): Pick<OutboxStore, 'sendingState' | 'saveSendingState'> {
  return {
    sendingState: (accountId) => guarded(async () => {
      const row = (await knex(TABLES.sending).where({ account_id: accountId }).first()) as Row | undefined;
      return { pausedUntil: toNullableNumber(row?.paused_until), failures: toNumber(row?.failures ?? 0), providerFiles: toBoolean(row?.provider_files) };
    }),
    saveSendingState: (accountId, change) => guarded(async () => {
      const values = toColumns(change);
      await knex(TABLES.sending).insert({ account_id: accountId, ...values }).onConflict('account_id').merge(values);
    }),
  };
}

function toColumns({ pausedUntil, failures, providerFiles }: Partial<SendingState>): Record<string, number | null> {
  return {
    ...(pausedUntil === undefined ? {} : { paused_until: pausedUntil }), ...(failures === undefined ? {} : { failures }),
    ...(providerFiles === undefined ? {} : { provider_files: providerFiles ? 1 : 0 }),
  };
}
