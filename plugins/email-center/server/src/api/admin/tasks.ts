/** Long work in the background: how far it is, and stopping it. */
import type { Core } from '@strapi/strapi';
import { findTaskQuerySchema, type TaskDto } from '../../../../shared/contracts';
import { decideMayFollowTask } from '../../domain/access/decide-access';
import type { Task } from '../../flow/tasks';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function toTaskDto(task: Task): TaskDto {
  const { id, kind, subject, state, done, total, result, error, stopRequested, createdAt, updatedAt } = task;
  return { id, kind, subject, state, done, total, result, error, stopping: stopRequested && state === 'running', createdAt, updatedAt };
}

export function adminTasks({ strapi }: { strapi: Core.Strapi }) {
  const tasks = () => holderOf(strapi).get().tasks;
  const mayFollow = (ctx: RequestContext, task: Task): boolean => {
    const person = personOf(ctx);
    return decideMayFollowTask(person.grants, person.userId, task.startedBy);
  };
  const taskOf = async (ctx: RequestContext): Promise<Task> => {
    const task = await tasks().load(ctx.params.id ?? '');
    if (task === null || !mayFollow(ctx, task)) throw notFound('task');
    return task;
  };
  return {
    find: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { kind, subject } = parseInput(findTaskQuerySchema, ctx.query);
        const task = await tasks().findOpen(kind, subject);
        return { task: task !== null && mayFollow(ctx, task) ? toTaskDto(task) : null };
      }),
    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => toTaskDto(await taskOf(ctx))),
    stop: (ctx: RequestContext) => answer(ctx, strapi.log, async () => toTaskDto(await tasks().stop((await taskOf(ctx)).id))),
  };
}
