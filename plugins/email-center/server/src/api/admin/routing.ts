/** The routing table of intake accounts: from employees to panel users. */
import type { Core } from '@strapi/strapi';
import { routeCandidatesQuerySchema, routeDryRunSchema, saveRouteSchema, type RouteDto, type RouteRefusalDto } from '../../../../shared/contracts';
import type { Saved } from '../../flow/routing/routing';
import { holderOf } from '../application-holder';
import { answer, parseInput, Refusal } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function adminRouting({ strapi }: { strapi: Core.Strapi }) {
  const routing = () => holderOf(strapi).get().routing;
  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const uid = routing().employeeType();
        return { items: await routing().list(), employeeType: uid === null ? null : { uid, name: strapi.contentTypes[uid as keyof typeof strapi.contentTypes]?.info.displayName ?? uid } };
      }),

    candidates: (ctx: RequestContext) => answer(ctx, strapi.log, async () => routing().candidates(parseInput(routeCandidatesQuerySchema, ctx.query))),

    create: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const saved = savedOrRefused(await routing().create(parseInput(saveRouteSchema, ctx.request.body), personOf(ctx).userId));
        ctx.status = 201;
        return saved;
      }),

    update: (ctx: RequestContext) => answer(ctx, strapi.log, async () => savedOrRefused(await routing().update(ctx.params.id ?? '', parseInput(saveRouteSchema, ctx.request.body)))),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await routing().remove(ctx.params.id ?? '');
        return { ok: true };
      }),

    dryRun: (ctx: RequestContext) => answer(ctx, strapi.log, async () => routing().dryRun(parseInput(routeDryRunSchema, ctx.request.body))),

    routeUnassigned: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ routed: await routing().routeUnassigned(ctx.params.id ?? '', personOf(ctx).userId) })),
  };
}

function savedOrRefused(saved: Saved): RouteDto {
  if (saved.route !== null) return saved.route;
  throw refusedFields(saved.refusals);
}

/** 400, with a sentence for each field that is wrong, as the form shows them. */
function refusedFields(refusals: readonly RouteRefusalDto[]): Refusal {
  const message = refusals.map(({ sentence }) => sentence).join(' ');
  const errors = refusals.map((refusal) => ({ path: [refusal.side === 'from' ? 'from' : 'userIds'], message: refusal.sentence, name: 'ValidationError', refusal }));
  return new Refusal(400, 'ValidationError', message, { kind: 'malformed', code: 'invalid-input', message, remedier: 'owner', errors });
}
