/** Addresses a message is found by beside its counterpart: rows that hang on the ledger rows of the same plan. */
import type { FilingPlan } from '../../../domain/intake/plan-filing';
import { insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, toEpoch, toNumber } from '../values';
import type { Row } from '../values';

const COLUMNS = ['sighting_id', 'address', 'account_id', 'message_id', 'received_at'] as const;

/** To be called after the ledger rows were written. Most batches of personal mail need few rows; one without asks nothing. */
export async function writeCorrespondents(trx: Executor, client: DatabaseClient, plan: FilingPlan, ids: ReadonlyMap<string, number>): Promise<void> {
  const replaced = plan.sightings.filter((sighting) => sighting.replaces !== undefined).map((sighting) => sighting.uid);
  const sightings = await loadSightingIds(trx, plan, [...new Set([...replaced, ...plan.correspondents.map((row) => row.uid)])]);
  const former = replaced.flatMap((uid) => sightings.get(uid) ?? []);
  for (const piece of pieces(former)) await trx(TABLES.correspondents).whereIn('sighting_id', piece).delete();
  const rows = plan.correspondents.flatMap(({ uid, address, identity, receivedAt }): Bound[][] => {
    const sighting = sightings.get(uid);
    if (sighting === undefined) return [];
    return [[sighting, storable(address, WIDTHS.address), plan.accountId, identity === null ? null : (ids.get(identity) ?? null), toEpoch(receivedAt)]];
  });
  await insertRows(trx, client, TABLES.correspondents, COLUMNS, rows);
}

/** One look-up by the ledger's own key, because MySQL does not hand back the ids it gave. */
async function loadSightingIds(trx: Executor, plan: FilingPlan, uids: readonly number[]): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  const uidValidity = plan.sightings[0]?.uidValidity;
  if (uidValidity === undefined) return ids;
  for (const piece of pieces(uids)) {
    const rows = (await trx(TABLES.sightings).where({ mailbox_id: plan.mailboxId, uid_validity: uidValidity }).whereIn('uid', piece).select('id', 'uid')) as Row[];
    for (const row of rows) ids.set(toNumber(row.uid), toNumber(row.id));
  }
  return ids;
}
