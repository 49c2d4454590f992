/** Who searches, and what of records and forward addresses is theirs to know. */
import type { Core } from '@strapi/strapi';
import { decideRoute } from '../../domain/access/decide-access';
import type { Asker } from '../../flow/search/search';
import { holderOf } from '../application-holder';
import { findNamedRecords } from '../named-records';
import { mayReadRecords, personOf } from '../person';
import { readableRecords } from '../readable-records';
import type { RequestContext } from '../request-context';
import { centerViewerOf } from './center-viewer';

export async function askerOf(strapi: Core.Strapi, ctx: RequestContext): Promise<Asker> {
  const application = holderOf(strapi).get();
  const sees = decideRoute('see-forward', personOf(ctx).grants);
  const types = application.recordTypes().map(({ uid }) => uid).filter((uid) => mayReadRecords(ctx, uid));
  return {
    viewer: centerViewerOf(ctx), conceal: sees ? (text) => text : (await application.forward.conceal()).text,
    records: (q) => findNamedRecords(application, q, types, readableRecords(strapi, ctx)),
  };
}
