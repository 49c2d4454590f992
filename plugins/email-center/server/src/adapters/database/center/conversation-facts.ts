/** What a page of messages tells of their conversations: how many messages one sees of each, and which were answered. */
import type { SharedView } from '../../../flow/visibility';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toNumber, toText } from '../values';
import type { Row } from '../values';
import { readRows } from '../queries/message-keys';
import type { KeySource } from '../queries/message-keys';
import { outOfSight } from '../queries/out-of-sight';
import { viewsOf } from '../queries/sight';
import type { Sight } from '../queries/sight';

/** Messages of one conversation that are looked at, the newest ones. */
const LOOKED_AT = 100;

export interface ConversationFacts {
  /** Messages seen of each conversation, 100 for 100 and more. */
  sizes: ReadonlyMap<string, number>;
  /** Message-IDs that a sent message, which the viewer sees, answers. */
  answered: ReadonlySet<string>;
}

interface Member {
  id: number;
  thread: string;
  outgoing: boolean;
}

/** Members read in one go: most pages have fewer. */
const TOGETHER = 2_000;

/** `views` are what is seen of the page's own messages. */
export async function loadConversationFacts(source: KeySource, sight: Sight, threads: readonly string[], views: ReadonlyMap<number, SharedView>): Promise<ConversationFacts> {
  const members = await loadMembers(source, threads);
  const seen = await seenOf(source, sight, members, views);
  const sizes = new Map<string, number>();
  for (const { id, thread } of members) if (seen.has(id)) sizes.set(thread, Math.min(LOOKED_AT, (sizes.get(thread) ?? 0) + 1));
  return { sizes, answered: await loadAnswered(source, members.filter(({ id, outgoing }) => outgoing && seen.get(id) === 'everything')) };
}

/** All members at once; where a conversation is so long that they are too many, one index range for each, bounded. */
async function loadMembers(source: KeySource, threads: readonly string[]): Promise<Member[]> {
  if (threads.length === 0) return [];
  const of = () => source.knex(TABLES.messages).select({ id: 'id', thread: 'thread_id', direction: 'direction' });
  const together = (await of().whereIn('thread_id', [...threads]).limit(TOGETHER)) as Row[];
  const rows = together.length < TOGETHER ? together : await readRows(source, threads.map((thread) => of().where({ thread_id: thread })
    .orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(LOOKED_AT)));
  return rows.map((row) => ({ id: toNumber(row.id), thread: toText(row.thread), outgoing: row.direction === 'outgoing' }));
}

async function seenOf({ knex }: KeySource, sight: Sight, members: readonly Member[], known: ReadonlyMap<number, SharedView>): Promise<ReadonlyMap<number, SharedView>> {
  const others = members.map(({ id }) => id).filter((id) => !known.has(id));
  if (others.length === 0) return known;
  const views = await viewsOf(knex, sight, others);
  if (sight.own === 'everything') for (const id of await outOfSight(knex, others)) views.delete(id);
  return new Map([...known, ...views]);
}

async function loadAnswered({ knex }: KeySource, sent: readonly Member[]): Promise<Set<string>> {
  const answered = new Set<string>();
  for (const piece of pieces(sent.map(({ id }) => id))) {
    const rows = (await knex(TABLES.messages).whereIn('id', piece).select('in_reply_to')) as Row[];
    for (const row of rows) for (const messageId of fromJson<string[]>(row.in_reply_to, [])) answered.add(messageId);
  }
  return answered;
}
