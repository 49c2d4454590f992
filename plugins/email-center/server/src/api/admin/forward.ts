/** Forward addresses: a new secret, and what a person says of a message that could not be read. */
import type { Core } from '@strapi/strapi';
import { rotateAddressSchema, setCounterpartSchema } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { accountOf, withRights } from './account-of';

export function adminForward({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  return {
    rotate: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id, kind } = await accountOf(ctx, application(), 'manage');
        if (kind !== 'forward') throw notFound('forward address');
        const { graceDays } = parseInput(rotateAddressSchema, ctx.request.body);
        await application().forward.rotate(id, graceDays);
        const account = await application().queries.loadAccount(id);
        if (account === null) throw notFound('forward address');
        return withRights(ctx, account);
      }),

    setCounterpart: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const person = personOf(ctx);
        const message = await application().queries.loadMessage(decideViewer(person.grants, person.userId), ctx.params.id ?? '');
        if (message === null) throw notFound('message');
        return application().forward.setCounterpart(message.id, parseInput(setCounterpartSchema, ctx.request.body), person.userId);
      }),
  };
}
