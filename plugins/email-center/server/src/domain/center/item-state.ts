/** What a message is to the person who looks: unread, done, snoozed. Pure; the facts are handed in. */
import type { WorkState } from '../intake/work';

/** Where the owner of an account has put a copy: in the inbox, done, or out of the inbox for a time. */
export type CopyState = 'inbox' | 'done' | 'snoozed';

/** A copy that came in to an account of the person's own. */
export interface OwnCopy {
  state: CopyState;
  unread: boolean;
  /** ISO; of a snoozed one, when it wakes. */
  wakeAt: string | null;
}

export interface StateFacts {
  /** Copies that came in to accounts of one's own. */
  own: readonly OwnCopy[];
  /** Whether it came in to a group of the person's, or is work they have or may take: then it is noted that they opened it. */
  noted: boolean;
  /** Whether it was noted that the person opened it. */
  opened: boolean;
  /** What it is as work, as far as the person sees it. */
  work: readonly { state: WorkState }[];
}

export interface ItemState {
  unread: boolean;
  done: boolean;
  snoozedUntil: string | null;
}

/**
 * One's own mail is as one left it, whatever groups have the message, too: it is done when every own copy is. Mail of groups and
 * cases is done when its work is. Of other people's mail nothing is kept, so it is never unread.
 */
export function itemStateOf({ own, noted, opened, work }: StateFacts): ItemState {
  if (own.length === 0) return { unread: noted && !opened, done: work.length > 0 && work.every(({ state }) => state === 'done'), snoozedUntil: null };
  const wakes = own.flatMap(({ wakeAt }) => wakeAt ?? []).sort();
  const inInbox = own.some(({ state }) => state === 'inbox');
  return { unread: own.some(({ unread }) => unread), done: own.every(({ state }) => state === 'done'), snoozedUntil: inInbox ? null : (wakes[0] ?? null) };
}

/** How a copy arrives: mail that was read elsewhere is read here, whenever it came; what one sends is never unread. */
export function arrivesUnread(direction: 'incoming' | 'outgoing', seen: boolean): boolean {
  return direction === 'incoming' && !seen;
}
