/**
 * Messages as the lists of the center show them. Whoever finds messages (views, search, a conversation) hands in their ids and gets what
 * the viewer may see of them: a number of look-ups by key that is the same for any page, however much is stored.
 */
import type { CenterItem, MessageListItem } from '../../../../../shared/contracts';
import type { BulkTarget } from '../../../flow/center/ports';
import type { CenterViewer } from '../../../flow/center/viewer';
import { LIST_COLUMNS, toListItems } from '../queries/message-rows';
import { anyOf } from '../queries/sight';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { loadConversationFacts } from './conversation-facts';
import type { ConversationFacts } from './conversation-facts';
import { countNotes, loadReadMarks, loadTags } from './item-marks';
import { isOnes, lookAt, stateOfItem } from './seen-items';
import type { HowToLook, ItemSource, SeenWork } from './seen-items';

/** The messages of these ids, in the order given, that the viewer sees; those seen in part are cut down to it. */
export async function describeItems(source: ItemSource, viewer: CenterViewer, ids: readonly number[], how: HowToLook = {}): Promise<CenterItem[]> {
  if (ids.length === 0) return [];
  // What does not wait for each other is asked together: a database on a server answers it side by side.
  const [{ stand, work, views }, found] = await Promise.all([how.looked ?? lookAt(source, viewer, ids, how), loadRows(source, ids)]);
  const seen = ids.filter((id) => views.has(id));
  const rows = found.filter((row) => views.has(toNumber(row.id)));
  const byDocument = new Map(rows.map((row) => [toText(row.document_id), row]));
  const whole = seen.filter((id) => views.get(id) === 'everything');
  const [items, marks, tags, notes, facts] = await Promise.all([
    toListItems(source, anyOf(stand.sight), seen, rows, views), loadReadMarks(source.knex, viewer, stand, whole),
    loadTags(source.knex, whole), countNotes(source.knex, whole), loadConversationFacts(source, stand.sight, threadsOf(rows), views),
  ]);
  return items.flatMap((item) => {
    const row = byDocument.get(item.id);
    if (row === undefined) return [];
    const [id, around] = [toNumber(row.id), aroundOf(row, facts)];
    if (views.get(id) !== 'everything') return [{ ...item, ...around, unread: false, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0 }];
    const ofMessage = work.get(id) ?? [];
    return [{
      ...withWork(item, ofMessage), ...around, ...stateOfItem(viewer, id, marks, ofMessage), tags: tags.get(id) ?? [], notes: notes.get(id) ?? 0,
      answered: facts.answered.has(toText(row.message_id)),
    }];
  });
}

const threadsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap((row) => toNullableText(row.thread_id) ?? []))];

/** Messages to be changed together, in the order of `documentIds`; those of which nothing is seen are missing. */
export async function loadTargets(source: ItemSource, viewer: CenterViewer, documentIds: readonly string[]): Promise<BulkTarget[]> {
  const rows: Row[] = [];
  for (const piece of pieces(documentIds)) rows.push(...((await source.knex(TABLES.messages).whereIn('document_id', piece).select('id', 'document_id')) as Row[]));
  const idOf = new Map(rows.map((row) => [toText(row.document_id), toNumber(row.id)]));
  const { stand, work, views } = await lookAt(source, viewer, [...idOf.values()]);
  const marks = await loadReadMarks(source.knex, viewer, stand, [...views.keys()]);
  return documentIds.flatMap((documentId) => {
    const id = idOf.get(documentId);
    if (id === undefined || !views.has(id)) return [];
    const ofMessage = work.get(id) ?? [];
    return [{
      id, documentId, whole: views.get(id) === 'everything', own: marks.own.has(id), noted: marks.ofGroups.has(id) || ofMessage.some(({ found }) => isOnes(viewer, found)),
      work: ofMessage.map(({ found }) => found.work),
    }];
  });
}

function aroundOf(row: Row, { sizes }: ConversationFacts): Pick<CenterItem, 'threadId' | 'conversation'> {
  const threadId = toNullableText(row.thread_id);
  return { threadId, conversation: threadId === null ? 1 : Math.max(1, sizes.get(threadId) ?? 1) };
}

/** Work names its account, also where the viewer sees the message only because of the work. */
function withWork(item: MessageListItem, work: readonly SeenWork[]): MessageListItem {
  if (work.length === 0) return item;
  const accounts = new Map([...item.accounts, ...work.map(({ dto }) => dto.account)].map((account) => [account.id, account]));
  return { ...item, accounts: [...accounts.values()], work: work.map(({ dto }) => dto) };
}

async function loadRows({ knex }: ItemSource, ids: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const piece of pieces(ids)) rows.push(...((await knex(TABLES.messages).whereIn('id', piece).select(...LIST_COLUMNS, 'thread_id', 'message_id')) as Row[]));
  return rows;
}
