import type { FilingPlan } from '../../../domain/intake/plan-filing';
import { insertMissing, type Bound, type DatabaseClient, type Executor } from '../sql';
import { TABLES } from '../tables';
import { hashMessageId } from './message-rows';

/** A message that names hundreds as answered is no answer to them all. */
const MOST_ANSWERED = 10;

/** Notes what the new messages that went out answer (In-Reply-To). Few messages of an import are answers of ours, so that this costs nothing for the others. */
export async function noteAnswers(trx: Executor, client: DatabaseClient, plan: Pick<FilingPlan, 'messages'>, ids: ReadonlyMap<string, number>): Promise<void> {
  const rows = plan.messages.flatMap(({ identity, direction, message }): Bound[][] => {
    const answeredBy = ids.get(identity);
    if (direction !== 'outgoing' || answeredBy === undefined || message.automatic.kind !== 'none') return [];
    return message.inReplyTo.slice(0, MOST_ANSWERED).map((id): Bound[] => [hashMessageId(id), answeredBy]);
  });
  if (rows.length > 0) await insertMissing(trx, client, TABLES.answers, ['message_id_hash', 'answered_by'], rows);
}
