import type { CenterViewsDto } from '../../../shared/contracts';

export const OPEN_VIEWS = ['inbox', 'mine', 'offers'] as const;
export type OpenView = (typeof OPEN_VIEWS)[number];

/** How much waits in each of the views this person has; a view without a number counts as empty. */
export function waiting(views: CenterViewsDto['views']): { view: OpenView; count: number }[] {
  return OPEN_VIEWS.flatMap((view) => {
    const found = views.find((one) => one.view === view);
    return found === undefined ? [] : [{ view, count: found.count ?? 0 }];
  });
}
