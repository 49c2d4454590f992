/** The kept numbers of work: by account, kind, state and handler. Every change of work goes through here, in its transaction. */
import type { Work } from '../../../domain/work-items/step';
import { addToCounters } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';

/** What counting needs of a piece of work. */
export type Counted = Pick<Work, 'accountId' | 'kind' | 'state' | 'handlerId' | 'offeredTo'>;

/** Kind under which open offers count: once for nobody (0), and once for each person they are offered to. */
export const OFFERS = 'offer';

const KEY = ['account_id', 'kind', 'state', 'handler_id'] as const;
type Key = [account: string, kind: string, state: string, handler: number];

/** The counters a piece of work stands in. An open offer is not also counted as nobody's case. */
export function counterKeys({ accountId, kind, state, handlerId, offeredTo }: Counted): Key[] {
  if (offeredTo.length === 0) return [[accountId, kind, state, handlerId ?? 0]];
  return [0, ...offeredTo].map((userId): Key => [accountId, OFFERS, state, userId]);
}

/** Takes the work out of the counters it stood in and puts it into those it stands in now; null: it was not, or is no more. */
export async function moveCounters(trx: Executor, client: DatabaseClient, moves: readonly { before: Counted | null; after: Counted | null }[]): Promise<void> {
  const amounts = new Map<string, { key: Key; amount: number }>();
  const add = (work: Counted | null, amount: number): void => {
    for (const key of work === null ? [] : counterKeys(work)) {
      const counter = amounts.get(key.join(' ')) ?? { key, amount: 0 };
      counter.amount += amount;
      amounts.set(key.join(' '), counter);
    }
  };
  for (const { before, after } of moves) {
    add(before, -1);
    add(after, 1);
  }
  await addToCounters(trx, client, TABLES.workCounts, KEY, 'total', [...amounts.values()]);
}
