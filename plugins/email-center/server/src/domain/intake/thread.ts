/** Conversations by Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4). Pure; a subject alone never joins two. */
import type { Envelope } from '../mail/message';

/** References looked at of one message: the root and the nearest ones; a hostile header may hold thousands. */
export const REFERENCES_KEPT = 30;

/** What ties a message to others. */
export type ThreadHeaders = Pick<Envelope, 'messageId' | 'inReplyTo' | 'references'>;

export interface ThreadMember {
  identity: string;
  headers: ThreadHeaders;
}

export interface ThreadPlan {
  /** The conversation of each message, by identity. */
  threadOf: Map<string, string>;
  /** References that are new, with their conversation. */
  references: Map<string, string>;
  /** Conversations that turn out to be one: all of the first becomes the second. */
  joined: Map<string, string>;
}

/** Oldest first, each once: the references, what it answers, and itself. At most 30: the first, and those nearest to the message. */
export function referencesOf({ messageId, inReplyTo, references }: ThreadHeaders): string[] {
  const all = [...new Set([...references, ...inReplyTo, ...(messageId === null ? [] : [messageId])])];
  return all.length <= REFERENCES_KEPT ? all : [all[0]!, ...all.slice(1 - REFERENCES_KEPT)];
}

/**
 * Puts messages into conversations. `known` tells the conversation of references seen before; `name` makes the name of a new one
 * from its oldest reference (or from the identity of a message that has none), so that two runs that see parts of the
 * same conversation at the same time give it the same name.
 */
export function planThreads(members: readonly ThreadMember[], known: ReadonlyMap<string, string>, name: (oldest: string) => string): ThreadPlan {
  const plan: ThreadPlan = { threadOf: new Map(), references: new Map(), joined: new Map() };
  const current = (thread: string): string => {
    let end = thread;
    for (let next = plan.joined.get(end); next !== undefined; next = plan.joined.get(end)) end = next;
    return end;
  };
  for (const { identity, headers } of members) {
    const references = referencesOf(headers);
    const found = [...new Set(references.flatMap((reference) => known.get(reference) ?? plan.references.get(reference) ?? []).map(current))];
    const thread = found[0] ?? name(references[0] ?? identity);
    for (const other of found.slice(1)) plan.joined.set(other, thread);
    for (const reference of references) if (!known.has(reference) && !plan.references.has(reference)) plan.references.set(reference, thread);
    plan.threadOf.set(identity, thread);
  }
  for (const [identity, thread] of plan.threadOf) plan.threadOf.set(identity, current(thread));
  for (const [reference, thread] of plan.references) plan.references.set(reference, current(thread));
  for (const thread of plan.joined.keys()) plan.joined.set(thread, current(thread));
  return plan;
}
