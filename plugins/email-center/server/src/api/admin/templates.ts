/** Templates: one's own, and those for everybody, which need a right to be changed. */
import type { Core } from '@strapi/strapi';
import { fillTemplateSchema, placeholdersQuerySchema, saveTemplateSchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, forbidden, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { writerOf } from '../writer';

export function adminTemplates({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const templates = () => application().writing.templates;
  const writer = (ctx: RequestContext, place?: { language?: string; timeZone?: string }) => writerOf(strapi, ctx, application(), place);

  const checkShares = (ctx: RequestContext, shared: boolean): void => {
    if (shared && !personOf(ctx).grants.manageTemplates) throw forbidden('Your role keeps no templates for everybody. Keep it for yourself.');
  };
  /** The id, when the person may change it. */
  const changeable = async (ctx: RequestContext): Promise<string> => {
    const { id, shared } = await templates().load(writer(ctx), ctx.params.id ?? '');
    checkShares(ctx, shared);
    return id;
  };

  return {
    list: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ templates: await templates().list(writer(ctx)) })),

    add: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(saveTemplateSchema, ctx.request.body);
        checkShares(ctx, input.shared);
        const template = await templates().add(writer(ctx), input);
        ctx.status = 201;
        return template;
      }),

    change: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(saveTemplateSchema, ctx.request.body);
        const id = await changeable(ctx);
        checkShares(ctx, input.shared);
        return templates().change(writer(ctx), id, input);
      }),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await templates().remove(writer(ctx), await changeable(ctx));
        return { ok: true };
      }),

    placeholders: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { recordType } = parseInput(placeholdersQuerySchema, ctx.query);
        return { placeholders: await templates().placeholders(writer(ctx), recordType ?? null) };
      }),

    fill: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(fillTemplateSchema, ctx.request.body);
        return templates().fill(writer(ctx, input), ctx.params.id ?? '', input);
      }),
  };
}
