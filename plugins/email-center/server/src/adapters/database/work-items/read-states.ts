/** Who has opened which message: for the owner of its account on the copy, for members of a group and for who works on it a row each. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { ReadStates } from '../../../flow/work';
import { writeStates } from '../center/state-store';
import { guarded } from '../errors';
import { pieces } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';

interface Concern {
  id: number;
  own: boolean;
  noted: boolean;
  unread: boolean;
  /** A note names the person, and they have not opened the message since. */
  named: boolean;
}

/** Of other people's mail nothing is noted. `load` tells of messages that came in to a group of the person's. */
export function createReadStates(dependencies: { knex: Knex; client: DatabaseClient; clock: Clock }): ReadStates {
  const { knex } = dependencies;
  const ofGroups = (userId: number) => knex(`${TABLES.deliveries} as d`).join(`${TABLES.members} as g`, 'g.account_id', 'd.account_id')
    .where({ 'g.user_id': userId, 'd.direction': 'incoming' });
  const write = (userId: number, concern: Concern, read: boolean) => writeStates(dependencies, { userId, reads: 'own' }, [concern], { read });
  return {
    markRead: (userId, documentId) => guarded(async () => {
      const concern = await concernOf(knex, userId, documentId);
      // Most messages that are opened were opened before: that writes nothing.
      if (concern === null || !(concern.unread || concern.named)) return false;
      await write(userId, concern, true);
      return true;
    }),
    markUnread: (userId, documentId) => guarded(async () => {
      const concern = await concernOf(knex, userId, documentId);
      return concern !== null && (await write(userId, concern, false)).length > 0;
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

async function concernOf(knex: Knex, userId: number, documentId: string): Promise<Concern | null> {
  const message = (await knex(TABLES.messages).where({ document_id: documentId }).first('id')) as Row | undefined;
  if (message === undefined) return null;
  const id = toNumber(message.id);
  const copies = (await knex(`${TABLES.deliveries} as d`).join(`${TABLES.accounts} as a`, 'a.id', 'd.account_id').where({ 'd.message_id': id, 'd.direction': 'incoming' })
    .select('a.id', 'a.kind', 'a.owner_id', 'd.unread')) as Row[];
  const own = copies.filter((row) => row.kind === 'personal' && toNumber(row.owner_id) === userId);
  const noted = (await isMember(knex, userId, copies.filter((row) => row.kind === 'group').map((row) => toText(row.id)))) || (await worksOn(knex, userId, id));
  const opened = noted && (await knex(TABLES.reads).where({ message_id: id, user_id: userId }).first('read_at')) !== undefined;
  const named = (await knex(TABLES.mentions).where({ user_id: userId, message_id: id, unread: 1 }).first('at')) !== undefined;
  return { id, own: own.length > 0, noted, unread: own.some((row) => toBoolean(row.unread)) || (noted && !opened), named };
}

async function isMember(knex: Knex, userId: number, groups: readonly string[]): Promise<boolean> {
  return groups.length > 0 && (await knex(TABLES.members).where({ user_id: userId }).whereIn('account_id', [...groups]).first('account_id')) !== undefined;
}

async function worksOn(knex: Knex, userId: number, messageId: number): Promise<boolean> {
  const work = (await knex(TABLES.work).where({ message_id: messageId }).select('id', 'handler_id')) as Row[];
  if (work.some((row) => toNumber(row.handler_id) === userId)) return true;
  if (work.length === 0) return false;
  return (await knex(TABLES.offers).where({ user_id: userId, is_open: 1 }).whereIn('work_id', work.map((row) => toNumber(row.id))).first('work_id')) !== undefined;
}
