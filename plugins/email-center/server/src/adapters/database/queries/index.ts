/** Queries on the database: the read models of the panel and of headless consumers. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { OwnerNames, Queries, RecordNames, StoredMessage, Viewer } from '../../../flow/queries';
import { guarded } from '../errors';
import type { DatabaseClient } from '../sql';
import { accountStatus, listAccounts, loadAccount } from './accounts';
import { listFailing } from './bounces';
import { findMessages } from './find-messages';
import { furtherNames } from './further-names';
import { listActivities } from './list-activities';
import { listLedger, loadSightings } from './list-ledger';
import { loadCopies, loadMessage, openShared } from './load-message';
import { loadListItems } from './message-rows';
import { outOfSight } from './out-of-sight';
import { searchable } from './partly-seen';
import { runningImports } from './running-imports';
import { narrow, scopeOf, sees, workScopeOf } from './scope';
import { anyOf, listed, sightOf, viewsOf, wholeOf } from './sight';
import type { Sight } from './sight';

export interface QueryDependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
  recordNames: RecordNames;
  owners: OwnerNames;
}

/** Keyset pages by index only, without counting; the viewer's scope is part of every query. */
export function createQueries(dependencies: QueryDependencies): Queries {
  const { knex } = dependencies;
  const loadWhole = async (viewer: Viewer, id: string, sight: Sight): Promise<StoredMessage | null> =>
    (await loadMessage(dependencies, wholeOf(sight), id)) ?? loadMessage(dependencies, await workScopeOf(knex, viewer, id), id);
  return {
    listMessages: (viewer, query, unseen) => guarded(async () => {
      const sight = await sightOf(knex, viewer);
      const scope = listed(sight, { account: query.account, shared: query.shared === '1' });
      const { keys, next } = await findMessages(dependencies, sight, scope, query, unseen);
      const hidden = await outOfSight(knex, keys.map((key) => key.id));
      const ids = keys.map((key) => key.id).filter((id) => !hidden.has(id));
      const views = searchable(sight, scope).partly.length > 0 ? await viewsOf(knex, sight, ids) : undefined;
      return { items: await loadListItems(dependencies, anyOf(sight), ids, views), next };
    }),
    loadMessage: (viewer, id) => guarded(async () => loadWhole(viewer, id, await sightOf(knex, viewer))),
    loadCopies: (viewer, id) => guarded(async () => {
      const copies = await loadCopies(dependencies, wholeOf(await sightOf(knex, viewer)), id);
      return copies.length > 0 ? copies : loadCopies(dependencies, await workScopeOf(knex, viewer, id), id);
    }),
    openMessage: (viewer, id) => guarded(async () => {
      const sight = await sightOf(knex, viewer);
      const whole = await loadWhole(viewer, id, sight);
      return whole === null ? openShared(dependencies, sight, id) : { whole };
    }),
    listActivities: (viewer, record, page) => guarded(async () => listActivities(knex, await sightOf(knex, viewer), record, page)),
    listFailing: (viewer, record) => guarded(async () => listFailing(knex, await scopeOf(knex, viewer), record)),
    listLedger: (viewer, query, hidden) => guarded(async () => {
      const { items, next } = await listLedger(knex, narrow(await scopeOf(knex, viewer), query.account), query, hidden);
      return { items, next };
    }),
    loadSighting: (viewer, id) => guarded(async () => {
      if (!/^\d{1,15}$/.test(id)) return null;
      const sighting = (await loadSightings(knex, [Number(id)]))[0];
      return sighting !== undefined && sees(await scopeOf(knex, viewer), sighting.accountId) ? sighting : null;
    }),
    listAccounts: (userId, page) => guarded(() => listAccounts(dependencies, userId, page)),
    loadAccount: (id) => guarded(() => loadAccount(dependencies, id)),
    accountStatus: (id) => guarded(() => accountStatus(dependencies, id)),
    furtherNames: (documentIds) => guarded(() => furtherNames(knex, documentIds)),
    runningImports: (viewer, limit) => guarded(() => runningImports(dependencies, viewer, limit)),
  };
}

