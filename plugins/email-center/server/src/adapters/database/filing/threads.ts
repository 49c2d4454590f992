/** Conversations of the messages of a plan: references known before are looked up, new ones stored, in the filing transaction. */
import { createHash } from 'node:crypto';
import type { NewMessageRow } from '../../../domain/intake/plan-filing';
import { planThreads, referencesOf, type ThreadHeaders, type ThreadPlan } from '../../../domain/intake/thread';
import { insertMissing, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toText } from '../values';
import type { Row } from '../values';

/** References may be of any length, so they are kept as 128 bits of their SHA-256. */
const hashReference = (reference: string): string => createHash('sha256').update(reference).digest('hex').slice(0, 32);

/** Returns the conversation of each new message, by identity. Conversations that turn out to be one become one. */
export async function writeThreads(trx: Executor, client: DatabaseClient, messages: readonly NewMessageRow[]): Promise<Map<string, string>> {
  if (messages.length === 0) return new Map();
  const members = messages.map(({ identity, message }) => ({ identity, headers: hashed(withBounced(message)) }));
  const known = await findThreads(trx, members.flatMap(({ headers }) => referencesOf(headers)));
  const plan = planThreads(members, known, (oldest) => hashReference(oldest));
  await insertMissing(trx, client, TABLES.threadRefs, ['hash', 'thread_id'], [...plan.references].map((row): Bound[] => row).sort(byHash));
  for (const [former, thread] of plan.joined) await joinThreads(trx, former, thread);
  return plan.threadOf;
}

/** A bounce belongs to the conversation of what was not delivered, whether or not it says so in its own header. */
function withBounced(message: NewMessageRow['message']): ThreadHeaders {
  const about = message.automatic.bounced?.messageId ?? null;
  return about === null ? message : { ...message, references: [...message.references, about] };
}

/** The conversations that messages will be put into once they are stored, and those that will become one. */
export async function foreseeThreads(executor: Executor, messages: readonly { identity: string; headers: ThreadHeaders }[]): Promise<Pick<ThreadPlan, 'threadOf' | 'joined'>> {
  const members = messages.map(({ identity, headers }) => ({ identity, headers: hashed(headers) }));
  const known = await findThreads(executor, members.flatMap(({ headers }) => referencesOf(headers)));
  return planThreads(members, known, (oldest) => hashReference(oldest));
}

async function findThreads(executor: Executor, hashes: readonly string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const piece of pieces([...new Set(hashes)])) {
    const rows = (await executor(TABLES.threadRefs).whereIn('hash', piece).select('hash', 'thread_id')) as Row[];
    for (const row of rows) known.set(toText(row.hash), toText(row.thread_id));
  }
  return known;
}

async function joinThreads(trx: Executor, former: string, thread: string): Promise<void> {
  for (const table of [TABLES.threadRefs, TABLES.messages, TABLES.work, TABLES.snoozes]) await trx(table).where({ thread_id: former }).update({ thread_id: thread });
}

const byHash = ([a]: Bound[], [b]: Bound[]): number => (String(a) < String(b) ? -1 : 1);

function hashed({ messageId, inReplyTo, references }: ThreadHeaders): ThreadHeaders {
  return { messageId: messageId === null ? null : hashReference(messageId), inReplyTo: inReplyTo.map(hashReference), references: references.map(hashReference) };
}
