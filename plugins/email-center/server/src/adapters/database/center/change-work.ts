/** Steps of many pieces of work at once: what each step is was decided by the rules of work, one by one, behind its row's lock. */
import type { StepDecision, Work } from '../../../domain/work-items/step';
import { breathe, pieces } from '../sql';
import { isCollision, toMailError } from '../errors';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { loadOffers, toWork } from '../work-items/work-rows';
import { writeChange, type WorkDependencies } from '../work-items/work-store';
import type { Knex } from 'knex';

/** Pieces changed in one transaction, so that nobody waits long for it. */
const PIECE = 100;
const ATTEMPTS = 3;

export interface DecidedWork {
  decision: StepDecision;
  work: Work;
}

/** Pieces that are gone are missing from the answer. */
export async function changeMuchWork(dependencies: WorkDependencies, ids: readonly number[], actorId: number, decide: (work: Work) => StepDecision): Promise<Map<number, DecidedWork>> {
  const decided = new Map<number, DecidedWork>();
  for (const piece of pieces([...new Set(ids)].sort((a, b) => a - b), PIECE)) {
    for (const [id, one] of await changeSome(dependencies, piece, actorId, decide)) decided.set(id, one);
    await breathe();
  }
  return decided;
}

async function changeSome({ knex, client, clock }: WorkDependencies, ids: readonly number[], actorId: number, decide: (work: Work) => StepDecision): Promise<Map<number, DecidedWork>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(async (trx: Knex.Transaction) => {
        const rows = (await trx(TABLES.work).whereIn('id', [...ids]).orderBy('id').forUpdate()) as Row[];
        const offers = await loadOffers(trx, ids);
        const decided = new Map<number, DecidedWork>();
        for (const row of rows) {
          const work = toWork(row, offers.get(toNumber(row.id)));
          const decision = decide(work);
          const after = 'change' in decision ? await writeChange(trx, client, { work, ...decision, actorId }, clock.now()) : null;
          decided.set(work.id, { decision, work: after ?? work });
        }
        return decided;
      });
    } catch (error) {
      if (!isCollision(error) || attempt === ATTEMPTS) throw toMailError(error);
    }
  }
}
