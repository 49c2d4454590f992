/** What a page of messages tells of their conversations: how many messages one sees of each, and which were answered. */
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

/** One index range for each conversation of the page. `alsoSeen` are messages of the page that are seen for another reason than their accounts. */
export async function loadConversationFacts(source: KeySource, sight: Sight, threads: readonly string[], alsoSeen: ReadonlySet<number>): Promise<ConversationFacts> {
  const members = await loadMembers(source, threads);
  const [seen, whole] = await seenOf(source, sight, members, alsoSeen);
  const sizes = new Map<string, number>();
  for (const { id, thread } of members) if (seen.has(id)) sizes.set(thread, (sizes.get(thread) ?? 0) + 1);
  return { sizes, answered: await loadAnswered(source, members.filter(({ id, outgoing }) => outgoing && whole.has(id))) };
}

async function loadMembers(source: KeySource, threads: readonly string[]): Promise<Member[]> {
  const ranges = threads.map((thread) => source.knex(TABLES.messages).select({ id: 'id', thread: 'thread_id', direction: 'direction' }).where({ thread_id: thread })
    .orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(LOOKED_AT));
  return (await readRows(source, ranges)).map((row) => ({ id: toNumber(row.id), thread: toText(row.thread), outgoing: row.direction === 'outgoing' }));
}

/** The messages of which anything is seen, and those that are seen whole. */
async function seenOf({ knex }: KeySource, sight: Sight, members: readonly Member[], alsoSeen: ReadonlySet<number>): Promise<[Set<number>, Set<number>]> {
  const ids = members.map(({ id }) => id);
  if (sight.own === 'everything') {
    const hidden = await outOfSight(knex, ids);
    const shown = new Set(ids.filter((id) => !hidden.has(id)));
    return [shown, shown];
  }
  const views = await viewsOf(knex, sight, ids);
  const whole = ids.filter((id) => alsoSeen.has(id) || views.get(id) === 'everything');
  return [new Set([...views.keys(), ...whole]), new Set(whole)];
}

async function loadAnswered({ knex }: KeySource, sent: readonly Member[]): Promise<Set<string>> {
  const answered = new Set<string>();
  for (const piece of pieces(sent.map(({ id }) => id))) {
    const rows = (await knex(TABLES.messages).whereIn('id', piece).select('in_reply_to')) as Row[];
    for (const row of rows) for (const messageId of fromJson<string[]>(row.in_reply_to, [])) answered.add(messageId);
  }
  return answered;
}
