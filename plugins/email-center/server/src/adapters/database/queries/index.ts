/** Queries on the database: the read models of the panel and of headless consumers. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { OwnerNames, Queries, RecordNames } from '../../../flow/queries';
import { guarded } from '../errors';
import type { DatabaseClient } from '../sql';
import { accountStatus, listAccounts, loadAccount } from './accounts';
import { listFailing } from './bounces';
import { findMessages } from './find-messages';
import { listActivities } from './list-activities';
import { listLedger, loadSightings } from './list-ledger';
import { loadMessage } from './load-message';
import { loadListItems } from './message-rows';
import { narrow, scopeOf, sees, workScopeOf } from './scope';

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
  return {
    listMessages: (viewer, query) => guarded(async () => {
      const scope = await scopeOf(knex, viewer);
      const { keys, next } = await findMessages(dependencies, narrow(scope, query.account), query);
      return { items: await loadListItems(dependencies, scope, keys.map((key) => key.id)), next };
    }),
    loadMessage: (viewer, id) => guarded(async () =>
      (await loadMessage(dependencies, await scopeOf(knex, viewer), id)) ?? loadMessage(dependencies, await workScopeOf(knex, viewer, id), id)),
    listActivities: (viewer, record, page) => guarded(async () => listActivities(knex, await scopeOf(knex, viewer), record, page)),
    listFailing: (viewer, record) => guarded(async () => listFailing(knex, await scopeOf(knex, viewer), record)),
    listLedger: (viewer, query) => guarded(async () => {
      const { items, next } = await listLedger(knex, narrow(await scopeOf(knex, viewer), query.account), query);
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
  };
}

