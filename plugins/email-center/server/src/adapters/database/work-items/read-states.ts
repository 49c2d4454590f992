/** Who has opened which message of a group: a row for each member who did. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { ReadStates } from '../../../flow/work';
import { guarded } from '../errors';
import { insertMissing, pieces } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';

/** Read state is kept for messages that came in to a group the person is a member of; of all others nothing is noted. */
export function createReadStates({ knex, client, clock }: { knex: Knex; client: DatabaseClient; clock: Clock }): ReadStates {
  const ofGroups = (userId: number) => knex(`${TABLES.deliveries} as d`).join(`${TABLES.members} as g`, 'g.account_id', 'd.account_id')
    .where({ 'g.user_id': userId, 'd.direction': 'incoming' });
  const groupMessage = async (userId: number, documentId: string): Promise<number | null> => {
    const row = (await ofGroups(userId).join(`${TABLES.messages} as m`, 'm.id', 'd.message_id').where({ 'm.document_id': documentId }).first('d.message_id')) as Row | undefined;
    return row === undefined ? null : toNumber(row.message_id);
  };
  return {
    markRead: (userId, documentId) => guarded(async () => {
      const id = await groupMessage(userId, documentId);
      if (id !== null) await insertMissing(knex, client, TABLES.reads, ['message_id', 'user_id', 'read_at'], [[id, userId, clock.now().getTime()]]);
    }),
    markUnread: (userId, documentId) => guarded(async () => {
      const id = await groupMessage(userId, documentId);
      if (id !== null) await knex(TABLES.reads).where({ message_id: id, user_id: userId }).delete();
    }),
    load: (userId, documentIds) => guarded(async () => {
      const unread = new Map<string, boolean>();
      for (const piece of pieces(documentIds)) {
        const rows = (await ofGroups(userId).join(`${TABLES.messages} as m`, 'm.id', 'd.message_id').whereIn('m.document_id', piece)
          .leftJoin(`${TABLES.reads} as r`, (on) => on.on('r.message_id', 'd.message_id').andOnVal('r.user_id', userId))
          .select('m.document_id', 'r.read_at')) as Row[];
        for (const row of rows) unread.set(toText(row.document_id), row.read_at === null);
      }
      return unread;
    }),
  };
}
