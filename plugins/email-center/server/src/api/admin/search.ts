/** The search of the panel. */
import type { Core } from '@strapi/strapi';
import { searchQuerySchema, suggestQuerySchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import type { RequestContext } from '../request-context';
import { askerOf } from './asker';
import { shownItems } from './center-viewer';

export function adminSearch({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  return {
    find: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const page = await application().search.search(await askerOf(strapi, ctx), parseInput(searchQuerySchema, ctx.query));
        return { ...page, items: shownItems(ctx, page.items) };
      }),

    suggest: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => ({ suggestions: await application().search.suggest(await askerOf(strapi, ctx), parseInput(suggestQuerySchema, ctx.query)) })),
  };
}
