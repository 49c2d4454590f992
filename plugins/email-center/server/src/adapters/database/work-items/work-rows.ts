/** Rows of work, offers and events to and from the words of the domain. */
import type { WorkKind, WorkState } from '../../../domain/intake/work';
import type { Reason } from '../../../domain/mail/reason';
import type { Work, WorkEvent } from '../../../domain/work-items/step';
import { insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { storable, storableReasons, toNullableIso, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Characters of a note that are kept. */
const NOTE_CHARS = 2_000;

/** Those it is offered to, and those it was offered to once. */
export interface Offers {
  open: number[];
  ended: number[];
}

const NO_OFFERS: Offers = { open: [], ended: [] };

/** The offers were read apart. Nobody is 0 in the table. */
export function toWork(row: Row, { open, ended }: Offers = NO_OFFERS): Work {
  return {
    id: toNumber(row.id),
    messageId: toNumber(row.message_id),
    accountId: toText(row.account_id),
    kind: toText(row.kind) as WorkKind,
    state: toText(row.state) as WorkState,
    handlerId: toHandler(row.handler_id),
    offeredTo: open,
    onceOfferedTo: ended,
    dueAt: toNullableIso(row.due_at),
  };
}

export function toHandler(value: unknown): number | null {
  const id = toNumber(value);
  return id === 0 ? null : id;
}

/** Offers of these pieces of work, by work. */
export async function loadOffers(executor: Executor, workIds: readonly number[]): Promise<Map<number, Offers>> {
  const byWork = new Map<number, Offers>();
  for (const piece of pieces(workIds)) {
    for (const row of (await executor(TABLES.offers).whereIn('work_id', piece).orderBy('user_id').select('work_id', 'user_id', 'is_open')) as Row[]) {
      const id = toNumber(row.work_id);
      const offers = byWork.get(id) ?? { open: [], ended: [] };
      (toNumber(row.is_open) === 1 ? offers.open : offers.ended).push(toNumber(row.user_id));
      byWork.set(id, offers);
    }
  }
  return byWork;
}

/** `actorId` null: the email center itself. */
export async function insertEvents(
  trx: Executor, client: DatabaseClient, events: readonly (Pick<WorkEvent, 'kind' | 'from' | 'to' | 'note'> & { workId: number; actorId: number | null; reasons?: readonly Reason[] })[], now: Date,
): Promise<void> {
  const rows = events.map(({ workId, kind, actorId, from, to, note, reasons }): Bound[] => [
    workId, now.getTime(), kind, actorId, from, to, note === '' ? null : storable(note, NOTE_CHARS), storableReasons(reasons),
  ]);
  await insertRows(trx, client, TABLES.workEvents, ['work_id', 'at', 'event', 'actor_id', 'from_user', 'to_user', 'note', 'reasons'], rows);
}
