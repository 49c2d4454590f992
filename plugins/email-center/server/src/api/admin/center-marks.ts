/** Notes, tags and saved searches. */
import type { Core } from '@strapi/strapi';
import { addNoteSchema, saveSearchSchema, saveTagSchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import type { RequestContext } from '../request-context';
import { centerViewerOf } from './center-viewer';

export function adminCenterMarks({ strapi }: { strapi: Core.Strapi }) {
  const center = () => holderOf(strapi).get().center;
  const idOf = (ctx: RequestContext): string => ctx.params.id ?? '';
  const ok = { ok: true } as const;
  return {
    people: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ people: await center().people(centerViewerOf(ctx), idOf(ctx)) })),
    addNote: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const note = await center().addNote(centerViewerOf(ctx), idOf(ctx), parseInput(addNoteSchema, ctx.request.body));
        ctx.status = 201;
        return note;
      }),
    removeNote: (ctx: RequestContext) => answer(ctx, strapi.log, async () => (await center().removeNote(centerViewerOf(ctx), idOf(ctx)), ok)),

    tags: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ tags: await center().tags.list() })),
    addTag: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const tag = await center().tags.add(centerViewerOf(ctx), parseInput(saveTagSchema, ctx.request.body));
        ctx.status = 201;
        return tag;
      }),
    changeTag: (ctx: RequestContext) => answer(ctx, strapi.log, async () => center().tags.change(idOf(ctx), parseInput(saveTagSchema, ctx.request.body))),
    removeTag: (ctx: RequestContext) => answer(ctx, strapi.log, async () => (await center().tags.remove(idOf(ctx)), ok)),

    searches: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ searches: await center().searches.list(centerViewerOf(ctx)) })),
    addSearch: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const search = await center().searches.add(centerViewerOf(ctx), parseInput(saveSearchSchema, ctx.request.body));
        ctx.status = 201;
        return search;
      }),
    removeSearch: (ctx: RequestContext) => answer(ctx, strapi.log, async () => (await center().searches.remove(centerViewerOf(ctx), idOf(ctx)), ok)),
  };
}
