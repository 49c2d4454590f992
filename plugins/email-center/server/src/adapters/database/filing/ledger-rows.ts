/** The ledger: one row for each decided UID, and the counters of outcomes kept beside it. */
import type { FilingPlan, SightingRow } from '../../../domain/intake/plan-filing';
import type { Outcome } from '../../../domain/intake/types';
import { MailError } from '../../../domain/mail/mail-error';
import { addToCounters, insertRows } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableJson, storableOrNull, storableReasons, toEpoch } from '../values';
import { hashMessageId } from './message-rows';

const COLUMNS = [
  'account_id', 'mailbox_id', 'uid_validity', 'uid', 'outcome', 'reason', 'error', 'stored_message_id', 'message_id', 'message_id_hash',
  'counterpart', 'subject', 'internal_date', 'size', 'raw_key', 'list_entry_id', 'decided_at', 'reasons',
] as const;
const ERROR_CHARS = 10_000;

/** Writes every outcome of the plan; returns how often each occurred. */
export async function writeSightings(trx: Executor, client: DatabaseClient, plan: FilingPlan, ids: ReadonlyMap<string, number>, now: Date): Promise<Partial<Record<string, number>>> {
  const fresh = plan.sightings.filter((sighting) => sighting.replaces === undefined);
  await insertRows(trx, client, TABLES.sightings, COLUMNS, fresh.map((sighting) => sightingValues(plan, sighting, ids, now)));
  for (const sighting of plan.sightings) {
    if (sighting.replaces !== undefined) await replaceSighting(trx, plan, sighting, sighting.replaces, ids, now);
  }
  await countOutcomes(trx, client, plan);
  const outcomes: Partial<Record<string, number>> = {};
  for (const { outcome } of plan.sightings) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return outcomes;
}

async function replaceSighting(trx: Executor, plan: FilingPlan, sighting: SightingRow, former: Outcome, ids: ReadonlyMap<string, number>, now: Date): Promise<void> {
  const values = sightingValues(plan, sighting, ids, now);
  const row = Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]));
  const changed = await trx(TABLES.sightings)
    .where({ mailbox_id: plan.mailboxId, uid_validity: sighting.uidValidity, uid: sighting.uid, outcome: former })
    .update(row);
  if (changed === 0) {
    throw new MailError({ kind: 'transient', code: 'conflict', remedier: 'developer', message: 'The message was decided anew by another run meanwhile.' });
  }
}

async function countOutcomes(trx: Executor, client: DatabaseClient, plan: FilingPlan): Promise<void> {
  const amounts = new Map<string, { key: (string | number)[]; amount: number }>();
  const add = (uidValidity: number, outcome: Outcome, amount: number): void => {
    const key = [plan.mailboxId, uidValidity, outcome];
    const counter = amounts.get(key.join(' ')) ?? { key, amount: 0 };
    counter.amount += amount;
    amounts.set(key.join(' '), counter);
  };
  for (const sighting of plan.sightings) {
    add(sighting.uidValidity, sighting.outcome, 1);
    if (sighting.replaces !== undefined) add(sighting.uidValidity, sighting.replaces, -1);
  }
  await addToCounters(trx, client, TABLES.outcomeCounts, ['mailbox_id', 'uid_validity', 'outcome'], 'total', [...amounts.values()]);
}

function sightingValues(plan: FilingPlan, sighting: SightingRow, ids: ReadonlyMap<string, number>, now: Date): Bound[] {
  return [
    plan.accountId, plan.mailboxId, sighting.uidValidity, sighting.uid, sighting.outcome, storable(sighting.reason, WIDTHS.reason),
    sighting.error === null ? null : storableJson({ ...sighting.error, detail: sighting.error.detail?.slice(0, ERROR_CHARS) }),
    sighting.identity === null ? null : (ids.get(sighting.identity) ?? null),
    storableOrNull(sighting.messageId, WIDTHS.messageId), sighting.messageId === null ? null : hashMessageId(sighting.messageId),
    storableOrNull(sighting.counterpart, WIDTHS.string), storable(sighting.subject, WIDTHS.subject), toEpoch(sighting.internalDate),
    sighting.size, sighting.rawKey, sighting.listEntryId, now.getTime(), storableReasons(sighting.reasons),
  ];
}
