/** Which rows are selected, and from which one a range begins. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Selects one row, or takes it out. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Selects all rows between the last one that was touched and `id`, in the order of `rows`; without such a one just `id`. */
export function extended(selection: Selection, id: string, rows: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : rows.indexOf(selection.anchor);
  const to = rows.indexOf(id);
  if (from === -1 || to === -1) return toggled(selection, id);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: id };
}

/** All of them; nothing where all are selected already. */
export function allToggled(selection: Selection, rows: readonly string[]): Selection {
  return rows.length > 0 && rows.every((id) => selection.ids.has(id)) ? NOTHING_SELECTED : { ids: new Set(rows), anchor: selection.anchor };
}

/** Without what is no longer in the list. */
export function stillThere(selection: Selection, rows: ReadonlySet<string>): Selection {
  const ids = [...selection.ids].filter((id) => rows.has(id));
  return ids.length === selection.ids.size ? selection : { ids: new Set(ids), anchor: selection.anchor };
}
