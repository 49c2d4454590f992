/** Finding the settings of an address, and what the import of a tested account would bring. */
import type { Core } from '@strapi/strapi';
import { discoverSchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { accountOf } from './account-of';
import { RecentRequests } from './recent-requests';

const PER_MINUTE = 10;

export function adminDiscovery({ strapi }: { strapi: Core.Strapi }) {
  const recent = { find: new RecentRequests({ most: PER_MINUTE, within: 60_000 }), estimate: new RecentRequests({ most: PER_MINUTE, within: 60_000 }) };
  return {
    find: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { address } = parseInput(discoverSchema, ctx.request.body);
        recent.find.count(personOf(ctx).userId);
        return holderOf(strapi).get().discovery.find(address, whileWatched(ctx));
      }),

    estimate: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const application = holderOf(strapi).get();
        const { id } = await accountOf(ctx, application, 'manage');
        recent.estimate.count(personOf(ctx).userId);
        return application.discovery.estimate(id, whileWatched(ctx));
      }),
  };
}

/** Nobody waits any more: no server is kept busy. */
function whileWatched(ctx: RequestContext): AbortSignal {
  const client = new AbortController();
  ctx.res.once('close', () => client.abort());
  return client.signal;
}
