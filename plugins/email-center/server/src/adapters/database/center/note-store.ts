/** NoteStore on the database: internal notes, and whom they name. */
import type { Knex } from 'knex';
import { MailError } from '../../../domain/mail/mail-error';
import type { NoteStore, StoredNote } from '../../../flow/center/ports';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { insertRows, pieces } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, storable, storableJson, toIso, toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Notes one message can have, so that none makes a list or a conversation slow. */
const MOST_NOTES = 200;
const TEXT_CHARS = 10_000;

interface Dependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
}

export function createNoteStore({ knex, client, clock }: Dependencies): NoteStore {
  const notes = (executor: Executor) => executor(`${TABLES.notes} as n`).join(`${TABLES.messages} as m`, 'm.id', 'n.message_id').whereNull('n.removed_at').select('n.*', 'm.document_id');
  const loadOne = async (executor: Executor, id: number): Promise<StoredNote | null> => {
    const row = (await notes(executor).where({ 'n.id': id }).first()) as Row | undefined;
    return row === undefined ? null : toNote(row);
  };
  return {
    ofMessages: (documentIds) => guarded(async () => {
      const found: Row[] = [];
      for (const piece of pieces(documentIds)) found.push(...((await notes(knex).whereIn('m.document_id', piece)) as Row[]));
      return found.map(toNote).sort((a, b) => Number(a.id) - Number(b.id));
    }),
    load: (id) => guarded(async () => (/^\d{1,15}$/.test(id) ? loadOne(knex, Number(id)) : null)),
    insert: (note) => guarded(() => knex.transaction(async (trx) => {
      // Held until the commit, as erasing holds it: a note never outlives its message.
      if ((await trx(TABLES.messages).where({ id: note.message }).forUpdate().first('id')) === undefined) throw gone();
      const before = (await trx(TABLES.notes).where({ message_id: note.message }).whereNull('removed_at').limit(MOST_NOTES).pluck('id')).length;
      if (before >= MOST_NOTES) throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'text', message: `A message can have at most ${MOST_NOTES} notes.`, remedier: 'owner' });
      const now = clock.now().getTime();
      await insertRows(trx, client, TABLES.notes, ['message_id', 'author_id', 'text', 'mentions', 'created_at'], [[note.message, note.authorId, storable(note.text, TEXT_CHARS), storableJson(note.mentions), now]]);
      await writeMentions(trx, note.message, note.mentions, now);
      // Looked up, because MySQL does not hand back the ids it gave; the message's row is held, so the newest one is this.
      const row = (await trx(TABLES.notes).where({ message_id: note.message }).max({ id: 'id' }).first()) as Row;
      return (await loadOne(trx, toNumber(row.id)))!;
    })),
    remove: (id, userId) => guarded(() => knex.transaction(async (trx) => {
      const note = await loadOne(trx, Number(id));
      if (note === null) return;
      await trx(TABLES.messages).where({ id: note.message }).forUpdate().first('id');
      await trx(TABLES.notes).where({ id: Number(id) }).update({ text: '', mentions: '[]', removed_at: clock.now().getTime(), removed_by: userId });
      await forgetMentions(trx, note.message, note.mentions);
    })),
  };
}

/** Named again is unread again. */
async function writeMentions(trx: Executor, message: number, userIds: readonly number[], at: number): Promise<void> {
  for (const userId of [...new Set(userIds)].sort((a, b) => a - b)) {
    await trx(TABLES.mentions).insert({ user_id: userId, message_id: message, at, unread: 1 }).onConflict(['user_id', 'message_id']).merge({ at, unread: 1 });
  }
}

/** Whoever no other note of the message names is not named any more. */
async function forgetMentions(trx: Executor, message: number, userIds: readonly number[]): Promise<void> {
  if (userIds.length === 0) return;
  const rows = (await trx(TABLES.notes).where({ message_id: message }).whereNull('removed_at').select('mentions')) as Row[];
  const still = new Set(rows.flatMap((row) => fromJson<number[]>(row.mentions, [])));
  const over = userIds.filter((id) => !still.has(id));
  if (over.length > 0) await trx(TABLES.mentions).where({ message_id: message }).whereIn('user_id', over).delete();
}

function toNote(row: Row): StoredNote {
  return {
    id: String(toNumber(row.id)), message: toNumber(row.message_id), messageId: toText(row.document_id), authorId: toNullableNumber(row.author_id), text: toText(row.text),
    mentions: fromJson<number[]>(row.mentions, []), createdAt: toIso(row.created_at),
  };
}

const gone = (): MailError => new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such message.', remedier: 'owner' });
