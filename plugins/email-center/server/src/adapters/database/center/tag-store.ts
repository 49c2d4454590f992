/** TagStore on the database. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { SaveTagInput } from '../../../../../shared/contracts';
import { MailError } from '../../../domain/mail/mail-error';
import type { TagStore } from '../../../flow/center/ports';
import type { Clock } from '../../../flow/ports';
import { guarded, isUniqueViolation } from '../errors';
import { noteForIndex } from '../search/queue';
import { breathe } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { storable, toNumber } from '../values';
import type { Row } from '../values';
import { toTag } from './item-marks';

/** A list people choose from; more of them help nobody. */
const MOST_TAGS = 200;
const NAME_CHARS = 50;
/** Rows deleted in one statement. */
const PIECE = 500;

export function createTagStore({ knex, client, clock }: { knex: Knex; client: DatabaseClient; clock: Clock }): TagStore {
  return {
    list: () => guarded(async () => ((await knex(TABLES.tags).orderBy('name_key').limit(MOST_TAGS).select('id', 'name', 'color')) as Row[]).map(toTag)),
    insert: (tag, userId) => guarded(async () => {
      const count = (await knex(TABLES.tags).count({ total: '*' }).first()) as Row | undefined;
      if (toNumber(count?.total ?? 0) >= MOST_TAGS) throw invalid(`There can be at most ${MOST_TAGS} tags. Remove one that is not used any more.`);
      const id = randomUUID();
      await named(() => knex(TABLES.tags).insert({ id, ...columnsOf(tag), created_by: userId, created_at: clock.now().getTime() }));
      return { id, ...tag };
    }),
    update: (id, tag) => guarded(async () => {
      if ((await knex(TABLES.tags).where({ id }).first('id')) === undefined) throw unknownTag();
      await named(() => knex(TABLES.tags).where({ id }).update(columnsOf(tag)));
      return { id, ...tag };
    }),
    remove: (id) => guarded(async () => {
      // First the tag, so that nobody sees it any more; what it was put on follows in short statements.
      if ((await knex(TABLES.tags).where({ id }).delete()) === 0) throw unknownTag();
      for (;;) {
        const ids = (await knex(TABLES.messageTags).where({ tag_id: id }).limit(PIECE).pluck('message_id')).map(toNumber);
        if (ids.length === 0) return;
        await knex(TABLES.messageTags).where({ tag_id: id }).whereIn('message_id', ids).delete();
        await noteForIndex(knex, client, ids);
        await breathe();
      }
    }),
  };
}

const columnsOf = ({ name, color }: SaveTagInput) => ({ name: storable(name, NAME_CHARS), name_key: storable(name, NAME_CHARS).toLocaleLowerCase('en'), color });

async function named(write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error) ? invalid('There is a tag of this name already.') : error;
  }
}

const invalid = (message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field: 'name', message, remedier: 'owner' });
const unknownTag = (): MailError => new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such tag.', remedier: 'owner' });
