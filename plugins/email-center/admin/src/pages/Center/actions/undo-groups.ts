import type { CenterItem, SetStatesInput } from '../../../../../shared/contracts';

type StateName = 'read' | 'done' | 'snoozedUntil';

const BEFORE: Record<StateName, (item: CenterItem) => boolean | string | null> = {
  read: ({ unread }) => !unread, done: ({ done }) => done, snoozedUntil: ({ snoozedUntil }) => snoozedUntil,
};

/** What puts each message back to what it was: one request for each value that there was before. A time that is past by then wakes it. */
export function undoGroups(before: readonly CenterItem[], name: StateName, now: number): SetStatesInput[] {
  const groups = new Map<boolean | string | null, string[]>();
  for (const item of before) {
    const was = BEFORE[name](item);
    const value = name === 'snoozedUntil' && typeof was === 'string' && Date.parse(was) <= now ? null : was;
    groups.set(value, [...(groups.get(value) ?? []), item.id]);
  }
  return [...groups].map(([value, ids]) => ({ ids, set: { [name]: value } }));
}

/** So many messages the server takes in one request. */
export const MOST_AT_ONCE = 500;

/** In portions that the server takes. */
export function portions<T>(all: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) found.push(all.slice(from, from + MOST_AT_ONCE));
  return found;
}
