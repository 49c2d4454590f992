import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/src/flow/queries';
import { connectAccount, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

interface Statement {
  sql: string;
  bindings: readonly (string | number | null)[];
}

/**
 * Invariant 11, seen from the query planner: every statement of every list is planned by SQLite as a search in an index, or as a
 * walk along an index in the order of the list that ends with its LIMIT. Nothing is read whole, nothing sorted whole.
 */
describe('the plans of list queries', () => {
  let test: TestDatabase;
  let anna: Connected;
  const own: Viewer = { userId: 1, reads: 'own' };
  const record = { recordType: 'api::candidate.candidate', recordId: 'known' };

  beforeAll(async () => {
    test = await openDatabase('sqlite');
    anna = await connectAccount(test, { ownerId: 1 });
    await connectAccount(test, { ownerId: 1 });
    const shared = await connectAccount(test, { ownerId: 2, colleagues: 'metadata' });
    await know(test, [{ address: 'known@example.org', recordId: 'known' }]);
    await file(test, anna, Array.from({ length: 60 }, (_, n) => mail(n + 1, { messageId: `plan${n}@x`, from: [{ name: '', address: 'known@example.org' }], cc: [{ name: '', address: 'copied@example.org' }] })));
    await file(test, shared, Array.from({ length: 20 }, (_, n) => mail(n + 101, { messageId: `shared${n}@x`, from: [{ name: '', address: 'known@example.org' }], cc: [{ name: '', address: 'copied@example.org' }] })));
  });
  afterAll(() => test?.close());

  const statementsOf = async (work: () => Promise<unknown>): Promise<Statement[]> => {
    const statements: Statement[] = [];
    const note = (query: Statement): void => void statements.push({ sql: query.sql, bindings: query.bindings });
    test.knex.on('query', note);
    await work();
    test.knex.removeListener('query', note);
    return statements.filter(({ sql }) => /^(select|insert|update|delete)/i.test(sql));
  };

  const complaints = async ({ sql, bindings }: Statement): Promise<string[]> => {
    const plan = (await test.knex.raw(`explain query plan ${sql}`, [...bindings] as string[])) as { detail: string }[];
    const isWalkById = /order by `id` desc limit/.test(sql);
    return plan.map(({ detail }) => detail).filter((detail) => {
      // A walk along an index (or the rows themselves, by id) is bounded by the LIMIT of the same statement.
      if (/^SCAN \S*email_center_/.test(detail)) return !(/limit/i.test(sql) && (detail.includes('INDEX') || isWalkById));
      return /USE TEMP B-TREE FOR (LAST TERM OF )?ORDER BY/.test(detail) && /limit/i.test(sql);
    }).map((detail) => `${detail}\n  in ${sql}`);
  };

  const check = async (work: () => Promise<unknown>): Promise<void> => {
    const statements = await statementsOf(work);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) expect(await complaints(statement)).toEqual([]);
  };

  const filters = [{}, { direction: 'incoming' }, { links: 'linked' }, { links: 'unmatched', direction: 'outgoing' }, { q: 'known@example.org' }, { q: 'copied@example.org' }, { q: 'copied@example.org', links: 'linked' }, { q: '<plan1@x>' }, { q: 'subject' }, { shared: '1' }, { shared: '1', links: 'linked' }, { shared: '1', q: 'copied@example.org' }, { shared: '1', q: 'known@' }, { shared: '1', automatic: 'any' }] as const;
  for (const [name, viewer] of [['of everything', EVERYTHING], ['of own accounts', own]] as const) {
    it.each(filters)(`messages ${name} filtered by %j`, async (filter) => {
      let next: string | null = null;
      await check(async () => {
        next = (await test.database.queries.listMessages(viewer, { limit: 5, ...filter })).next;
      });
      if (next !== null) await check(() => test.database.queries.listMessages(viewer, { limit: 5, ...filter, cursor: next! }));
    });
    it.each([{}, { outcome: 'duplicate' }, { q: 'known@example.org' }, { q: '<plan1@x>' }, { q: 'subject' }, { q: 'known@example.org', outcome: 'imported' }, { q: 'copied@example.org' }, { q: 'copied@example.org', outcome: 'imported' }] as const)(`ledger ${name} filtered by %j`, async (filter) => {
      const { next } = await test.database.queries.listLedger(viewer, { limit: 5, ...filter });
      await check(() => test.database.queries.listLedger(viewer, { limit: 5, ...filter }));
      if (next !== null) await check(() => test.database.queries.listLedger(viewer, { limit: 5, ...filter, cursor: next }));
    });
    it(`a record's history ${name}`, async () => {
      const { next } = await test.database.queries.listActivities(viewer, record, { limit: 5 });
      await check(() => test.database.queries.listActivities(viewer, record, { limit: 5, cursor: next! }));
    });
    it(`one message and one sighting ${name}`, async () => {
      const message = (await test.database.queries.listMessages(viewer, { limit: 1 })).items[0]!;
      await check(() => test.database.queries.loadMessage(viewer, message.id));
      await check(() => test.database.queries.openMessage({ userId: 3, reads: 'own' }, message.id));
      await check(() => test.database.queries.loadSighting(viewer, '1'));
    });
  }
  it('messages and ledger of one account', async () => {
    await check(() => test.database.queries.listMessages(EVERYTHING, { limit: 5, account: anna.account.id }));
    await check(() => test.database.queries.listLedger(EVERYTHING, { limit: 5, account: anna.account.id, outcome: 'imported' }));
  });
  it('accounts and their status', async () => {
    await check(() => test.database.queries.listAccounts(1, { limit: 5 }));
    await check(() => test.database.queries.listAccounts(null, { limit: 5 }));
    await check(() => test.database.queries.accountStatus(anna.account.id));
  });
  it('what an import asks: addresses, known messages, decided UIDs', async () => {
    await check(() => test.database.addresses.find(['known@example.org', 'b@example.org']));
    await check(() => test.database.messages.loadKnown(['a', 'b']));
    await check(() => test.database.messages.loadDecided(anna.inbox.id, 1, 1, 50));
  });
});
