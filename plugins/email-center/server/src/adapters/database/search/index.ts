/** SearchStore and SearchIndexer on the database. */
import { concealForward } from '../../../domain/intake/conceal-forward';
import type { SearchIndexer, SearchStore } from '../../../flow/search/ports';
import type { ItemSource } from '../center/seen-items';
import { guarded } from '../errors';
import { readForwardAccounts } from './forward-accounts';
import { toParticipants, loadListItems } from '../queries/message-rows';
import { outOfSight } from '../queries/out-of-sight';
import { anyOf, sightOf, viewsOf, wholeOf } from '../queries/sight';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';
import { findPage } from './find-page';
import { followIndex, type FollowDependencies } from './follow-index';
import { TermList } from './terms';
import { createWordIndex } from './word-index';

/** Characters of a text in which its snippet is looked for. */
const LOOKED_AT = 20_000;
/** Rows of the queue that are counted to tell how far the index is. */
const COUNTED = 1_000;
const MOST_ACCOUNTS = 2_000;

export function createSearchStore(source: ItemSource): SearchStore {
  const { knex } = source;
  const index = createWordIndex(source.client);
  return {
    access: (viewer) => guarded(async () => {
      const sight = await sightOf(knex, viewer);
      const partly = (view: string): string[] => [...sight.shared].filter(([, shown]) => shown === view).map(([id]) => id);
      return { whole: wholeOf(sight), subject: partly('subject'), metadata: partly('metadata') };
    }),
    accounts: (viewer) => guarded(async () => {
      const scope = anyOf(await sightOf(knex, viewer));
      const query = knex(TABLES.accounts).orderBy('name').orderBy('id').limit(MOST_ACCOUNTS);
      if (scope !== 'everything') query.whereIn('id', [...scope]);
      const rows = (await query.select('id', 'name', 'address', 'kind')) as Row[];
      return rows.map((row) => ({ id: toText(row.id), name: toText(row.name), address: toText(row.address), kind: toText(row.kind) }));
    }),
    find: (viewer, plan, page) => guarded(() => findPage(source, index, viewer, plan, page)),
    items: (viewer, ids) => guarded(async () => {
      const sight = await sightOf(knex, viewer);
      const hidden = sight.own === 'everything' ? await outOfSight(knex, ids) : new Set<number>();
      const seen = ids.filter((id) => !hidden.has(id));
      return loadListItems(source, anyOf(sight), seen, await viewsOf(knex, sight, seen));
    }),
    texts: (ids) => guarded(async () => {
      const rows: Row[] = [];
      for (const piece of pieces(ids)) rows.push(...((await knex(TABLES.messages).whereIn('id', piece).select({ id: 'document_id', text: knex.raw('substr(??, 1, ?)', ['text', LOOKED_AT]) })) as Row[]));
      return rows.map((row) => ({ id: toText(row.id), text: toText(row.text) }));
    }),
    people: (viewer, ids) => guarded(async () => {
      const views = await viewsOf(knex, await sightOf(knex, viewer), ids);
      const rows: Row[] = [];
      for (const piece of pieces(ids)) rows.push(...((await knex(TABLES.messages).whereIn('id', piece).select('id', 'from', 'to', 'cc')) as Row[]));
      const byId = new Map(rows.map((row) => [toNumber(row.id), toParticipants(row)]));
      return ids.flatMap((id) => {
        const people = views.has(id) ? byId.get(id) : undefined;
        return people === undefined ? [] : [{ from: [...people.from], to: [...people.to, ...people.cc] }];
      });
    }),
    progress: () => guarded(async () => {
      const state = (await knex(TABLES.searchState).where({ id: 1 }).first()) as Row;
      const queued = (await knex(TABLES.searchQueue).limit(COUNTED).select('id')).length;
      const [indexed, waiting] = [toNumber(state.indexed), toNumber(state.remaining) + queued];
      return { complete: waiting === 0 && toNullableNumber(state.below) === null, indexed, total: indexed + waiting };
    }),
  };
}

export function createSearchIndexer({ knex, client }: Omit<FollowDependencies, 'terms'>): SearchIndexer {
  const dependencies: FollowDependencies = { knex, client, terms: new TermList(client) };
  return {
    async follow(limit) {
      const accounts = await guarded(() => readForwardAccounts(knex));
      return guarded(() => followIndex(dependencies, limit, concealForward(accounts.flatMap(({ addresses }) => addresses))));
    },
  };
}
