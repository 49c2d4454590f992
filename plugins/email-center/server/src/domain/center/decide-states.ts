/** What becomes of a message when somebody says read, done, snoozed or tags it: decided here, purely, for one message. */
import type { WorkState } from '../intake/work';
import type { CopyState } from './item-state';

/** What a person wants; what is left out stays. */
export interface StateWish {
  read?: boolean;
  done?: boolean;
  /** ISO; null wakes it. */
  snoozedUntil?: string | null;
  addTag?: string;
  removeTag?: string;
}

/** The message, as the person has it. */
export interface StateTarget {
  /** Whether it is seen whole, and not only what is shared of it. */
  whole: boolean;
  /** Whether it came in to an account of the person's own. */
  own: boolean;
  /** Whether it is noted who opened it: see `StateFacts.noted`. */
  noted: boolean;
  /** What it is as work, as far as the person sees it. */
  work: readonly { id: number; state: WorkState; handlerId: number | null }[];
}

export interface StateChange {
  /** Steps of work to be taken; each may be refused by its own rules. */
  work: { id: number; step: 'done' | 'reopen' }[];
}

export type StateDecision = { change: StateChange } | { refused: string };

const PARTLY = 'Only a part of this message is shared with you.';
const NOT_KEPT = 'It is other people\'s mail: whether you have opened it is not kept.';
const NOT_PUT_ASIDE = 'It is other people\'s mail: only they put it aside.';
const NOT_SNOOZED = 'Only mail of your own accounts is snoozed. Work of a group, or a case, gets a due date instead.';
const OVER = 'That time is over already.';

/**
 * | it is | read | done | snoozed | tags |
 * |---|---|---|---|---|
 * | mail of one's own account | its copy | its copy, and the work one has of it | its copy | yes |
 * | mail of one's group, or a case one has or may take | noted for oneself | its work, by the rules of work | no: a due date | yes |
 * | other people's mail that one reads whole | no | no, unless it is work | no | yes |
 * | mail of which a part is shared | no | no | no | no |
 *
 * A wish that is refused in one point changes nothing of that message.
 */
export function decideStates(target: StateTarget, wish: StateWish, { userId, now }: { userId: number; now: string }): StateDecision {
  if (!target.whole) return { refused: PARTLY };
  if (wish.read !== undefined && !target.own && !target.noted) return { refused: NOT_KEPT };
  if (wish.snoozedUntil !== undefined && !target.own) return { refused: NOT_SNOOZED };
  if (typeof wish.snoozedUntil === 'string' && wish.snoozedUntil <= now) return { refused: OVER };
  if (wish.done === undefined) return { change: { work: [] } };
  if (!target.own && target.work.length === 0) return { refused: NOT_PUT_ASIDE };
  const [from, step] = wish.done ? (['open', 'done'] as const) : (['done', 'reopen'] as const);
  const concerned = target.work.filter(({ state, handlerId }) => state === from && (!target.own || handlerId === userId));
  return { change: { work: concerned.map(({ id }) => ({ id, step })) } };
}

/** A copy of one's own after the wish: "done" ends a snooze, and what is not done any more is back in the inbox. */
export function nextCopy(copy: { state: CopyState; unread: boolean }, wish: StateWish): { state: CopyState; unread: boolean } {
  const unread = wish.read === undefined ? copy.unread : !wish.read;
  if (wish.done === true) return { state: 'done', unread };
  if (typeof wish.snoozedUntil === 'string') return { state: 'snoozed', unread };
  const comesBack = (wish.done === false && copy.state === 'done') || (wish.snoozedUntil === null && copy.state === 'snoozed');
  return { state: comesBack ? 'inbox' : copy.state, unread };
}
