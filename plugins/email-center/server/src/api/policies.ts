/** The one policy of the admin routes: the right a route declares, asked of the person's roles. */
import { decideRoute, type RouteRight } from '../domain/access/decide-access';
import { grantsOf } from './person';
import type { RequestContext } from './request-context';

export const policies = {
  'has-right'(ctx: Pick<RequestContext, 'state'>, config: { right: RouteRight }): boolean {
    return decideRoute(config.right, grantsOf(ctx.state.userAbility));
  },
};
