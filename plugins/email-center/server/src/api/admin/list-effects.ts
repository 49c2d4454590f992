/** What list entries do with mail that was decided before: count it, hide or erase what is here, import what is let in. */
import type { Core } from '@strapi/strapi';
import { applyListEntrySchema, blockedQuerySchema, letInSchema, pastQuerySchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { listKeeping } from './list-keeping';
import { toTaskDto } from './tasks';

export function adminListEffects({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const lists = () => application().lists;
  const { entryOf } = listKeeping(application);

  return {
    blocked: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { days } = parseInput(blockedQuerySchema, ctx.query);
        return { days, ...(await lists().countBlocked(await entryOf(ctx), days)) };
      }),

    past: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { together } = parseInput(pastQuerySchema, ctx.query);
        return lists().countPast(await entryOf(ctx), together);
      }),

    freed: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { days, was = null } = parseInput(letInSchema, ctx.request.body);
        return { days, ...(await lists().countFreed(await entryOf(ctx), { days, was })) };
      }),

    letIn: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const entry = await entryOf(ctx);
        const { days, was = null } = parseInput(letInSchema, ctx.request.body);
        ctx.status = 202;
        return { task: toTaskDto(await lists().letIn(entry, { days, was }, personOf(ctx).userId)) };
      }),

    apply: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const entry = await entryOf(ctx);
        const { action, together } = parseInput(applyListEntrySchema, ctx.request.body);
        ctx.status = 202;
        return { task: toTaskDto(await lists().apply(entry, action, { together, userId: personOf(ctx).userId })) };
      }),
  };
}
