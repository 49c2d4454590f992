/** Block and allow lists for the panel. */
import type { Core } from '@strapi/strapi';
import {
  applyListEntrySchema, blockedQuerySchema, changeListEntrySchema, dryRunInputSchema, exportListsQuerySchema, importListsSchema, listEntriesQuerySchema, listEntryInputSchema,
  removeListEntryQuerySchema,
} from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { inWords, type ListEntry } from '../../domain/intake/lists';
import { holderOf } from '../application-holder';
import { answer, forbidden, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { readableLinks } from '../readable-records';
import { concealedFor } from './forward-rules';
import { listKeeping } from './list-keeping';
import { toTaskDto } from './tasks';

export function adminLists({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const lists = () => application().lists;

  const { mayKeep, targetOf, entryOf, shown } = listKeeping(application);

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { view, kind, q = '', cursor, limit } = parseInput(listEntriesQuerySchema, ctx.query);
        if (view === 'everybody' && !personOf(ctx).grants.manageRules) throw forbidden('Your role does not keep the lists for everybody.');
        const found: ListEntry[] = [];
        const wanted = q.toLocaleLowerCase();
        for (const entry of await lists().all()) {
          if ((entry.scope === 'everybody') !== (view === 'everybody') || (kind !== undefined && entry.kind !== kind)) continue;
          if (wanted !== '' && !inWords(entry).toLocaleLowerCase().includes(wanted)) continue;
          if (view === 'everybody' || (await mayKeep(ctx, entry))) found.push(entry);
        }
        found.sort((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1));
        const from = cursor === undefined ? 0 : found.findIndex((entry) => entry.id === cursor) + 1;
        const items = found.slice(from, from + limit);
        return { items: await shown(items), next: from + limit < found.length ? items.at(-1)!.id : null };
      }),

    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => (await shown([await entryOf(ctx)]))[0]),

    add: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(listEntryInputSchema, ctx.request.body);
        const { entry, warnings } = await lists().add(input, await targetOf(ctx, input), personOf(ctx).userId);
        ctx.status = 201;
        return { entry: (await shown([entry]))[0], warnings };
      }),

    change: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id } = await entryOf(ctx);
        const { entry, warnings } = await lists().change(id, parseInput(changeListEntrySchema, ctx.request.body));
        return { entry: (await shown([entry]))[0], warnings };
      }),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id } = await entryOf(ctx);
        const { importDays } = parseInput(removeListEntryQuerySchema, ctx.query);
        const task = await lists().remove(id, importDays ?? null, personOf(ctx).userId);
        return { ok: true, task: task === null ? null : toTaskDto(task) };
      }),

    dryRun: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(dryRunInputSchema, ctx.request.body);
        const person = personOf(ctx);
        const run = await lists().dryRun(input, await targetOf(ctx, input), input.id ?? null, decideViewer(person.grants, person.userId));
        const [readable, concealed] = [readableLinks(ctx), await concealedFor(person, application())];
        return { ...run, items: run.items.map((item) => concealed({ ...item, links: readable(item.links) })) };
      }),

    blocked: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { days } = parseInput(blockedQuerySchema, ctx.query);
        return { days, ...(await lists().countBlocked(await entryOf(ctx), days)) };
      }),

    apply: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const entry = await entryOf(ctx);
        const { action } = parseInput(applyListEntrySchema, ctx.request.body);
        ctx.status = 202;
        return { task: toTaskDto(await lists().apply(entry, action, personOf(ctx).userId)) };
      }),

    takeIn: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { csv, skipWrong, ...where } = parseInput(importListsSchema, ctx.request.body);
        return lists().takeIn(csv, await targetOf(ctx, where), { skipWrong, userId: personOf(ctx).userId });
      }),

    handOut: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const csv = await lists().handOut(await targetOf(ctx, parseInput(exportListsQuerySchema, ctx.query)));
        ctx.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="email-lists.csv"', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
        return csv;
      }),
  };
}
