/** How the panes are laid out, as the person left them; kept in the browser for each user of it. */
export interface PaneSizes {
  /** Of the views, CSS pixels. */
  views: number;
  /** Of the list, CSS pixels. */
  list: number;
  /** Views as icons; null: as the width of the window says. */
  icons: boolean | null;
  /** Whether conversations are folded. */
  fold: boolean;
}

export const LIMITS = { views: { least: 184, most: 360 }, list: { least: 320, most: 760 } } as const;
/** What the reader keeps at least. */
export const READER_LEAST = 380;
export const ICONS_WIDTH = 56;
export const USUAL: PaneSizes = { views: 224, list: 420, icons: null, fold: true };

const within = (value: number, { least, most }: { least: number; most: number }): number => Math.round(Math.min(most, Math.max(least, value)));

/** A width that the pane may have, while the reader keeps its own. `room`: what list and reader have together. */
export const listWidth = (wanted: number, room: number): number => within(wanted, { ...LIMITS.list, most: Math.max(LIMITS.list.least, Math.min(LIMITS.list.most, room - READER_LEAST)) });
export const viewsWidth = (wanted: number): number => within(wanted, LIMITS.views);

const key = (userId: number): string => `email-center.panes.${userId}`;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** What was kept; the usual where nothing was, or something else wrote there. */
export function readSizes(storage: Pick<Storage, 'getItem'>, userId: number): PaneSizes {
  try {
    const kept = JSON.parse(storage.getItem(key(userId)) ?? '{}') as Partial<Record<keyof PaneSizes, unknown>>;
    return {
      views: isNumber(kept.views) ? viewsWidth(kept.views) : USUAL.views,
      list: isNumber(kept.list) ? within(kept.list, LIMITS.list) : USUAL.list,
      icons: typeof kept.icons === 'boolean' ? kept.icons : null,
      fold: typeof kept.fold === 'boolean' ? kept.fold : USUAL.fold,
    };
  } catch {
    // Not JSON, or a browser that keeps nothing.
    return USUAL;
  }
}

export function keepSizes(storage: Pick<Storage, 'setItem'>, userId: number, sizes: PaneSizes): void {
  try {
    storage.setItem(key(userId), JSON.stringify(sizes));
  } catch {
    // A browser that keeps nothing: it is laid out as usual the next time.
  }
}
