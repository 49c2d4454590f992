/** The center: views, lists, conversations, and what is done to many messages at once. */
import type { Core } from '@strapi/strapi';
import { assignManySchema, conversationQuerySchema, eraseManySchema, linkManySchema, listCenterQuerySchema, setStatesSchema, type ListCenterQuery } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { mayReadRecords } from '../person';
import { readableRecords } from '../readable-records';
import type { RequestContext } from '../request-context';
import { askerOf } from './asker';
import { centerViewerOf, shownItems } from './center-viewer';
import { runningImportsFor } from './running-imports';
import { toTaskDto } from './tasks';

export function adminCenter({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const center = () => application().center;

  /** A record that is not there and one the person may not read are answered alike; a link to one that was deleted can be removed. */
  const checkRecord = async (ctx: RequestContext, record: { recordType: string; recordId: string }, how: 'link' | 'unlink'): Promise<void> => {
    const takesPart = application().recordTypes().some((type) => type.uid === record.recordType);
    const readable = how === 'unlink' ? mayReadRecords(ctx, record.recordType) : await application().links.isReadable(record, readableRecords(strapi, ctx));
    if (!takesPart || !readable) throw notFound('record');
  };
  const link = (how: 'link' | 'unlink') => (ctx: RequestContext) =>
    answer(ctx, strapi.log, async () => {
      const { ids, undo, ...record } = parseInput(linkManySchema, ctx.request.body);
      await checkRecord(ctx, record, how);
      return center().link(centerViewerOf(ctx), ids, record, how, undo);
    });

  /** As if its words had been typed. */
  const findSaved = async (ctx: RequestContext, { id = '', cursor, limit }: ListCenterQuery) => {
    const { q } = await center().searches.load(centerViewerOf(ctx), id);
    return application().search.search(await askerOf(strapi, ctx), { q, limit, ...(cursor === undefined ? {} : { cursor }) });
  };

  return {
    views: (ctx: RequestContext) => answer(ctx, strapi.log, async () => center().views(centerViewerOf(ctx))),
    imports: (ctx: RequestContext) => answer(ctx, strapi.log, () => runningImportsFor(ctx, application())),
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const query = parseInput(listCenterQuerySchema, ctx.query);
        const { items, next } = query.view === 'search' ? await findSaved(ctx, query) : await center().list(centerViewerOf(ctx), query);
        return { items: shownItems(ctx, items), next };
      }),
    conversation: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { cursor } = parseInput(conversationQuerySchema, ctx.query);
        const found = await center().conversation(centerViewerOf(ctx), ctx.params.id ?? '', cursor);
        return { ...found, items: shownItems(ctx, found.items) };
      }),
    states: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { ids, set } = parseInput(setStatesSchema, ctx.request.body);
        return center().setStates(centerViewerOf(ctx), ids, set);
      }),
    link: link('link'),
    unlink: link('unlink'),
    assign: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { ids, to } = parseInput(assignManySchema, ctx.request.body);
        return center().assign(centerViewerOf(ctx), ids, to);
      }),
    erase: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => toTaskDto(await center().erase(centerViewerOf(ctx), parseInput(eraseManySchema, ctx.request.body).ids))),
  };
}
