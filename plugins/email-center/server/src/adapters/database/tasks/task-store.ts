/** TaskStore on the database. */
import type { Knex } from 'knex';
import type { MailErrorData } from '../../../domain/mail/mail-error';
import type { Clock } from '../../../flow/ports';
import type { Task, TaskState, TaskStore } from '../../../flow/tasks';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { fromJson, storableJson, toBoolean, toIso, toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';

const OPEN: readonly TaskState[] = ['queued', 'running'];
/** Left behind and taken up again at one time; more follow a minute later. */
const FORSAKEN_AT_ONCE = 100;

export function createTaskStore({ knex, clock }: { knex: Knex; clock: Clock }): TaskStore {
  const now = (): number => clock.now().getTime();
  const load = async (id: string): Promise<Task | null> => {
    const row = (await knex(TABLES.tasks).where({ id }).first()) as Row | undefined;
    return row === undefined ? null : toTask(row);
  };
  /** Queued for that long without being taken up, or running without a sign of life. */
  const silentSince = (silence: number) => (query: Knex.QueryBuilder): void => void query.where({ state: 'running' }).andWhere('updated_at', '<', now() - silence);
  return {
    insert: ({ id, kind, subject, input, startedBy }) => guarded(async () => {
      await knex(TABLES.tasks).insert({
        id, kind, subject: subject.slice(0, 255), input: storableJson(input ?? null), state: 'queued', started_by: startedBy, created_at: now(), updated_at: now(),
      });
      return (await load(id))!;
    }),
    load: (id) => guarded(() => load(id)),
    findOpen: (kind, subject) => guarded(async () => {
      const row = (await knex(TABLES.tasks).where({ kind, subject }).whereIn('state', [...OPEN]).orderBy('created_at', 'desc').first()) as Row | undefined;
      return row === undefined ? null : toTask(row);
    }),
    listForsaken: (silence) => guarded(async () => {
      const rows = (await knex(TABLES.tasks).where((any) => any.where({ state: 'queued' }).orWhere(silentSince(silence))).orderBy('created_at').limit(FORSAKEN_AT_ONCE)) as Row[];
      return rows.map(toTask);
    }),
    begin: (id, silence) => guarded(async () => {
      const taken = await knex(TABLES.tasks).where({ id }).where((any) => any.where({ state: 'queued' }).orWhere(silentSince(silence))).update({ state: 'running', updated_at: now() });
      return Number(taken) === 0 ? null : load(id);
    }),
    touch: (id, progress) => guarded(async () => {
      await knex(TABLES.tasks).where({ id, state: 'running' }).update({ updated_at: now(), ...(progress === undefined ? {} : progress) });
      const row = (await knex(TABLES.tasks).where({ id }).first('stop_requested', 'state')) as Row | undefined;
      return row === undefined || toText(row.state) !== 'running' || toBoolean(row.stop_requested);
    }),
    requestStop: (id) => guarded(async () => void (await knex(TABLES.tasks).where({ id }).whereIn('state', [...OPEN]).update({ stop_requested: 1 }))),
    end: (id, { state, result, error }) => guarded(async () => {
      await knex(TABLES.tasks).where({ id }).whereIn('state', [...OPEN]).update({
        state, result: result === undefined ? null : storableJson(result), error: error === undefined ? null : storableJson(error), updated_at: now(),
      });
    }),
    putBack: (id) => guarded(async () => void (await knex(TABLES.tasks).where({ id, state: 'running' }).update({ state: 'queued', updated_at: now() }))),
  };
}

function toTask(row: Row): Task {
  return {
    id: toText(row.id), kind: toText(row.kind), subject: toText(row.subject), input: fromJson<unknown>(row.input, null), state: toText(row.state) as TaskState,
    done: toNumber(row.done), total: toNullableNumber(row.total), result: fromJson<Record<string, unknown> | null>(row.result, null),
    error: fromJson<MailErrorData | null>(row.error, null), stopRequested: toBoolean(row.stop_requested), startedBy: toNullableNumber(row.started_by),
    createdAt: toIso(row.created_at), updatedAt: toIso(row.updated_at),
  };
}
