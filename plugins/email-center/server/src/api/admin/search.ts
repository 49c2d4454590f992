/** The search of the panel. */
import type { Core } from '@strapi/strapi';
import { searchQuerySchema, suggestQuerySchema } from '../../../../shared/contracts';
import { decideRoute } from '../../domain/access/decide-access';
import type { Asker } from '../../flow/search/search';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import { mayReadRecords, personOf } from '../person';
import { readableRecords } from '../readable-records';
import type { RequestContext } from '../request-context';
import { findNamedRecords } from '../named-records';
import { centerViewerOf, shownItems } from './center-viewer';

export function adminSearch({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  const askerOf = async (ctx: RequestContext): Promise<Asker> => {
    const sees = decideRoute('see-forward', personOf(ctx).grants);
    const types = application().recordTypes().map(({ uid }) => uid).filter((uid) => mayReadRecords(ctx, uid));
    return {
      viewer: centerViewerOf(ctx), conceal: sees ? (text) => text : (await application().forward.conceal()).text,
      records: (q) => findNamedRecords(application(), q, types, readableRecords(strapi, ctx)),
    };
  };

  return {
    find: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const page = await application().search.search(await askerOf(ctx), parseInput(searchQuerySchema, ctx.query));
        return { ...page, items: await shownItems(ctx, application(), page.items) };
      }),

    suggest: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => ({ suggestions: await application().search.suggest(await askerOf(ctx), parseInput(suggestQuerySchema, ctx.query)) })),
  };
}
