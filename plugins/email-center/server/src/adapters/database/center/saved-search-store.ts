/** SavedSearchStore on the database. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { SavedSearchDto } from '../../../../../shared/contracts';
import { MailError } from '../../../domain/mail/mail-error';
import type { SavedSearchStore } from '../../../flow/center/ports';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { storable, toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Of one person, and of all that are shared. */
const MOST_SEARCHES = 100;

export function createSavedSearchStore({ knex, clock }: { knex: Knex; clock: Clock }): SavedSearchStore {
  const seenBy = (userId: number) => knex(TABLES.savedSearches).where((seen) => seen.where({ user_id: userId }).orWhere({ shared: 1 }));
  return {
    list: (userId) => guarded(async () => ((await seenBy(userId).orderBy('name').orderBy('id').limit(2 * MOST_SEARCHES)) as Row[]).map((row) => toSearch(row, userId))),
    load: (id, userId) => guarded(async () => {
      const row = (await seenBy(userId).where({ id }).first()) as Row | undefined;
      return row === undefined ? null : toSearch(row, userId);
    }),
    insert: (search, userId) => guarded(async () => {
      const among = search.shared ? { shared: 1 } : { user_id: userId, shared: 0 };
      if ((await knex(TABLES.savedSearches).where(among).limit(MOST_SEARCHES).pluck('id')).length === MOST_SEARCHES) {
        throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'name', message: `There can be at most ${MOST_SEARCHES} of them. Remove one that is not used any more.`, remedier: 'owner' });
      }
      const row = { id: randomUUID(), name: storable(search.name, 80), q: storable(search.q, 500), shared: search.shared ? 1 : 0, user_id: userId, created_at: clock.now().getTime() };
      await knex(TABLES.savedSearches).insert(row);
      return toSearch(row, userId);
    }),
    remove: (id) => guarded(async () => void (await knex(TABLES.savedSearches).where({ id }).delete())),
  };
}

const toSearch = (row: Row, userId: number): SavedSearchDto => ({ id: toText(row.id), name: toText(row.name), q: toText(row.q), shared: toBoolean(row.shared), own: toNumber(row.user_id) === userId });
