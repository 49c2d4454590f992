/**
 * Messages as the lists of the center show them. Whoever finds messages (views, search, a conversation) hands in their ids and gets what
 * the viewer may see of them: a number of look-ups by key that is the same for any page, however much is stored.
 */
import type { CenterItem, MessageListItem } from '../../../../../shared/contracts';
import type { BulkTarget } from '../../../flow/center/ports';
import type { CenterViewer } from '../../../flow/center/viewer';
import { loadListItems } from '../queries/message-rows';
import { anyOf } from '../queries/sight';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { loadConversationFacts } from './conversation-facts';
import type { ConversationFacts } from './conversation-facts';
import { countNotes, loadReadMarks, loadTags } from './item-marks';
import { isOnes, lookAt, stateOfItem } from './seen-items';
import type { ItemSource, SeenWork } from './seen-items';

/** Rows of messages with this id, as far as the rest needs them. */
interface Found {
  id: number;
  documentId: string;
  threadId: string | null;
  messageId: string | null;
}

/**
 * The messages of these ids, in the order given, that the viewer sees; those seen in part are cut down to it. `asWork` are messages
 * that a view of work found: these are shown because the work may be seen, even where the message itself is not opened by it.
 */
export async function describeItems(source: ItemSource, viewer: CenterViewer, ids: readonly number[], asWork: ReadonlySet<number> = new Set()): Promise<CenterItem[]> {
  if (ids.length === 0) return [];
  const { sight, work, views } = await lookAt(source, viewer, ids, asWork);
  const seen = ids.filter((id) => views.has(id));
  const found = await loadFound(source, seen);
  const items = await loadListItems(source, anyOf(sight), seen, views);
  const whole = seen.filter((id) => views.get(id) === 'everything');
  const marks = await loadReadMarks(source.knex, viewer, whole);
  const [tags, notes] = [await loadTags(source.knex, whole), await countNotes(source.knex, whole)];
  const threads = [...new Set([...found.values()].flatMap(({ threadId }) => threadId ?? []))];
  const facts = await loadConversationFacts(source, sight, threads, new Set(whole));
  return items.flatMap((item) => {
    const row = found.get(item.id);
    if (row === undefined) return [];
    const around = aroundOf(row, facts);
    if (views.get(row.id) !== 'everything') return [{ ...item, ...around, unread: false, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0 }];
    const ofMessage = work.get(row.id) ?? [];
    return [{
      ...withWork(item, ofMessage), ...around, ...stateOfItem(viewer, row.id, marks, ofMessage), tags: tags.get(row.id) ?? [], notes: notes.get(row.id) ?? 0,
      answered: row.messageId !== null && facts.answered.has(row.messageId),
    }];
  });
}

/** Messages to be changed together, in the order of `documentIds`; those of which nothing is seen are missing. */
export async function loadTargets(source: ItemSource, viewer: CenterViewer, documentIds: readonly string[]): Promise<BulkTarget[]> {
  const rows: Row[] = [];
  for (const piece of pieces(documentIds)) rows.push(...((await source.knex(TABLES.messages).whereIn('document_id', piece).select('id', 'document_id')) as Row[]));
  const idOf = new Map(rows.map((row) => [toText(row.document_id), toNumber(row.id)]));
  const { work, views } = await lookAt(source, viewer, [...idOf.values()]);
  const marks = await loadReadMarks(source.knex, viewer, [...views.keys()]);
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

function aroundOf({ threadId }: Found, { sizes }: ConversationFacts): Pick<CenterItem, 'threadId' | 'conversation'> {
  return { threadId, conversation: threadId === null ? 1 : Math.max(1, sizes.get(threadId) ?? 1) };
}

/** Work names its account, also where the viewer sees the message only because of the work. */
function withWork(item: MessageListItem, work: readonly SeenWork[]): MessageListItem {
  if (work.length === 0) return item;
  const accounts = new Map([...item.accounts, ...work.map(({ dto }) => dto.account)].map((account) => [account.id, account]));
  return { ...item, accounts: [...accounts.values()], work: work.map(({ dto }) => dto) };
}

async function loadFound({ knex }: ItemSource, ids: readonly number[]): Promise<Map<string, Found>> {
  const rows: Row[] = [];
  for (const piece of pieces(ids)) rows.push(...((await knex(TABLES.messages).whereIn('id', piece).select('id', 'document_id', 'thread_id', 'message_id')) as Row[]));
  return new Map(rows.map((row) => [toText(row.document_id), {
    id: toNumber(row.id), documentId: toText(row.document_id), threadId: toNullableText(row.thread_id), messageId: toNullableText(row.message_id),
  }]));
}
