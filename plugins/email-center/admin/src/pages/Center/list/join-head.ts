import type { KeysetPage } from '../../../api/center-api';

/**
 * What is shown once the first page was read again: what is new comes on top, what left the view goes, and what stands below the reach of
 * that page stays. `keep` names what may not go from under the person's hands: what is open, selected, or was just changed here. Where so much
 * is new that the page does not reach what is shown, the list begins anew from it.
 */
export function joinHead<T extends { id: string }>(head: KeysetPage<T>, shown: KeysetPage<T>, keep: (id: string) => boolean): KeysetPage<T> {
  const inHead = new Set(head.items.map(({ id }) => id));
  const reach = head.next === null ? shown.items.length - 1 : lastIndex(shown.items, ({ id }) => inHead.has(id));
  if (reach === -1) return head;
  const covered = shown.items.slice(0, reach + 1);
  const items = [...head.items];
  covered.forEach((item, index) => {
    if (inHead.has(item.id) || !keep(item.id)) return;
    // Beside the one it stood below, as long as that is still there.
    const above = covered.slice(0, index).reverse().find(({ id }) => items.some((other) => other.id === id));
    items.splice(above === undefined ? 0 : items.findIndex(({ id }) => id === above.id) + 1, 0, item);
  });
  const placed = new Set(items.map(({ id }) => id));
  return { items: [...items, ...shown.items.slice(reach + 1).filter(({ id }) => !placed.has(id))], next: head.next === null ? null : shown.next };
}

function lastIndex<T>(items: readonly T[], fits: (item: T) => boolean): number {
  for (let index = items.length - 1; index >= 0; index -= 1) if (fits(items[index] as T)) return index;
  return -1;
}

/** How many of `after` came on top of what `before` began with; 0 where the list is another one. */
export function arrivals(before: readonly { id: string }[], after: readonly { id: string }[]): number {
  const known = new Set(before.map(({ id }) => id));
  if (before.length === 0) return 0;
  const first = after.findIndex(({ id }) => known.has(id));
  return Math.max(0, first);
}
