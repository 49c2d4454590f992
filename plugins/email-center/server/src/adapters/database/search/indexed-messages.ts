/** Messages as the index wants them: what is in sight of at least one account, without forward addresses. */
import { documentOf } from '../../../domain/search/document';
import type { Address } from '../../../domain/mail/address';
import type { Attachment } from '../../../domain/mail/message';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toDate, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Takes forward addresses out: whoever may not see them could else find them by their beginnings, letter by letter (S5.3). */
export interface Concealing {
  addresses<A extends Address>(addresses: readonly A[]): A[];
  text(text: string): string;
}

export interface IndexedRow {
  messageId: number;
  receivedAt: number;
  words: string[];
}

/** Those of the messages that are to be found; the others are gone or out of everybody's sight. */
export async function loadForIndex(trx: Executor, ids: readonly number[], conceal: Concealing): Promise<IndexedRow[]> {
  const copies = byMessage((await trx(TABLES.deliveries).whereIn('message_id', [...ids]).select('message_id', 'account_id', 'direction')) as Row[]);
  const rows = (await trx(TABLES.messages).whereIn('id', [...copies.keys()]).select('id', 'received_at', 'subject', 'from', 'to', 'cc', 'attachments', 'attachment_count', 'text')) as Row[];
  const found = rows.map((row) => toNumber(row.id));
  const links = byMessage((await trx(TABLES.links).whereIn('message_id', found).where({ state: 'active' }).select('message_id', 'record_type', 'record_id')) as Row[]);
  const tags = byMessage((await trx(TABLES.messageTags).whereIn('message_id', found).select('message_id', 'tag_id')) as Row[]);
  return rows.map((row) => {
    const messageId = toNumber(row.id);
    return { messageId, receivedAt: toDate(row.received_at).getTime(), words: wordsOfRow(row, { copies: copies.get(messageId) ?? [], links: links.get(messageId) ?? [], tags: tags.get(messageId) ?? [] }, conceal) };
  });
}

function wordsOfRow(row: Row, around: { copies: Row[]; links: Row[]; tags: Row[] }, conceal: Concealing): string[] {
  const people = (column: string): Address[] => conceal.addresses(fromJson<Address[]>(row[column], []));
  return documentOf({
    subject: conceal.text(toText(row.subject)), from: people('from'), to: people('to'), cc: people('cc'), text: conceal.text(toText(row.text)),
    files: fromJson<Attachment[]>(row.attachments, []).flatMap(({ filename }) => (filename === null ? [] : conceal.text(filename))), hasAttachment: toNumber(row.attachment_count) > 0,
    copies: around.copies.map((copy) => ({ accountId: toText(copy.account_id), direction: copy.direction === 'outgoing' ? 'outgoing' : 'incoming' })),
    records: around.links.map((link) => ({ recordType: toText(link.record_type), recordId: toText(link.record_id) })),
    tags: around.tags.map((tag) => toText(tag.tag_id)),
  });
}

function byMessage(rows: readonly Row[]): Map<number, Row[]> {
  const grouped = new Map<number, Row[]>();
  for (const row of rows) {
    const id = toNumber(row.message_id);
    const list = grouped.get(id);
    if (list === undefined) grouped.set(id, [row]);
    else list.push(row);
  }
  return grouped;
}
