/** Addresses that bounce: noted by a bounce, forgotten when mail comes from them again. */
import type { FilingPlan } from '../../../domain/intake/plan-filing';
import { pieces } from '../sql';
import type { Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Within the filing transaction. A bounce that is older than what is known changes nothing but the beginning. */
export async function noteFailing(trx: Executor, plan: FilingPlan, ids: ReadonlyMap<string, number>): Promise<void> {
  await forgetWorking(trx, plan);
  for (const bounce of plan.bounces) {
    const at = new Date(bounce.receivedAt).getTime();
    for (const failure of bounce.failed) await noteOne(trx, failure, at, ids.get(bounce.identity) ?? null);
  }
}

async function noteOne(trx: Executor, failure: FilingPlan['bounces'][number]['failed'][number], at: number, messageId: number | null): Promise<void> {
  const address = storable(failure.address, WIDTHS.address);
  const known = (await trx(TABLES.failingAddresses).where({ address }).first('since', 'last_at')) as Row | undefined;
  const latest = { permanent: failure.permanent ? 1 : 0, status: storable(failure.status, 20), why: storable(failure.why, WIDTHS.reason), last_at: at, message_id: messageId };
  if (known === undefined) {
    await trx(TABLES.failingAddresses).insert({ address, since: at, ...latest }).onConflict('address').merge(latest);
    return;
  }
  const since = Math.min(at, toNumber(known.since));
  await trx(TABLES.failingAddresses).where({ address }).update(at >= toNumber(known.last_at) ? { ...latest, since } : { since });
}

/** A person who writes from an address can be reached there again. */
async function forgetWorking(trx: Executor, plan: FilingPlan): Promise<void> {
  const heardFrom = new Map<string, number>();
  for (const { direction, automatic, counterpart, receivedAt } of plan.messages) {
    if (direction !== 'incoming' || automatic.kind !== 'none' || counterpart === null) continue;
    heardFrom.set(counterpart, Math.max(heardFrom.get(counterpart) ?? 0, new Date(receivedAt).getTime()));
  }
  for (const piece of pieces([...heardFrom.keys()])) {
    const failing = (await trx(TABLES.failingAddresses).whereIn('address', piece).select('address', 'last_at')) as Row[];
    const working = failing.filter((row) => (heardFrom.get(toText(row.address)) ?? 0) > toNumber(row.last_at)).map((row) => toText(row.address));
    if (working.length > 0) await trx(TABLES.failingAddresses).whereIn('address', working).delete();
  }
}
