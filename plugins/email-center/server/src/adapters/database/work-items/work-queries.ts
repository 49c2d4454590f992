/** WorkQueries on the database: the views of work, its kept numbers, and the history of one message. */
import type { MessageWorkDto, WorkCountsDto, WorkDto, WorkEventDto, WorkItemDto } from '../../../../../shared/contracts';
import { decideSeesUnassigned } from '../../../domain/access/decide-work-access';
import { MailError } from '../../../domain/mail/mail-error';
import type { RecordNames } from '../../../flow/queries';
import type { WorkQueries, WorkViewer } from '../../../flow/work';
import { guarded } from '../errors';
import { loadListItems } from '../queries/message-rows';
import type { KeySource } from '../queries/message-keys';
import { TABLES } from '../tables';
import { toIso, toNullableIso, toNullableNumber, toNumber, toReasons, toText } from '../values';
import type { Row } from '../values';
import { OFFERS } from './counters';
import { describeWork, findWork, namesOf, seesWork } from './describe-work';
import type { FoundWork, WorkSource } from './describe-work';
import { findWorkKeys, visibleGroups } from './list-work';

export interface WorkQueryDependencies extends KeySource, WorkSource {
  recordNames: RecordNames;
}

/** Steps of one piece of work that are shown; the newest ones. */
const EVENTS_SHOWN = 200;

export function createWorkQueries(dependencies: WorkQueryDependencies): WorkQueries {
  const { knex } = dependencies;
  return {
    list: (viewer, query) => guarded(async () => {
      const { keys, next } = await findWorkKeys(dependencies, viewer, query);
      return { items: await loadItems(dependencies, viewer, keys), next };
    }),
    counts: (viewer) => guarded(() => loadCounts(dependencies, viewer)),
    describe: (viewer, id) => guarded(async () => {
      const found = await findWork(dependencies, (await knex(TABLES.work).where({ id })) as Row[]);
      const [shown] = await describeWork(dependencies, viewer, found);
      if (shown === undefined) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such piece of work.', remedier: 'owner' });
      return shown;
    }),
    ofMessages: (viewer, messageIds) => guarded(() => loadBeside(dependencies, viewer, messageIds)),
    ofMessage: (viewer, messageId) => guarded(() => loadMessageWork(dependencies, viewer, messageId)),
  };
}

/** Every view holds only what its viewer sees; whoever lost a right in between is left out here. */
async function loadItems(dependencies: WorkQueryDependencies, viewer: WorkViewer, keys: readonly { id: number; messageId: number }[]): Promise<WorkItemDto[]> {
  if (keys.length === 0) return [];
  const rows = (await dependencies.knex(TABLES.work).whereIn('id', keys.map(({ id }) => id))) as Row[];
  const byId = new Map(rows.map((row) => [toNumber(row.id), row]));
  const ordered = keys.map(({ id }) => byId.get(id)).filter((row) => row !== undefined);
  const found = (await findWork(dependencies, ordered)).filter((one) => seesWork(viewer, one));
  const shown = await describeWork(dependencies, viewer, found);
  const messages = await loadMessages(dependencies, found);
  return shown.flatMap((work, index) => {
    const message = messages.get(found[index]!.work.messageId);
    return message === undefined ? [] : [{ ...work, message: { ...message, accounts: [work.account] } }];
  });
}

/** Only the account whose work it is is named: of others the viewer may not know. */
async function loadMessages(dependencies: WorkQueryDependencies, found: readonly FoundWork[]): Promise<Map<number, WorkItemDto['message']>> {
  const ids = [...new Set(found.map(({ work }) => work.messageId))];
  const items = await loadListItems(dependencies, [], ids);
  const rows = (await dependencies.knex(TABLES.messages).whereIn('id', ids).select('id', 'document_id')) as Row[];
  const byDocument = new Map(items.map((item) => [item.id, item]));
  return new Map(rows.flatMap((row) => {
    const item = byDocument.get(toText(row.document_id));
    return item === undefined ? [] : [[toNumber(row.id), item] as const];
  }));
}

