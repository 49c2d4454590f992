/** The messages of one conversation, oldest first: an index range by its thread, of which the viewer sees what they may. */
import type { CenterItem } from '../../../../../shared/contracts';
import type { CenterViewer } from '../../../flow/center/viewer';
import { decodeCursor, encodeCursor, timeAndId } from '../queries/page-cursor';
import type { TimeAndId } from '../queries/page-cursor';
import { TABLES } from '../tables';
import { toDate, toNullableText, toNumber } from '../values';
import type { Row } from '../values';
import { describeItems } from './center-items';
import { lookAt, type ItemSource, type Looked } from './seen-items';
import { standOf, type Stand } from './stand';

/** Messages of a conversation read for one page; of a longer one that the viewer sees little of, a page may be short. */
const READ = 1_000;

/** Null when the viewer does not see the message it is asked by. A message without a conversation is one of its own. */
export async function readConversation(
  source: ItemSource, viewer: CenterViewer, documentId: string, { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: CenterItem[]; next: string | null } | null> {
  const after = decodeCursor(timeAndId, cursor);
  const [row, known] = await Promise.all([source.knex(TABLES.messages).where({ document_id: documentId }).first('id', 'thread_id') as Promise<Row | undefined>, standOf(source.knex, viewer)]);
  if (row === undefined) return null;
  const [id, thread] = [toNumber(row.id), toNullableText(row.thread_id)];
  const [asked, read] = await Promise.all([lookAt(source, viewer, [id], { known }), thread === null ? null : readSeen(source, viewer, thread, { after, limit, known })]);
  if (!asked.views.has(id)) return null;
  if (read === null) return { items: await describeItems(source, viewer, [id], { looked: asked }), next: null };
  return { items: await describeItems(source, viewer, read.ids, { looked: read.looked }), next: read.next };
}

async function readSeen(source: ItemSource, viewer: CenterViewer, thread: string, { after, limit, known }: { after: TimeAndId | null; limit: number; known: Stand }): Promise<{ ids: number[]; next: string | null; looked: Looked }> {
  const looked: Looked = { stand: known, work: new Map(), views: new Map() };
  const seen: TimeAndId[] = [];
  let from = after;
  for (let read = 0; read < READ; read += limit) {
    const rows = await readThread(source, thread, from, limit + 1);
    const { views, work } = await lookAt(source, viewer, rows.map(([, id]) => id), { known });
    for (const [id, view] of views) looked.views.set(id, view);
    for (const [id, ofMessage] of work) looked.work.set(id, ofMessage);
    seen.push(...rows.filter(([, id]) => views.has(id)));
    const [shown, last] = [seen.slice(0, limit), rows.at(-1)];
    if (seen.length > limit) return { ids: shown.map(([, id]) => id), next: encodeCursor(shown.at(-1)!), looked };
    if (rows.length <= limit || last === undefined) return { ids: shown.map(([, id]) => id), next: null, looked };
    from = last;
  }
  return { ids: seen.map(([, id]) => id), next: from === null ? null : encodeCursor(from), looked };
}

async function readThread({ knex }: ItemSource, thread: string, after: TimeAndId | null, limit: number): Promise<TimeAndId[]> {
  const query = knex(TABLES.messages).where({ thread_id: thread });
  if (after !== null) {
    const time = new Date(after[0]);
    query.where('received_at', '>=', time).where((rest) => rest.where('received_at', '>', time).orWhere('id', '>', after[1]));
  }
  const rows = (await query.orderBy([{ column: 'received_at' }, { column: 'id' }]).limit(limit).select('id', 'received_at')) as Row[];
  return rows.map((row) => [toDate(row.received_at).getTime(), toNumber(row.id)]);
}
