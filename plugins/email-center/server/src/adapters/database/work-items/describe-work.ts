/** Work as screens show it: names instead of numbers, and what the viewer may do. */
import type { Knex } from 'knex';
import type { PersonDto, WorkDto } from '../../../../../shared/contracts';
import { decideWorkAccess } from '../../../domain/access/decide-work-access';
import { decideWorkStep, type Work, type WorkStep } from '../../../domain/work-items/step';
import type { OwnerNames } from '../../../flow/queries';
import type { WorkViewer } from '../../../flow/work';
import { TABLES } from '../tables';
import { toIso, toNullableIso, toNullableText, toNumber, toReasons, toText } from '../values';
import type { Row } from '../values';
import { loadOffers, toWork } from './work-rows';

export interface WorkSource {
  knex: Knex;
  owners: OwnerNames;
}

/** A piece of work with what is shown beside it. */
export interface FoundWork {
  row: Row;
  work: Work;
  members: number[];
}

/** Work by id with its offers and its group's members: three look-ups for a page. */
export async function findWork({ knex }: WorkSource, rows: readonly Row[]): Promise<FoundWork[]> {
  const offers = await loadOffers(knex, rows.map((row) => toNumber(row.id)));
  const members = await loadMembers(knex, [...new Set(rows.map((row) => toText(row.account_id)))]);
  return rows.map((row) => ({ row, work: toWork(row, offers.get(toNumber(row.id))), members: members.get(toText(row.account_id)) ?? [] }));
}

/** Members of groups in the order of the round. */
export async function loadMembers(knex: Knex, accountIds: readonly string[]): Promise<Map<string, number[]>> {
  const byAccount = new Map<string, number[]>();
  if (accountIds.length === 0) return byAccount;
  for (const row of (await knex(TABLES.members).whereIn('account_id', [...accountIds]).orderBy('position').select('account_id', 'user_id')) as Row[]) {
    byAccount.set(toText(row.account_id), [...(byAccount.get(toText(row.account_id)) ?? []), toNumber(row.user_id)]);
  }
  return byAccount;
}

export const seesWork = (viewer: WorkViewer, { work, members }: FoundWork): boolean => decideWorkAccess(viewer.grants, viewer.userId, { ...work, members }).see;

/** In the order given. */
export async function describeWork(source: WorkSource, viewer: WorkViewer, found: readonly FoundWork[]): Promise<WorkDto[]> {
  const names = await namesOf(source, found.flatMap(({ work }) => [work.handlerId, ...work.offeredTo]));
  const accounts = await accountNames(source.knex, found.map(({ work }) => work.accountId));
  return found.map((one) => toDto(viewer, one, names, accounts));
}

/** People by id; one who was removed keeps a number, so that work never looks like nobody's. */
export async function namesOf({ owners }: Pick<WorkSource, 'owners'>, ids: readonly (number | null)[]): Promise<(id: number) => PersonDto> {
  const known = await owners.load([...new Set(ids.filter((id) => id !== null))]);
  return (id) => ({ id, name: known.get(id)?.name ?? `#${id}` });
}

async function accountNames(knex: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = (await knex(TABLES.accounts).whereIn('id', [...new Set(ids)]).select('id', 'name')) as Row[];
  return new Map(rows.map((row) => [toText(row.id), toText(row.name)]));
}

function toDto(viewer: WorkViewer, found: FoundWork, nameOf: (id: number) => PersonDto, accounts: ReadonlyMap<string, string>): WorkDto {
  const { row, work } = found;
  return {
    id: String(work.id), kind: work.kind, state: work.state,
    account: { id: work.accountId, name: accounts.get(work.accountId) ?? '' },
    handler: work.handlerId === null ? null : nameOf(work.handlerId),
    offeredTo: work.offeredTo.map(nameOf),
    reason: { code: toText(row.reason_code), sentence: toText(row.reason), reasons: toReasons(row.reasons), routeId: toNullableText(row.route_id) },
    receivedAt: toIso(row.received_at), takenAt: toNullableIso(row.taken_at), doneAt: toNullableIso(row.done_at), dueAt: toNullableIso(row.due_at),
    can: rightsOf(viewer, found),
  };
}

/** Somebody it could go to: whether there is one, the step itself finds out. */
const SOMEBODY = -1;

/** The very rules of the steps, asked beforehand. */
function rightsOf(viewer: WorkViewer, { work, members }: FoundWork): WorkDto['can'] {
  const actor = { userId: viewer.userId, access: decideWorkAccess(viewer.grants, viewer.userId, { ...work, members }) };
  const can = (step: WorkStep): boolean => 'change' in decideWorkStep(work, actor, step, () => true);
  return {
    take: work.handlerId === null && can({ step: 'take', from: null }),
    takeOver: work.handlerId !== null && can({ step: 'take', from: work.handlerId }),
    release: can({ step: 'release', note: '' }),
    handOver: can({ step: 'hand-over', to: SOMEBODY, note: '' }),
    assign: can({ step: 'assign', to: SOMEBODY, note: '' }),
    done: can({ step: 'done', note: '' }),
    reopen: can({ step: 'reopen', note: '' }),
    due: can({ step: 'due', dueAt: work.dueAt === null ? '1970-01-01T00:00:00.000Z' : null }),
  };
}
