/** What drafts ask of stored messages: their place in a conversation, and where the content of a document is. */
import type { Knex } from 'knex';
import type { OriginalStore } from '../../../flow/writing/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { fromJson, toNullableText, toText } from '../values';
import type { Row } from '../values';

export function createOriginalStore({ knex }: { knex: Knex }): OriginalStore {
  return {
    threading: (message) => guarded(async () => {
      const row = (await knex(TABLES.messages).where({ document_id: message }).first('message_id', 'in_reply_to', 'references')) as Row | undefined;
      return row === undefined ? null : { messageId: toNullableText(row.message_id), inReplyTo: fromJson<string[]>(row.in_reply_to, []), references: fromJson<string[]>(row.references, []) };
    }),
    findDocument: (documentId) => guarded(async () => {
      const row = (await knex(`${TABLES.documents} as d`).join(`${TABLES.messages} as m`, 'm.id', 'd.message_id').where({ 'd.document_id': documentId })
        .first('m.document_id as message', 'd.kind', 'd.name', 'd.part_number', 'd.content_type')) as Row | undefined;
      if (row === undefined) return null;
      const partNumber = toText(row.kind) === 'original' ? null : toNullableText(row.part_number);
      return { message: toText(row.message), partNumber, name: toText(row.name), contentType: toText(row.content_type) };
    }),
  };
}
