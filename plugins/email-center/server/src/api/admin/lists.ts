/** Block and allow lists for the panel. */
import type { Core } from '@strapi/strapi';
import {
  applyListEntrySchema, blockedQuerySchema, changeListEntrySchema, dryRunInputSchema, exportListsQuerySchema, importListsSchema, listEntriesQuerySchema, listEntryInputSchema,
  removeListEntryQuerySchema, type ListEntryDto,
} from '../../../../shared/contracts';
import { decideAccountAccess, decideViewer } from '../../domain/access/decide-access';
import { decideMayKeepEntry } from '../../domain/access/decide-list-access';
import { inWords, type ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import type { ListTarget } from '../../flow/lists/lists';
import { holderOf } from '../application-holder';
import { answer, forbidden, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { readableLinks } from '../readable-records';
import { concealedFor } from './forward-rules';
import { toTaskDto } from './tasks';

export function adminLists({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const lists = () => application().lists;

  const managesAccount = async (ctx: RequestContext, accountId: string | null): Promise<boolean> => {
    const account = accountId === null ? null : await application().queries.loadAccount(accountId);
    if (!account) return false;
    const person = personOf(ctx);
    return decideAccountAccess(person.grants, person.userId, account.owner?.id ?? null).manage;
  };
  const mayKeep = async (ctx: RequestContext, target: ListTarget): Promise<boolean> => {
    const person = personOf(ctx);
    return decideMayKeepEntry(person.grants, person.userId, { ...target, managesAccount: target.scope === 'account' && (await managesAccount(ctx, target.accountId)) });
  };
  /** Whom an input is for; refuses a target the person may not keep. */
  const targetOf = async (ctx: RequestContext, input: { scope: ListTarget['scope']; accountId?: string | null }): Promise<ListTarget> => {
    if (input.scope === 'account' && !input.accountId) throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'accountId', message: 'Choose the account this entry is for.', remedier: 'owner' });
    const target: ListTarget = { scope: input.scope, accountId: input.scope === 'account' ? input.accountId! : null, userId: input.scope === 'user' ? personOf(ctx).userId : null };
    if (!(await mayKeep(ctx, target))) throw forbidden(target.scope === 'everybody' ? 'Your role does not keep the lists for everybody.' : 'Only those who manage the account can keep its lists.');
    return target;
  };
  /** Not one's to keep: not found, so that nobody learns of other people's entries. */
  const entryOf = async (ctx: RequestContext): Promise<ListEntry> => {
    const entry = await lists().load(ctx.params.id ?? '');
    if (entry === null || !(await mayKeep(ctx, entry))) throw notFound('list entry');
    return entry;
  };
  const shown = async (entries: readonly ListEntry[]): Promise<ListEntryDto[]> => {
    const owners = await application().owners.load([...new Set(entries.flatMap(({ createdBy }) => createdBy ?? []))]);
    const accounts = new Map<string, string>();
    for (const id of new Set(entries.flatMap(({ accountId }) => accountId ?? []))) accounts.set(id, (await application().queries.loadAccount(id))?.name ?? '');
    return entries.map(({ id, kind, form, value, scope, accountId, note, createdBy, createdAt }) => {
      const author = createdBy === null ? undefined : owners.get(createdBy);
      return { id, kind, form, value, scope, note, createdAt, account: accountId === null ? null : { id: accountId, name: accounts.get(accountId) ?? '' }, createdBy: author ? { id: author.id, name: author.name } : null };
    });
  };

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
