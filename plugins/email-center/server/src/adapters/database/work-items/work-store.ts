/** WorkStore on the database. */
import type { Knex } from 'knex';
import { MailError } from '../../../domain/mail/mail-error';
import type { StepDecision, Work, WorkChange, WorkEvent } from '../../../domain/work-items/step';
import type { Clock } from '../../../flow/ports';
import type { WorkStore } from '../../../flow/work';
import { guarded, isCollision, toMailError } from '../errors';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toEpoch, toNumber } from '../values';
import type { Row } from '../values';
import { moveCounters } from './counters';
import { returnWork } from './return-work';
import { insertEvents, loadOffers, toWork } from './work-rows';

export interface WorkDependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
}

/** Times a step is decided anew because the work changed meanwhile; each time somebody else's step was written. */
const ATTEMPTS = 20;

export function createWorkStore(dependencies: WorkDependencies): WorkStore {
  const { knex } = dependencies;
  return {
    load: (id) => guarded(() => loadWork(knex, id)),
    loadMembers: (accountId) => guarded(async () => (await knex(TABLES.members).where({ account_id: accountId }).orderBy('position').pluck('user_id')).map(toNumber)),
    change: (id, actorId, decide) => changeWork(dependencies, id, actorId, decide),
    returnAll: (userId, accountId, why) => guarded(() => returnWork(dependencies, { userId, accountId, why })),
  };
}

export async function loadWork(executor: Executor, id: number): Promise<Work | null> {
  for (let attempt = 1; ; attempt += 1) {
    const row = (await executor(TABLES.work).where({ id }).first()) as Row | undefined;
    if (row === undefined) return null;
    const work = toWork(row, (await loadOffers(executor, [id])).get(id));
    // Somebody took it between the two reads: who is refused has to hear that, and not that it was never offered.
    const torn = (toNumber(row.offered) === 1) !== (work.offeredTo.length > 0);
    if (!torn || attempt === ATTEMPTS) return work;
  }
}

async function changeWork(dependencies: WorkDependencies, id: number, actorId: number, decide: (work: Work) => StepDecision): Promise<{ decision: StepDecision; work: Work }> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const work = await guarded(() => loadWork(dependencies.knex, id));
    if (work === null) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such piece of work.', remedier: 'owner' });
    const decision = decide(work);
    if (!('change' in decision)) return { decision, work };
    const after = await writeStep(dependencies, work, actorId, decision);
    if (after !== null) return { decision, work: after };
  }
  throw new MailError({ kind: 'transient', code: 'conflict', remedier: 'owner', message: 'Others keep changing this piece of work. Try again in a moment.' });
}

/** Null when the work is no longer what was decided on, or the database broke the transaction off because of another one. */
async function writeStep({ knex, client, clock }: WorkDependencies, work: Work, actorId: number, { change, event }: { change: WorkChange; event: WorkEvent }): Promise<Work | null> {
  try {
    return await knex.transaction((trx) => writeChange(trx, client, { work, change, event, actorId }, clock.now()));
  } catch (error) {
    if (isCollision(error)) return null;
    throw toMailError(error);
  }
}

interface Step {
  work: Work;
  change: WorkChange;
  event: WorkEvent;
  actorId: number;
}

/** The condition and the write are one statement: of all who decided on the same work, one changes the row. */
export async function writeChange(trx: Knex.Transaction, client: DatabaseClient, { work, change, event, actorId }: Step, now: Date): Promise<Work | null> {
  const changed = await trx(TABLES.work)
    .where({ id: work.id, state: work.state, handler_id: work.handlerId ?? 0, offered: work.offeredTo.length > 0 ? 1 : 0 })
    .update(columnsOf(change, now));
  if (changed === 0) return null;
  // Behind the row's lock: offers are changed by nobody else now.
  const offers = (await loadOffers(trx, [work.id])).get(work.id);
  const before: Work = { ...work, offeredTo: offers?.open ?? [], onceOfferedTo: offers?.ended ?? [] };
  const endsOffer = change.handlerId !== undefined || change.state === 'done';
  if (endsOffer && before.offeredTo.length > 0) await trx(TABLES.offers).where({ work_id: work.id }).update({ is_open: 0 });
  const after: Work = { ...before, ...change, ...(endsOffer ? { offeredTo: [], onceOfferedTo: [...before.onceOfferedTo, ...before.offeredTo] } : {}) };
  await insertEvents(trx, client, [{ ...event, workId: work.id, actorId }], now);
  await moveCounters(trx, client, [{ before, after }]);
  return after;
}

function columnsOf(change: WorkChange, now: Date): Record<string, string | number | null> {
  return {
    ...(change.handlerId === undefined ? {} : { handler_id: change.handlerId ?? 0, taken_at: change.handlerId === null ? null : now.getTime(), offered: 0 }),
    ...(change.state === undefined ? {} : { state: change.state, done_at: change.state === 'done' ? now.getTime() : null }),
    ...(change.dueAt === undefined ? {} : { due_at: toEpoch(change.dueAt) }),
  };
}
