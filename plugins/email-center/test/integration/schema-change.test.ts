/** What a host goes through that changes a content type of its own, or is upgraded: Strapi compares all tables with what they are to be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithContentTables } from '../servers/content-tables';
import { SQL_CLIENTS, startSql, type SqlServer } from '../servers/sql';

describe.each(SQL_CLIENTS)('tables of our content types on %s, after any content type of the host was changed', (client) => {
  let server: SqlServer;
  beforeAll(async () => {
    server = await startSql(client);
    await (await openWithContentTables(server)).close();
  }, 120_000);
  afterAll(() => server?.stop());

  it('are left as they are, with their indexes, although nothing may be dropped', async () => {
    const { hash } = await changedSince(async (database) => {
      // As it looks to Strapi when a type is another one than at the last start.
      await database('strapi_database_schema').update({ hash: 'of another schema' });
    });
    expect(hash).not.toBe('of another schema');
  });

  it('keep the columns of an index in their order', async () => {
    const database = await openWithContentTables(server);
    try {
      expect(await columnsOf(database.knex, 'email_center_messages_lane')).toEqual(['linked', 'direction', 'received_at', 'id']);
    } finally {
      await database.close();
    }
  });

  /** Changes something, then starts anew; rejects when that does not go well. Resolves with the newest schema Strapi has noted. */
  async function changedSince(change: (knex: Awaited<ReturnType<typeof openWithContentTables>>['knex']) => Promise<void>): Promise<{ hash: string }> {
    const before = await openWithContentTables(server);
    await change(before.knex).finally(() => before.close());
    const after = await openWithContentTables(server);
    try {
      return (await after.knex('strapi_database_schema').orderBy('id', 'desc').first('hash')) as { hash: string };
    } finally {
      await after.close();
    }
  }

  async function columnsOf(knex: Awaited<ReturnType<typeof openWithContentTables>>['knex'], index: string): Promise<string[]> {
    const text = (rows: { name: string }[]): string[] => rows.map(({ name }) => name);
    switch (client) {
      case 'sqlite':
        return text((await knex.raw('select name from pragma_index_info(?) order by seqno', [index])) as { name: string }[]);
      case 'postgres':
        return text(((await knex.raw('select a.attname as name from pg_index i join pg_class c on c.oid = i.indexrelid cross join lateral unnest(i.indkey) with ordinality k(n, place) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n where c.relname = ? order by k.place', [index])) as { rows: { name: string }[] }).rows);
      case 'mysql':
        return text(((await knex.raw('select column_name as name from information_schema.statistics where table_schema = database() and index_name = ? order by seq_in_index', [index])) as { name: string }[][])[0]!);
    }
  }
});
