/** Who of a group works on a new message (S2.4). Pure: members, pointer and loads are handed in. */
import type { Distribution } from '../mail/account';
import { because, type Reason } from '../mail/reason';
import { workReason, type WorkReason } from './work';

/** What is known of a group when a batch is filed. It moves on with each message: see `groupAfter`. */
export interface GroupContext {
  kind: 'group';
  /** The group's own, normalised. */
  ownAddress?: string | null;
  /** Active members in the order of the round. */
  members: readonly number[];
  defaultHandler: number | null;
  distribution: Distribution;
  /** Who was given a message last by turns or by load; null: nobody yet. */
  lastAssigned: number | null;
  /** Pieces of open work each member has in this group. */
  open: ReadonlyMap<number, number>;
  /** The conversation each message belongs to, by the message's identity. */
  threads: ReadonlyMap<string, string>;
  /** Who works, or worked last, on a conversation. */
  threadHandlers: ReadonlyMap<string, number>;
}

export interface GroupAssignment {
  handlerId: number | null;
  reason: WorkReason;
}

/**
 * A reply stays with whoever works on its conversation, as long as that is a member; every other message goes by the
 * group's distribution. Nobody is a good answer, too: then the first member who takes it works on it.
 */
export function decideHandler(group: GroupContext, identity: string): GroupAssignment {
  const before = group.threadHandlers.get(group.threads.get(identity) ?? '');
  if (before !== undefined && group.members.includes(before)) {
    return { handlerId: before, reason: workReason('thread-handler', [because('same-conversation')]) };
  }
  if (group.members.length === 0) return nobody(because('no-members'));
  switch (group.distribution) {
    case 'none':
      return nobody(because('no-distribution'));
    case 'default-handler':
      return toDefaultHandler(group);
    case 'round-robin':
      return { handlerId: inTurn(group)[0]!, reason: workReason('round-robin', [because('by-turns')]) };
    case 'least-busy':
      return { handlerId: leastBusy(group), reason: workReason('least-busy', [because('least-busy')]) };
  }
}

/** The group as the next message finds it: the turn moves on, the handler has one piece of work more, and its conversation. */
export function groupAfter(group: GroupContext, { handlerId, reason }: GroupAssignment, identity: string): GroupContext {
  if (handlerId === null) return group;
  const byTurns = reason.code === 'round-robin' || reason.code === 'least-busy';
  const thread = group.threads.get(identity);
  return {
    ...group,
    lastAssigned: byTurns ? handlerId : group.lastAssigned,
    open: new Map(group.open).set(handlerId, openOf(group, handlerId) + 1),
    threadHandlers: thread === undefined ? group.threadHandlers : new Map(group.threadHandlers).set(thread, handlerId),
  };
}

function toDefaultHandler({ defaultHandler, members }: GroupContext): GroupAssignment {
  if (defaultHandler === null || !members.includes(defaultHandler)) return nobody(because('no-default-handler'));
  return { handlerId: defaultHandler, reason: workReason('default-handler', [because('default-handler')]) };
}

/** The members, beginning with the one after whoever was given something last. */
function inTurn({ members, lastAssigned }: GroupContext): number[] {
  const next = lastAssigned === null ? 0 : members.indexOf(lastAssigned) + 1;
  return [...members.slice(next), ...members.slice(0, next)];
}

/** Among equals it goes by turns, so that a quiet morning does not end with one person. */
function leastBusy(group: GroupContext): number {
  return inTurn(group).reduce((best, member) => (openOf(group, member) < openOf(group, best) ? member : best));
}

const openOf = (group: GroupContext, member: number): number => group.open.get(member) ?? 0;

const nobody = (reason: Reason): GroupAssignment => ({ handlerId: null, reason: workReason('nobody-yet', [reason]) });
