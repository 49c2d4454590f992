import type { ListWorkQuery, WorkCountsDto } from '../../../../shared/contracts';
import type { Rights } from '../../permissions';
import type { Text } from '../../text/text';

export interface WorkPlace {
  /** Below `work-items/`. */
  path: string;
  label: string;
  query: Pick<ListWorkQuery, 'view' | 'account'>;
  /** What waits there; null where numbers say nothing. */
  count: { unhandled: number; open: number | null } | null;
}

const GROUP_VIEWS = ['unhandled', 'open', 'done'] as const;

/** The places where work lies, for this person, with what waits in each. */
export function placesOf(text: Text, counts: WorkCountsDto | undefined, rights: Pick<Rights, 'receiveCases' | 'assignWork' | 'readMessages'>): WorkPlace[] {
  const number = (value: number | undefined) => ({ unhandled: value ?? 0, open: null });
  const places: (WorkPlace | false)[] = [
    { path: 'mine', label: text('work.nav.mine'), query: { view: 'mine', account: undefined }, count: number(counts?.mine) },
    rights.receiveCases && { path: 'offers', label: text('work.nav.offers'), query: { view: 'offers', account: undefined }, count: number(counts?.offers) },
    ...(counts?.groups ?? []).map(({ account, unhandled, open }): WorkPlace => ({
      path: `group/${encodeURIComponent(account.id)}`, label: account.name, query: { view: 'unhandled', account: account.id }, count: { unhandled, open },
    })),
    rights.assignWork && { path: 'unassigned', label: text('work.nav.unassigned'), query: { view: 'unassigned', account: undefined }, count: number(counts?.unassigned) },
    rights.assignWork && { path: 'offered', label: text('work.nav.offered'), query: { view: 'offered', account: undefined }, count: number(counts?.offered) },
    rights.assignWork && { path: 'look', label: text('work.nav.look'), query: { view: 'look', account: undefined }, count: number(counts?.look) },
    { path: 'mine-done', label: text('work.nav.mine-done'), query: { view: 'mine-done', account: undefined }, count: null },
  ];
  return places.filter((place) => place !== false);
}

/** A group has three lists; any other place has one. */
export const groupViews = (place: WorkPlace): readonly (typeof GROUP_VIEWS)[number][] => (place.query.account === undefined ? [] : GROUP_VIEWS);
