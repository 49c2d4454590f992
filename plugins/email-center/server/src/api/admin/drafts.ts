/** Identities, people for address fields, and drafts. */
import type { Core } from '@strapi/strapi';
import { beginDraftSchema, listDraftsQuerySchema, recipientsQuerySchema, saveDraftSchema, sendDraftSchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import type { RequestContext } from '../request-context';
import { writerOf } from '../writer';
import { toDto as toOutboxItem } from './outbox';

export function adminDrafts({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const drafts = () => application().writing.drafts;
  const writer = (ctx: RequestContext, place?: { language?: string; timeZone?: string }) => writerOf(strapi, ctx, application(), place);
  const idOf = ({ params: { id = '' } }: RequestContext): string => id;

  return {
    identities: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ identities: await application().writing.identities(writer(ctx)) })),

    recipients: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { q } = parseInput(recipientsQuerySchema, ctx.query);
        return { recipients: await application().writing.recipients(writer(ctx), q) };
      }),

    list: (ctx: RequestContext) => answer(ctx, strapi.log, async () => drafts().list(writer(ctx), parseInput(listDraftsQuerySchema, ctx.query))),

    begin: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(beginDraftSchema, ctx.request.body);
        const draft = await drafts().begin(writer(ctx, input), input);
        ctx.status = 201;
        return draft;
      }),

    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => drafts().load(writer(ctx), idOf(ctx))),

    save: (ctx: RequestContext) => answer(ctx, strapi.log, async () => drafts().save(writer(ctx), idOf(ctx), parseInput(saveDraftSchema, ctx.request.body))),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await drafts().remove(writer(ctx), idOf(ctx));
        return { ok: true };
      }),

    check: (ctx: RequestContext) => answer(ctx, strapi.log, async () => drafts().check(writer(ctx), idOf(ctx))),

    send: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const sender = writer(ctx);
        const item = await application().outbox.load(await drafts().send(sender, idOf(ctx), parseInput(sendDraftSchema, ctx.request.body)));
        if (item === null) throw notFound('message in the outbox');
        return toOutboxItem(item, (await application().owners.load([sender.userId])).get(sender.userId)?.name ?? '');
      }),
  };
}
