/** The import ledger: what became of every message the server ever showed. */
import type { Core } from '@strapi/strapi';
import { listLedgerQuerySchema } from '../../../../shared/contracts';
import { decideLedgerViewer } from '../../domain/access/decide-access';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { hiddenFrom } from './forward-rules';

export function adminLedger({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const viewerOf = (ctx: RequestContext) => {
    const person = personOf(ctx);
    return decideLedgerViewer(person.grants, person.userId);
  };
  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () =>
        application().queries.listLedger(viewerOf(ctx), parseInput(listLedgerQuerySchema, ctx.query), await hiddenFrom(personOf(ctx), application()))),

    replay: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const sighting = await application().queries.loadSighting(viewerOf(ctx), ctx.params.id ?? '');
        if (!sighting) throw notFound('entry in the ledger');
        return application().replay(sighting);
      }),
  };
}
