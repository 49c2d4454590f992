/** What an entry would have kept out, before it is saved (X15). */
import { DRY_RUN_DAYS, DRY_RUN_MESSAGES, DRY_RUN_SHOWN } from '../../../../shared/contracts';
import type { ListEntry } from '../../domain/intake/lists';
import type { Clock } from '../ports';
import { accountsOf, judgeBatch, loadSubjects } from './judge-filed';
import { countLetIn } from './let-in';
import type { BlockedMail, FiledMail } from './ports';

export interface DryRunResult {
  days: number;
  /** Messages looked at. */
  looked: number;
  /** Only the newest 20,000 were. */
  capped: boolean;
  /** Messages of which every copy in the scope would have been kept out, and was not by the lists as they are. */
  kept: number;
  /** Messages the lists kept out in that time and that it would let in; counted up to 10,000. */
  letsIn: number;
  /** Stored ids of the newest of those it would have kept out. */
  newest: number[];
}

const DAY = 86_400_000;
const COUNTED = 10_000;

/** Compares the lists as they would be with the lists as they are, over what came in during the last 30 days. */
export async function dryRun(ports: { filed: FiledMail; blocked: BlockedMail; clock: Clock }, lists: readonly ListEntry[], entry: ListEntry): Promise<DryRunResult> {
  const others = lists.filter((other) => other.id !== entry.id);
  const after = [...others, entry];
  const subjects = await loadSubjects(ports.filed);
  const since = ports.clock.now().getTime() - DRY_RUN_DAYS * DAY;
  const looked = new Set<number>();
  const kept = new Map<number, boolean>();
  for await (const copies of ports.filed.recent(accountsOf(entry, subjects), since, DRY_RUN_MESSAGES)) {
    const [now, then] = [await judgeBatch(ports.filed, lists, subjects, copies), await judgeBatch(ports.filed, after, subjects, copies)];
    for (const copy of copies) {
      looked.add(copy.messageId);
      const keptOut = then(copy) !== null && now(copy) === null;
      kept.set(copy.messageId, keptOut && (kept.get(copy.messageId) ?? true));
    }
  }
  // A block entry that comes anew lets nothing in.
  const letsIn = entry.kind === 'block' && others.length === lists.length ? 0 : await countLetIn(ports, { target: entry, before: lists, after }, since, COUNTED);
  const ids = [...kept].filter(([, keptOut]) => keptOut).map(([id]) => id);
  return { days: DRY_RUN_DAYS, looked: looked.size, capped: looked.size >= DRY_RUN_MESSAGES, kept: ids.length, letsIn, newest: ids.slice(0, DRY_RUN_SHOWN) };
}