async function loadCounts({ knex }: WorkQueryDependencies, viewer: WorkViewer): Promise<WorkCountsDto> {
  const own = (await knex(TABLES.workCounts).where({ handler_id: viewer.userId, state: 'open' }).select('kind', 'total')) as Row[];
  const [offers, mine] = [own.filter((row) => row.kind === OFFERS), own.filter((row) => row.kind !== OFFERS)];
  const groups = await visibleGroups(knex, viewer);
  const counted = (await knex(TABLES.workCounts).whereIn('account_id', groups.map(({ id }) => id)).where({ kind: 'group', state: 'open' })) as Row[];
  const ofGroup = groups.map((account) => {
    const rows = counted.filter((row) => toText(row.account_id) === account.id);
    return { account, unhandled: sum(rows.filter((row) => toNumber(row.handler_id) === 0)), open: sum(rows) };
  });
  const nobodys = decideSeesUnassigned(viewer.grants) ? ((await knex(TABLES.workCounts).where({ handler_id: 0, state: 'open' }).whereNot({ kind: 'group' })) as Row[]) : [];
  const ofKind = (kind: string): number => sum(nobodys.filter((row) => row.kind === kind));
  return {
    mine: sum(mine), offers: viewer.grants.receiveCases ? sum(offers) : 0, unhandled: ofGroup.reduce((total, { unhandled }) => total + unhandled, 0),
    unassigned: ofKind('case'), offered: ofKind(OFFERS), look: ofKind('look'), groups: ofGroup,
  };
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, row) => total + toNumber(row.total), 0);

async function loadMessageWork(dependencies: WorkQueryDependencies, viewer: WorkViewer, documentId: string): Promise<Omit<MessageWorkDto['items'][number], 'candidates'>[]> {
  const { knex } = dependencies;
  const rows = (await knex(`${TABLES.work} as w`).join(`${TABLES.messages} as m`, 'm.id', 'w.message_id').where({ 'm.document_id': documentId }).orderBy('w.id').select('w.*')) as Row[];
  const found = (await findWork(dependencies, rows)).filter((one) => seesWork(viewer, one));
  const shown = await describeWork(dependencies, viewer, found);
  const items = [];
  for (const [index, work] of shown.entries()) {
    const one = found[index]!;
    items.push({ ...work, informed: await loadInformed(dependencies, one), events: await loadEvents(dependencies, one.work.id) });
  }
  return items;
}

async function loadBeside(source: WorkQueryDependencies, viewer: WorkViewer, documentIds: readonly string[]): Promise<Map<string, WorkDto[]>> {
  const byDocument = new Map<string, WorkDto[]>();
  if (documentIds.length === 0) return byDocument;
  const rows = (await source.knex(`${TABLES.work} as w`).join(`${TABLES.messages} as m`, 'm.id', 'w.message_id').whereIn('m.document_id', [...documentIds]).orderBy('w.id')
    .select('w.*', 'm.document_id')) as Row[];
  const found = (await findWork(source, rows)).filter((one) => seesWork(viewer, one));
  (await describeWork(source, viewer, found)).forEach((work, index) => {
    const id = toText(found[index]!.row.document_id);
    byDocument.set(id, [...(byDocument.get(id) ?? []), work]);
  });
  return byDocument;
}

async function loadInformed(source: WorkQueryDependencies, { work, members }: FoundWork): Promise<MessageWorkDto['items'][number]['informed']> {
  if (members.length === 0) return [];
  const reads = (await source.knex(TABLES.reads).where({ message_id: work.messageId }).whereIn('user_id', members).select('user_id', 'read_at')) as Row[];
  const nameOf = await namesOf(source, members);
  return members.map((id) => ({ person: nameOf(id), readAt: toNullableIso(reads.find((row) => toNumber(row.user_id) === id)?.read_at) }));
}

async function loadEvents(source: WorkQueryDependencies, workId: number): Promise<WorkEventDto[]> {
  const rows = ((await source.knex(TABLES.workEvents).where({ work_id: workId }).orderBy('id', 'desc').limit(EVENTS_SHOWN)) as Row[]).reverse();
  const people = (row: Row): (number | null)[] => [row.actor_id, row.from_user, row.to_user].map(toNullableNumber);
  const nameOf = await namesOf(source, rows.flatMap(people));
  return rows.map((row) => {
    const [actor, from, to] = people(row).map((id) => (id === null ? null : nameOf(id)));
    return { id: String(toNumber(row.id)), at: toIso(row.at), event: toText(row.event) as WorkEventDto['event'], actor: actor ?? null, from: from ?? null, to: to ?? null, note: toText(row.note), reasons: toReasons(row.reasons) };
  });
}
