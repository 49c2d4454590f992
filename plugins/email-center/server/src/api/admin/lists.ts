/** Block and allow lists for the panel. */
import type { Core } from '@strapi/strapi';
import {
  addManySchema, changeListEntrySchema, dryRunInputSchema, exportListsQuerySchema, importListsSchema, listEntriesQuerySchema, listEntryInputSchema, removeListEntryQuerySchema, type ListEntriesQuery,
} from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { inWords, type ListEntry } from '../../domain/intake/lists';
import { holderOf } from '../application-holder';
import { answer, forbidden, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { readableLinks } from '../readable-records';
import { accountFinder, accountInCsv } from './list-accounts';
import { concealedFor } from './forward-rules';
import { listKeeping } from './list-keeping';
import { toTaskDto } from './tasks';

/** One's own entries and those of accounts, everybody's, or all: which of them the person may keep is asked beside it. */
function belongsTo(view: ListEntriesQuery['view'], { scope, userId }: ListEntry, asking: number): boolean {
  if (view === 'all') return true;
  if (view === 'everybody') return scope === 'everybody';
  return scope === 'account' || (scope === 'user' && userId === asking);
}

export function adminLists({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const lists = () => application().lists;

  const { keptBy, targetOf, entryOf, shown } = listKeeping(application);

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { view, kind, q = '', cursor, limit } = parseInput(listEntriesQuerySchema, ctx.query);
        if (view === 'everybody' && !personOf(ctx).grants.manageRules) throw forbidden('Your role does not keep the lists for everybody.');
        const wanted = q.toLocaleLowerCase();
        const shownText = await concealedFor(personOf(ctx), application());
        const named = (await lists().all()).filter((entry) => belongsTo(view, entry, personOf(ctx).userId) && (kind === undefined || entry.kind === kind) && (wanted === '' || shownText(inWords(entry)).toLocaleLowerCase().includes(wanted)));
        const found = await keptBy(ctx, named);
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
        return { entry: (await shown([entry]))[0], warnings, was: null };
      }),

    change: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id } = await entryOf(ctx);
        const { entry, warnings, was } = await lists().change(id, parseInput(changeListEntrySchema, ctx.request.body), personOf(ctx).userId);
        return { entry: (await shown([entry]))[0], warnings, was: { kind: was.kind, form: was.form, value: was.value } };
      }),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const entry = await entryOf(ctx);
        const { importDays, together } = parseInput(removeListEntryQuerySchema, ctx.query);
        const { userId } = personOf(ctx);
        if (together) await lists().removeTogether(entry, userId);
        const task = together ? null : await lists().remove(entry.id, importDays ?? null, userId);
        return { ok: true, task: task === null ? null : toTaskDto(task) };
      }),

    dryRun: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(dryRunInputSchema, ctx.request.body);
        const person = personOf(ctx);
        const run = await lists().dryRun(input, await targetOf(ctx, input), input.id ?? null, decideViewer(person.grants, person.userId));
        const readable = readableLinks(ctx);
        return { ...run, items: run.items.map((item) => ({ ...item, links: readable(item.links) })) };
      }),

    addMany: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { kind, form, note, values, ...where } = parseInput(addManySchema, ctx.request.body);
        return lists().addMany({ kind, form, note }, values, await targetOf(ctx, where), personOf(ctx).userId);
      }),

    takeIn: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { csv, skipWrong, ...where } = parseInput(importListsSchema, ctx.request.body);
        return lists().takeIn(csv, await targetOf(ctx, where), { skipWrong, userId: personOf(ctx).userId, findAccount: accountFinder(ctx, application()) });
      }),

    handOut: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const target = await targetOf(ctx, parseInput(exportListsQuerySchema, ctx.query));
        const csv = await lists().handOut(target, await accountInCsv(application(), target.accountId));
        ctx.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="email-lists.csv"', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
        return csv;
      }),
  };
}
