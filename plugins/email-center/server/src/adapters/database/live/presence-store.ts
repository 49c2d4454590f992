/** PresenceStore on the database, so that people on different nodes see each other. */
import type { Knex } from 'knex';
import type { PresenceStore } from '../../../flow/live/live';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { toNumber, toText, type Row } from '../values';

/** More are not shown at one message. */
const PEOPLE_SHOWN = 20;

export function createPresenceStore({ knex, clock }: { knex: Knex; clock: Clock }): PresenceStore {
  const now = (): number => clock.now().getTime();
  return {
    set: (message, userId, doing, milliseconds) => guarded(async () => {
      await knex(TABLES.presence).insert({ message, user_id: userId, doing, until: now() + milliseconds }).onConflict(['message', 'user_id']).merge();
      await knex(TABLES.presence).where('until', '<', now()).delete();
    }),
    remove: (message, userId) => guarded(async () => void (await knex(TABLES.presence).where({ message, user_id: userId }).delete())),
    load: (message) => guarded(async () => {
      const rows = (await knex(TABLES.presence).where({ message }).andWhere('until', '>=', now()).orderBy('user_id').limit(PEOPLE_SHOWN)) as Row[];
      return rows.map((row) => ({ userId: toNumber(row.user_id), doing: toText(row.doing) === 'answering' ? 'answering' : 'reading' }));
    }),
  };
}
