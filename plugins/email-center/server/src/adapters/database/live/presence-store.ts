/** PresenceStore on the database, so that people on different nodes see each other. */
import type { Knex } from 'knex';
import type { Present, PresenceStore } from '../../../flow/live/live';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { toNullableText, toNumber, toText, type Row } from '../values';

/** More are not shown at one conversation. */
const PEOPLE_SHOWN = 20;
/** Between a conversation and a message of it, in the one column for both. Neither has it in its name. */
const SLASH = '/';

/** The table holds who was there within a minute: however a database reads a prefix in it, it is short. */
export function createPresenceStore({ knex, clock }: { knex: Knex; clock: Clock }): PresenceStore {
  const now = (): number => clock.now().getTime();
  const keyOf = (thread: string, { message }: Pick<Present, 'message'>): string => `${thread}${SLASH}${message}`;
  return {
    threadOf: (message) => guarded(async () => {
      const row = (await knex(TABLES.messages).where({ document_id: message }).first('thread_id')) as Row | undefined;
      return (row === undefined ? null : toNullableText(row.thread_id)) ?? message;
    }),
    set: (thread, present, milliseconds) => guarded(async () => {
      const { userId, doing } = present;
      await knex(TABLES.presence).insert({ message: keyOf(thread, present), user_id: userId, doing, until: now() + milliseconds }).onConflict(['message', 'user_id']).merge();
      await knex(TABLES.presence).where('until', '<', now()).delete();
    }),
    remove: (thread, present) => guarded(async () => void (await knex(TABLES.presence).where({ message: keyOf(thread, present), user_id: present.userId }).delete())),
    load: (thread) => guarded(async () => {
      const rows = (await knex(TABLES.presence).where('message', 'like', `${thread}${SLASH}%`).andWhere('until', '>=', now()).orderBy(['user_id', 'message']).limit(PEOPLE_SHOWN)) as Row[];
      return rows.flatMap((row): Present[] => {
        const [known, message = ''] = toText(row.message).split(SLASH);
        // SQLite does not mind capitals in a pattern.
        return known === thread ? [{ userId: toNumber(row.user_id), message, doing: toText(row.doing) === 'answering' ? 'answering' : 'reading' }] : [];
      });
    }),
  };
}
