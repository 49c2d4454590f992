/** Whom a message went to and what its files are called, beyond what a row of a list says. */
import type { Knex } from 'knex';
import type { MessageDetail } from '../../../../../shared/contracts';
import type { NamesOfMessage } from '../../../flow/search/show-hits';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toText } from '../values';
import type { Row } from '../values';
import { toParticipants } from './message-rows';

/** Of messages the caller may see whole. One look-up for each piece of them. */
export async function furtherNames(knex: Knex, documentIds: readonly string[]): Promise<NamesOfMessage[]> {
  const rows: Row[] = [];
  for (const piece of pieces(documentIds)) rows.push(...((await knex(TABLES.messages).whereIn('document_id', piece).select('document_id', 'to', 'cc', 'attachments')) as Row[]));
  return rows.map((row) => {
    const { to, cc } = toParticipants(row);
    const files = fromJson<MessageDetail['attachments']>(row.attachments, []).flatMap(({ filename }) => (filename === null ? [] : [filename]));
    return { id: toText(row.document_id), people: [...to, ...cc], files };
  });
}
