/** Groups: who can be a member. */
import type { Core } from '@strapi/strapi';
import { holderOf } from '../application-holder';
import { answer } from '../edge';
import type { RequestContext } from '../request-context';

export function adminGroups({ strapi }: { strapi: Core.Strapi }) {
  return {
    people: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ people: await holderOf(strapi).get().groups.people() })),
  };
}
