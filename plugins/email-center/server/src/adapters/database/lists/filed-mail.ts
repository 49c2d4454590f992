/** Stored messages as lists judge them, read in short batches by index. */
import type { Knex } from 'knex';
import type { Address } from '../../../domain/mail/address';
import type { AccountKind } from '../../../domain/mail/account';
import type { FiledCopy, FiledMail } from '../../../flow/lists/ports';
import type { RecordNames } from '../../../flow/queries';
import { guarded } from '../errors';
import { loadListItems } from '../queries/message-rows';
import { scopeOf } from '../queries/scope';
import { breathe, pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toDate, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Rows of one statement: read by a synchronous driver within a few milliseconds. */
const BATCH = 500;
const COPY = ['message_id', 'account_id', 'direction', 'counterpart', 'received_at'] as const;

export function createFiledMail({ knex, recordNames }: { knex: Knex; recordNames: RecordNames }): FiledMail {
  return {
    accounts: () => guarded(async () => {
      const rows = (await knex(TABLES.accounts).select('id', 'kind', 'owner_id', 'address')) as Row[];
      return rows.map((row) => ({ id: toText(row.id), kind: toText(row.kind) as AccountKind, ownerId: toNumber(row.owner_id), address: toText(row.address) }));
    }),
    recent: (accounts, since, limit) => (accounts === null ? recentOfAll(knex, since, limit) : recentOf(knex, accounts, since, limit)),
    all: (accounts) => allCopies(knex, accounts),
    recipients: (messageIds) => guarded(async () => {
      const found = new Map<number, { to: Address[]; cc: Address[]; bcc: Address[] }>();
      for (const piece of pieces(messageIds)) {
        const rows = (await knex(TABLES.messages).whereIn('id', piece).select('id', 'to', 'cc', 'bcc')) as Row[];
        for (const row of rows) found.set(toNumber(row.id), { to: fromJson<Address[]>(row.to, []), cc: fromJson<Address[]>(row.cc, []), bcc: fromJson<Address[]>(row.bcc, []) });
      }
      return found;
    }),
    items: (viewer, messageIds) => guarded(async () => {
      const scope = await scopeOf(knex, viewer);
      const query = knex(TABLES.deliveries).whereIn('message_id', [...messageIds]);
      if (scope !== 'everything') query.whereIn('account_id', [...scope]);
      const visible = new Set((await query.pluck('message_id')).map(toNumber));
      return loadListItems({ knex, recordNames }, scope, messageIds.filter((id) => visible.has(id)));
    }),
  };
}

const toCopy = (row: Row): FiledCopy => ({
  messageId: toNumber(row.message_id), accountId: toText(row.account_id), direction: row.direction === 'outgoing' ? 'outgoing' : 'incoming', counterpart: toNullableText(row.counterpart),
});

async function* recentOfAll(knex: Knex, since: number, limit: number): AsyncGenerator<FiledCopy[]> {
  let after: Row | null = null;
  for (let left = limit; left > 0; ) {
    const query = knex(TABLES.messages).where('received_at', '>=', new Date(since)).orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]);
    if (after !== null) {
      const [time, id] = [toDate(after.received_at), toNumber(after.id)];
      query.where('received_at', '<=', time).where((rest) => rest.where('received_at', '<', time).orWhere('id', '<', id));
    }
    const rows: Row[] = await guarded(() => query.limit(Math.min(BATCH, left)).select('id', 'received_at'));
    if (rows.length === 0) return;
    yield await copiesOf(knex, rows.map((row) => toNumber(row.id)));
    await breathe();
    left -= rows.length;
    after = rows.at(-1)!;
  }
}

async function copiesOf(knex: Knex, messageIds: readonly number[]): Promise<FiledCopy[]> {
  const rows = (await guarded(() => knex(TABLES.deliveries).whereIn('message_id', [...messageIds]).select(...COPY))) as Row[];
  const place = new Map(messageIds.map((id, index) => [id, index]));
  return rows.map(toCopy).sort((a, b) => place.get(a.messageId)! - place.get(b.messageId)!);
}

/** One account after the other: a person has few. */
async function* recentOf(knex: Knex, accounts: readonly string[], since: number, limit: number): AsyncGenerator<FiledCopy[]> {
  let left = limit;
  for (const accountId of accounts) {
    let after: Row | null = null;
    while (left > 0) {
      const query = knex(TABLES.deliveries).where({ account_id: accountId }).where('received_at', '>=', since)
        .orderBy([{ column: 'received_at', order: 'desc' }, { column: 'message_id', order: 'desc' }]);
      if (after !== null) {
        const [time, id] = [toNumber(after.received_at), toNumber(after.message_id)];
        query.where('received_at', '<=', time).where((rest) => rest.where('received_at', '<', time).orWhere('message_id', '<', id));
      }
      const rows: Row[] = await guarded(() => query.limit(Math.min(BATCH, left)).select(...COPY));
      if (rows.length === 0) break;
      yield rows.map(toCopy);
      await breathe();
      left -= rows.length;
      after = rows.at(-1)!;
    }
  }
}

async function* allCopies(knex: Knex, accounts: readonly string[] | null): AsyncGenerator<{ copies: FiledCopy[]; at: number; upTo: number }> {
  const last = (await guarded(() => knex(TABLES.messages).max({ id: 'id' }).first())) as Row | undefined;
  const upTo = last?.id === null || last?.id === undefined ? 0 : toNumber(last.id);
  for (let at = 0; at < upTo; ) {
    const ids = (await guarded(() => knex(TABLES.messages).where('id', '>', at).where('id', '<=', upTo).orderBy('id').limit(BATCH).pluck('id'))).map(toNumber);
    if (ids.length === 0) return;
    at = ids.at(-1)!;
    const copies = await copiesOf(knex, ids);
    yield { copies: accounts === null ? copies : copies.filter((copy) => accounts.includes(copy.accountId)), at, upTo };
    await breathe();
  }
}
