/** Work: its views and numbers, what a message is to whom, and the steps of its life. */
import type { Core } from '@strapi/strapi';
import { listWorkQuerySchema, workStepSchemas, type WorkStepInput, type WorkStepName } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { MailError } from '../../domain/mail/mail-error';
import type { WorkViewer } from '../../flow/work';
import { holderOf } from '../application-holder';
import { answer, forbidden, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { readableLinks } from '../readable-records';

/** The person who asks, as work sees them. */
export const workViewerOf = (ctx: RequestContext): WorkViewer => personOf(ctx);

export function adminWork({ strapi }: { strapi: Core.Strapi }) {
  const work = () => holderOf(strapi).get().work;
  /** What one may not read has no read state, and no history either. */
  const checkReadable = async (ctx: RequestContext): Promise<string> => {
    const { userId, grants } = personOf(ctx);
    const message = await holderOf(strapi).get().queries.loadMessage(decideViewer(grants, userId), ctx.params.id ?? '');
    if (!message) throw notFound('message');
    return message.id;
  };

  /** 403: the right is missing; 409: somebody was faster, or it is done; 400: the other person may not have it. */
  const step = (name: WorkStepName) => (ctx: RequestContext) =>
    answer(ctx, strapi.log, async () => {
      const input = { step: name, ...(parseInput(workStepSchemas[name], ctx.request.body) as object) } as WorkStepInput;
      const result = await work().step(workViewerOf(ctx), ctx.params.id ?? '', input);
      if ('work' in result) return result.work;
      if (result.refused === 'right') throw forbidden(result.sentence);
      const code = result.refused === 'person' ? 'invalid-input' : 'conflict';
      throw new MailError({ kind: 'malformed', code, message: result.sentence, remedier: 'owner', ...(code === 'invalid-input' ? { field: 'to' } : {}) });
    });

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const viewer = workViewerOf(ctx);
        const { items, next } = await work().list(viewer, parseInput(listWorkQuerySchema, ctx.query));
        const readable = readableLinks(ctx);
        const messages = await work().beside(viewer, items.map(({ message }) => ({ ...message, links: readable(message.links) })));
        return { items: items.map((item, index) => ({ ...item, message: messages[index]! })), next };
      }),
    counts: (ctx: RequestContext) => answer(ctx, strapi.log, async () => work().counts(workViewerOf(ctx))),
    ofMessage: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const found = await work().ofMessage(workViewerOf(ctx), ctx.params.id ?? '');
        if (found.items.length === 0) await checkReadable(ctx);
        return found;
      }),
    unread: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await work().markUnread(workViewerOf(ctx), await checkReadable(ctx));
        return { ok: true };
      }),
    take: step('take'),
    release: step('release'),
    handOver: step('hand-over'),
    assign: step('assign'),
    done: step('done'),
    reopen: step('reopen'),
    due: step('due'),
  };
}
