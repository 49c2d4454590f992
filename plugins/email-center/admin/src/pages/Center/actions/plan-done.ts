import type { CenterItem, WorkDto } from '../../../../../shared/contracts';
import type { Place } from '../place';

/** What "done" means for messages: work that is finished, and mail that is put aside. */
export interface DonePlan {
  work: { item: CenterItem; work: WorkDto }[];
  aside: CenterItem[];
}

const WORK_VIEWS: readonly string[] = ['mine', 'offers', 'group', 'unassigned', 'offered', 'look'];

/**
 * Where work is looked at, and wherever a message is one's own open work, done finishes the work; mail that is nobody's work is put aside.
 * `current` tells the work as it is now.
 */
export function planDone(items: readonly CenterItem[], { view }: Place, me: number, current: (work: WorkDto) => WorkDto): DonePlan {
  const plan: DonePlan = { work: [], aside: [] };
  for (const item of items) {
    const open = (item.work ?? []).map(current).filter(({ state, can, handler }) => state === 'open' && can.done && (WORK_VIEWS.includes(view) || handler?.id === me));
    if (open.length > 0) plan.work.push(...open.map((work) => ({ item, work })));
    else if (!item.done && !WORK_VIEWS.includes(view)) plan.aside.push(item);
  }
  return plan;
}

/** The opposite: work that is opened again, and mail that comes back. */
export function planNotDone(items: readonly CenterItem[], current: (work: WorkDto) => WorkDto): DonePlan {
  const plan: DonePlan = { work: [], aside: [] };
  for (const item of items) {
    const finished = (item.work ?? []).map(current).filter(({ can }) => can.reopen);
    if (item.done) plan.aside.push(item);
    else plan.work.push(...finished.map((work) => ({ item, work })));
  }
  return plan;
}
