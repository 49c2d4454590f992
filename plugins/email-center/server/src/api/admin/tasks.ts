/** Long work in the background: how far it is, and stopping it. */
import type { Core } from '@strapi/strapi';
import { findTaskQuerySchema, RECONCILE_TASK, type TaskDto } from '../../../../shared/contracts';
import { decideMayFollowTask } from '../../domain/access/decide-access';
import type { Task } from '../../flow/tasks';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { withRights } from './account-of';

export function toTaskDto(task: Task): TaskDto {
  const { id, kind, subject, state, done, total, result, error, stopRequested, createdAt, updatedAt } = task;
  return { id, kind, subject, state, done, total, result, error, stopping: stopRequested && state === 'running', createdAt, updatedAt };
}

export function adminTasks({ strapi }: { strapi: Core.Strapi }) {
  const tasks = () => holderOf(strapi).get().tasks;
  const mayFollow = async (ctx: RequestContext, task: Task): Promise<boolean> => {
    const person = personOf(ctx);
    return decideMayFollowTask(person.grants, person.userId, task.startedBy) || mayRunSubject(ctx, task);
  };
  /** A comparison belongs to all who may ask for it: there is one at a time, whoever began it. */
  const mayRunSubject = async (ctx: RequestContext, { kind, input }: Task): Promise<boolean> => {
    if (kind !== RECONCILE_TASK) return false;
    const account = await holderOf(strapi).get().queries.loadAccount((input as { accountId: string }).accountId);
    return account !== null && withRights(ctx, account).can.run;
  };
  const taskOf = async (ctx: RequestContext): Promise<Task> => {
    const task = await tasks().load(ctx.params.id ?? '');
    if (task === null || !(await mayFollow(ctx, task))) throw notFound('task');
    return task;
  };
  return {
    find: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { kind, subject } = parseInput(findTaskQuerySchema, ctx.query);
        const task = await tasks().findOpen(kind, subject);
        return { task: task !== null && (await mayFollow(ctx, task)) ? toTaskDto(task) : null };
      }),
    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => toTaskDto(await taskOf(ctx))),
    stop: (ctx: RequestContext) => answer(ctx, strapi.log, async () => toTaskDto(await tasks().stop((await taskOf(ctx)).id))),
  };
}
