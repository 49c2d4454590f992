/** Work that comes back from somebody who may not work on it any more. */
import type { Knex } from 'knex';
import type { Work } from '../../../domain/work-items/step';
import { inEnglish, type Reason } from '../../../domain/mail/reason';
import { breathe } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { moveCounters } from './counters';
import { insertEvents, loadOffers, toWork } from './work-rows';
import type { WorkDependencies } from './work-store';

/** Pieces returned in one transaction, so that nobody waits long for it. */
const PIECE = 200;

interface Leaving {
  userId: number;
  /** Null: everywhere. */
  accountId: string | null;
  why: Reason;
}

/** Returns open work and withdraws offers, piece by piece; a process that dies in between goes on at its next start. */
export async function returnWork({ knex, client, clock }: WorkDependencies, leaving: Leaving): Promise<number> {
  let returned = 0;
  for (const step of [returnHandled, withdrawOffers]) {
    for (let count = PIECE; count === PIECE; ) {
      count = await knex.transaction((trx) => step(trx, client, leaving, clock.now()));
      returned += count;
      await breathe();
    }
  }
  return returned;
}

async function returnHandled(trx: Knex.Transaction, client: DatabaseClient, { userId, accountId, why }: Leaving, now: Date): Promise<number> {
  const query = trx(TABLES.work).where({ handler_id: userId, state: 'open' });
  if (accountId !== null) query.where({ account_id: accountId });
  const work = ((await query.orderBy('id').limit(PIECE).forUpdate()) as Row[]).map((row) => toWork(row));
  if (work.length === 0) return 0;
  await trx(TABLES.work).whereIn('id', work.map(({ id }) => id)).update({ handler_id: 0, taken_at: null });
  await insertEvents(trx, client, work.map(({ id }) => ({ workId: id, actorId: null, kind: 'returned' as const, from: userId, to: null, note: inEnglish([why]), reasons: [why] })), now);
  await moveCounters(trx, client, work.map((before) => ({ before, after: { ...before, handlerId: null } })));
  return work.length;
}

/** An offer that was made to nobody else becomes nobody's case. */
async function withdrawOffers(trx: Knex.Transaction, client: DatabaseClient, { userId, accountId, why }: Leaving, now: Date): Promise<number> {
  const query = trx(`${TABLES.offers} as o`).join(`${TABLES.work} as w`, 'w.id', 'o.work_id').where({ 'o.user_id': userId, 'o.is_open': 1 });
  if (accountId !== null) query.where({ 'w.account_id': accountId });
  const ids = ((await query.orderBy('w.id').limit(PIECE).pluck('w.id')) as unknown[]).map(toNumber);
  if (ids.length === 0) return 0;
  // Locked before it is read: a take that is being written ends first.
  const rows = (await trx(TABLES.work).whereIn('id', ids).orderBy('id').forUpdate()) as Row[];
  const offers = await loadOffers(trx, ids);
  const moves = rows.flatMap((row) => withdrawal(toWork(row, offers.get(toNumber(row.id))), userId));
  await trx(TABLES.offers).where({ user_id: userId }).whereIn('work_id', ids).update({ is_open: 0 });
  const nobodys = moves.filter(({ after }) => after.offeredTo.length === 0).map(({ after }) => after.id);
  if (nobodys.length > 0) await trx(TABLES.work).whereIn('id', nobodys).update({ offered: 0 });
  await insertEvents(trx, client, moves.map(({ after }) => ({ workId: after.id, actorId: null, kind: 'returned' as const, from: userId, to: null, note: inEnglish([why]), reasons: [why] })), now);
  await moveCounters(trx, client, moves);
  return ids.length;
}

function withdrawal(before: Work, userId: number): { before: Work; after: Work }[] {
  return before.offeredTo.includes(userId) ? [{ before, after: { ...before, offeredTo: before.offeredTo.filter((id) => id !== userId) } }] : [];
}
