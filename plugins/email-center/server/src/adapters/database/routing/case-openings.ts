/** CaseOpenings on the database: a message that was nobody's gets its people and its history in one transaction. */
import type { Knex } from 'knex';
import { normalizeAddress } from '../../../domain/mail/address';
import type { Address } from '../../../domain/mail/address';
import type { Attachment } from '../../../domain/mail/message';
import type { CaseRows } from '../../../domain/intake/case-plan';
import { recordKey } from '../../../domain/intake/match';
import type { CaseAssignment } from '../../../domain/intake/route';
import type { Clock } from '../../../flow/ports';
import type { CaseOpenings, StoredCase } from '../../../flow/routing/ports';
import { guarded } from '../errors';
import { insertActivities } from '../filing/activity-rows';
import { countActivities, keepLinkedMarks } from '../links/save-links';
import { insertMissing, insertRows } from '../sql';
import type { Bound, DatabaseClient } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { fromJson, storable, storableJson, storableReasons, toBoolean, toDate, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { moveCounters } from '../work-items/counters';
import { insertEvents } from '../work-items/work-rows';

interface Dependencies {
  knex: Knex;
  client: DatabaseClient;
  clock: Clock;
}

export function createCaseOpenings(dependencies: Dependencies): CaseOpenings {
  const { knex } = dependencies;
  return {
    load: (workId) => guarded(() => loadCase(knex, workId)),
    withoutHistory: () => guarded(() => findWithoutHistory(knex)),
    open: (workId, assignment, rows, actorId) => guarded(() => knex.transaction((trx) => openCase(trx, dependencies, { workId, assignment, rows, actorId }))),
  };
}

async function loadCase(knex: Knex, workId: string): Promise<StoredCase | null> {
  const work = (await knex(TABLES.work).where({ id: workId, kind: 'case' }).first('id', 'message_id', 'account_id')) as Row | undefined;
  if (work === undefined) return null;
  const message = (await knex(TABLES.messages).where({ id: toNumber(work.message_id) })
    .first('identity', 'subject', 'from', 'to', 'cc', 'reply_to', 'text', 'attachments', 'counterpart', 'received_at', 'size')) as Row | undefined;
  const account = (await knex(TABLES.accounts).where({ id: toText(work.account_id) }).first('address')) as Row | undefined;
  if (message === undefined) return null;
  const links = (await knex(TABLES.links).where({ message_id: toNumber(work.message_id) }).select('record_type', 'record_id', 'state')) as Row[];
  return {
    workId: toText(work.id), sender: toNullableText(message.counterpart), accountAddresses: [normalizeAddress(toText(account?.address)) ?? ''],
    mail: {
      internalDate: toDate(message.received_at).toISOString(), size: toNumber(message.size),
      message: {
        identity: toText(message.identity), subject: toText(message.subject), text: toText(message.text), attachments: fromJson<Attachment[]>(message.attachments, []),
        from: addresses(message.from), to: addresses(message.to), cc: addresses(message.cc), replyTo: addresses(message.reply_to),
      },
    },
    links: new Map(links.map((row) => [recordKey({ recordType: toText(row.record_type), recordId: toText(row.record_id) }), row.state === 'removed' ? 'removed' : 'active'])),
  };
}

/** Pieces healed at one start. */
const HEALED = 500;
const UNROUTED = ['no-route', 'route-inactive', 'not-an-employee'];

/** Only what was nobody's when it came in can be without: the reason it had then stays. */
async function findWithoutHistory(knex: Knex): Promise<string[]> {
  const history = knex(`${TABLES.activities} as a`).whereRaw('a.message_id = w.message_id').where({ 'a.kind': 'case' }).select('a.id');
  const query = knex(`${TABLES.work} as w`).where({ 'w.kind': 'case', 'w.state': 'open' }).where('w.handler_id', '>', 0).whereIn('w.reason_code', UNROUTED).whereNotExists(history);
  return (await query.orderBy('w.id').limit(HEALED).pluck('w.id')).map(toText);
}

const addresses = (value: unknown): Address[] => fromJson<Address[]>(value, []);

async function hasHistory(executor: Knex, messageId: number): Promise<boolean> {
  return (await executor(TABLES.activities).where({ message_id: messageId, kind: 'case' }).first('id')) !== undefined;
}

interface Opening {
  workId: string;
  assignment: CaseAssignment | null;
  rows: CaseRows;
  actorId: number | null;
}

async function openCase(trx: Knex.Transaction, { client, clock }: Dependencies, opening: Opening): Promise<boolean> {
  const now = clock.now();
  const work = (await trx(TABLES.work).where({ id: opening.workId }).first('id', 'message_id', 'account_id', 'received_at')) as Row | undefined;
  if (work === undefined) return false;
  const messageId = toNumber(work.message_id);
  // Held until the commit, as a filing holds it, so that nobody makes the same history twice.
  const message = (await trx(TABLES.messages).where({ id: messageId }).forUpdate().first('id', 'linked')) as Row | undefined;
  if (message === undefined) return false;
  if (opening.assignment !== null && !(await assign(trx, client, { work, assignment: opening.assignment, actorId: opening.actorId }, now))) return false;
  // It was somebody's before and came back: its history is there.
  if (await hasHistory(trx, messageId)) return opening.assignment !== null;
  await insertMissing(trx, client, TABLES.links, ['message_id', 'record_type', 'record_id', 'state', 'manual', 'reasons', 'created_at'],
    opening.rows.links.map((link): Bound[] => [messageId, link.recordType, link.recordId, 'active', 0, storableJson(link.reasons), now.getTime()]));
  const added = await insertActivities(trx, client, opening.rows.activities.map((activity) => ({ activity, messageId })), now);
  await countActivities(trx, client, added, []);
  await keepLinkedMarks(trx, client, [messageId], new Map([[messageId, toBoolean(message.linked)]]));
  return true;
}

/** Only while it is nobody's: the condition stands in the statement itself. */
async function assign(
  trx: Knex.Transaction, client: DatabaseClient, { work, assignment, actorId }: { work: Row; assignment: CaseAssignment; actorId: number | null }, now: Date,
): Promise<boolean> {
  const { handlerId, offeredTo, reason } = assignment;
  const workId = toNumber(work.id);
  const changed = await trx(TABLES.work).where({ id: workId, kind: 'case', state: 'open', handler_id: 0, offered: 0 }).update({
    handler_id: handlerId ?? 0, offered: offeredTo.length > 0 ? 1 : 0, reason_code: reason.code, reason: storable(reason.sentence, WIDTHS.reason), reasons: storableReasons(reason.reasons),
    route_id: reason.routeId ?? null, taken_at: handlerId === null ? null : now.getTime(),
  });
  if (changed === 0) return false;
  // Whoever was asked once and is asked again has a row already.
  await trx(TABLES.offers).where({ work_id: workId }).whereIn('user_id', offeredTo).delete();
  await insertRows(trx, client, TABLES.offers, ['work_id', 'user_id', 'offered_at', 'message_id', 'received_at', 'is_open'],
    offeredTo.map((userId): Bound[] => [workId, userId, now.getTime(), toNumber(work.message_id), toNumber(work.received_at), 1]));
  await insertEvents(trx, client, [{ workId, kind: 'assigned', actorId, from: null, to: handlerId, note: reason.sentence, reasons: reason.reasons }], now);
  const counted = { accountId: toText(work.account_id), kind: 'case', state: 'open' } as const;
  await moveCounters(trx, client, [{ before: { ...counted, handlerId: null, offeredTo: [] }, after: { ...counted, handlerId, offeredTo } }]);
  return true;
}
