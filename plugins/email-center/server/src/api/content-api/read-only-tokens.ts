/**
 * API tokens of the type `read-only`. Strapi lets them find whatever any content type holds, so those that were handed out
 * before there was any mail would read all of it. Here they are refused unless the option `readOnlyTokens` says otherwise.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { optionsOf } from '../../config/options-of';
import { forbidden, refuse } from '../edge';
import type { RequestContext } from '../request-context';

export const READ_ONLY_REFUSED = 'Read-only API tokens do not reach mail: create an API token of type "Custom" with the permissions of the email center.';

/** How Strapi notes who asks with an API token; users of Users & Permissions have credentials without a type. */
const readOnlyAuth = z.object({ credentials: z.object({ type: z.literal('read-only') }) });

/** Whether this caller is such a token and may therefore not see any mail. */
export function isRefusedToken(strapi: Core.Strapi, auth: unknown): boolean {
  return readOnlyAuth.safeParse(auth).success && !optionsOf(strapi).readOnlyTokens;
}

/** The middleware of the plugin's content-API routes: answers 403 with a sentence that says which token it takes. */
export function refuseReadOnlyTokens(_config: object, { strapi }: { strapi: Core.Strapi }) {
  return async (ctx: Pick<RequestContext, 'state' | 'status' | 'body'>, next: () => Promise<unknown>): Promise<void> => {
    if (isRefusedToken(strapi, ctx.state.auth)) return refuse(ctx, forbidden(READ_ONLY_REFUSED));
    await next();
  };
}

interface GraphqlContext {
  state: { auth?: unknown };
}

/** The same for a field of GraphQL. */
export function graphqlGuard(strapi: Core.Strapi) {
  return async <P, A, I>(resolve: (parent: P, args: A, context: GraphqlContext, info: I) => unknown, parent: P, args: A, context: GraphqlContext, info: I): Promise<unknown> => {
    if (isRefusedToken(strapi, context.state.auth)) throw await graphqlRefusal(strapi, context.state.auth);
    return resolve(parent, args, context, info);
  };
}

/** GraphQL passes on the sentence of Strapi's own errors only, so Strapi is asked for a permission that no such token has. */
async function graphqlRefusal(strapi: Core.Strapi, auth: unknown): Promise<Error> {
  try {
    await strapi.get('auth').verify(auth, { scope: ['plugin::email-center.mail'] });
  } catch (error) {
    if (error instanceof Error && error.name === 'ForbiddenError') return Object.assign(error, { message: READ_ONLY_REFUSED });
    throw error;
  }
  return new Error(READ_ONLY_REFUSED);
}
