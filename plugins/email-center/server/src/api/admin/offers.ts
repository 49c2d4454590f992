/** Cases open to several: taking all one is offered, and seeing who was faster. */
import type { Core } from '@strapi/strapi';
import { holderOf } from '../application-holder';
import { answer } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function adminOffers({ strapi }: { strapi: Core.Strapi }) {
  const offers = () => holderOf(strapi).get().offers;
  return {
    takeAll: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ taken: await offers().takeAll(personOf(ctx).userId) })),
    lost: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ items: await offers().takenByOthers(personOf(ctx).userId) })),
    dismiss: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await offers().dismiss(personOf(ctx).userId, ctx.params.id ?? '');
        return { ok: true };
      }),
  };
}
