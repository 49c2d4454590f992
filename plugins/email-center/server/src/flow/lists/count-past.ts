/** How much of what is here an entry keeps out from now on: the question after it was added. */
import { DRY_RUN_DAYS, DRY_RUN_MESSAGES, type PastCount } from '../../../../shared/contracts';
import { answeringFor } from '../../domain/intake/list-change';
import type { ListEntry } from '../../domain/intake/lists';
import type { Clock } from '../ports';
import { accountsOf, judgeBatch, loadSubjects } from './judge-filed';
import type { FiledMail } from './ports';

const DAY = 86_400_000;

/** Messages of the last 30 days of which a copy is here that the entries, of one scope and on the lists already, answer for. */
export async function countPast(ports: { filed: FiledMail; clock: Clock }, lists: readonly ListEntry[], entries: readonly ListEntry[]): Promise<PastCount> {
  const answering = answeringFor(entries);
  const subjects = await loadSubjects(ports.filed);
  const since = ports.clock.now().getTime() - DRY_RUN_DAYS * DAY;
  const [looked, found] = [new Set<number>(), new Set<number>()];
  for await (const copies of ports.filed.recent(accountsOf(entries[0]!, subjects), since, DRY_RUN_MESSAGES)) {
    const judge = await judgeBatch(ports.filed, lists, subjects, copies);
    for (const copy of copies) {
      looked.add(copy.messageId);
      if (answering(judge(copy)) !== null) found.add(copy.messageId);
    }
  }
  return { days: DRY_RUN_DAYS, count: found.size, capped: looked.size >= DRY_RUN_MESSAGES };
}
