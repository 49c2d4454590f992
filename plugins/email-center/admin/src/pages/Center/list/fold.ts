import type { CenterItem } from '../../../../../shared/contracts';

type Foldable = Pick<CenterItem, 'id' | 'threadId'>;

/** A row of the list: a message, and the older ones of its conversation that lie folded below it. */
export interface ListRow<T extends Foldable = CenterItem> {
  item: T;
  /** Folded in; empty where it stands alone, is unfolded, or is itself one of those unfolded. */
  folded: readonly T[];
  /** Older ones that are loaded, folded or not. */
  older: number;
  /** One of those that were unfolded below `item` of their conversation. */
  inner: boolean;
}

/**
 * The rows of what is loaded: the older messages of a conversation lie below its newest, in the place of that one. `unfolded` holds the
 * conversations that the person opened; `on` is the person's setting.
 */
export function foldConversations<T extends Foldable>(items: readonly T[], unfolded: ReadonlySet<string>, on: boolean): ListRow<T>[] {
  if (!on) return items.map((item) => ({ item, folded: [], older: 0, inner: false }));
  const members = new Map<string, T[]>();
  for (const item of items) {
    if (item.threadId === null) continue;
    const known = members.get(item.threadId);
    if (known) known.push(item);
    else members.set(item.threadId, [item]);
  }
  const rows: ListRow<T>[] = [];
  for (const item of items) {
    const [first, ...older] = (item.threadId === null ? undefined : members.get(item.threadId)) ?? [item];
    if (first !== item) continue;
    const open = item.threadId !== null && unfolded.has(item.threadId);
    rows.push({ item, folded: open ? [] : older, older: older.length, inner: false });
    if (open) rows.push(...older.map((one) => ({ item: one, folded: [], older: 0, inner: true })));
  }
  return rows;
}

/** What a row stands for: its message and those folded below it. */
export const messagesOf = <T extends Foldable>({ item, folded }: ListRow<T>): T[] => [item, ...folded];
