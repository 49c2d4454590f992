/** What the panel shows beside a record, and the index that finds records by address. */
import type { Core } from '@strapi/strapi';
import { listActivitiesQuerySchema } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { holderOf } from '../application-holder';
import { answer, forbidden, notFound, parseInput } from '../edge';
import { mayReadRecords, personOf } from '../person';
import type { RequestContext } from '../request-context';

export function adminRecords({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  return {
    types: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ types: application().recordTypes() })),

    activities: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { recordType = '', recordId = '' } = ctx.params;
        if (!application().recordTypes().some((type) => type.uid === recordType)) throw notFound('record type that takes part');
        // The history of a record is part of the record.
        if (!mayReadRecords(ctx, recordType)) throw forbidden('Your role does not read records of this type.');
        const person = personOf(ctx);
        const page = parseInput(listActivitiesQuerySchema, ctx.query);
        const viewer = decideViewer(person.grants, person.userId);
        const [history, failing] = await Promise.all([
          application().queries.listActivities(viewer, { recordType, recordId }, page), application().queries.listFailing(viewer, { recordType, recordId }),
        ]);
        return { ...history, items: await application().routing.withCaseStates(history.items), failing };
      }),

    rebuildIndex: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ addresses: await application().rebuildAddressIndex() })),
  };
}
