/** Links between messages and records: by hand, explained, and looked for late. */
import type { Core } from '@strapi/strapi';
import { linkMessageSchema, searchRecordsQuerySchema, unlinkMessageQuerySchema, type RecordLinkDto } from '../../../../shared/contracts';
import { decideRoute, decideViewer } from '../../domain/access/decide-access';
import type { RecordRef } from '../../domain/intake/decide-link';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { mayReadRecords, personOf } from '../person';
import { readableLinks, readableRecords } from '../readable-records';
import type { RequestContext } from '../request-context';
import { explain } from './explained-links';
import { toTaskDto } from './tasks';

export function adminLinks({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  /** Rejects unless the person sees everything of the message; answers the links it has, as far as the person sees them. */
  const linksOf = async (ctx: RequestContext): Promise<RecordLinkDto[]> => {
    const person = personOf(ctx);
    const message = await application().queries.loadMessage(decideViewer(person.grants, person.userId), ctx.params.id ?? '');
    if (!message) throw notFound('message');
    return readableLinks(ctx)(message.links);
  };

  /** A record that is not there and one the person may not read are answered alike. */
  const checkRecord = async (ctx: RequestContext, record: RecordRef): Promise<RecordRef> => {
    const takesPart = application().recordTypes().some((type) => type.uid === record.recordType);
    if (!takesPart || !(await application().links.isReadable(record, readableRecords(strapi, ctx)))) throw notFound('record');
    return record;
  };

  /** Whether the person sees this address at all: forward addresses are not for everybody (S5.3). */
  const visibleAddress = async (ctx: RequestContext): Promise<(address: string) => boolean> => {
    if (decideRoute('see-forward', personOf(ctx).grants)) return () => true;
    const { isKnown } = await application().forward.conceal();
    return (address) => !isKnown(address);
  };

  const recordOf = ({ params: { recordType = '', recordId = '' } }: RequestContext): RecordRef => ({ recordType, recordId });

  return {
    add: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { restore, ...record } = parseInput(linkMessageSchema, ctx.request.body);
        await linksOf(ctx);
        await application().links.link({ message: ctx.params.id ?? '', record: await checkRecord(ctx, record), userId: personOf(ctx).userId, restore });
        return { links: await linksOf(ctx) };
      }),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const record = recordOf(ctx);
        const { undo } = parseInput(unlinkMessageQuerySchema, ctx.query);
        await linksOf(ctx);
        // A record that was deleted can still be unlinked: the type tells whether the person sees the link.
        if (!mayReadRecords(ctx, record.recordType)) throw notFound('record');
        await application().links.unlink({ message: ctx.params.id ?? '', record, userId: personOf(ctx).userId, undo: undo === '1' });
        return { links: await linksOf(ctx) };
      }),

    why: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await linksOf(ctx);
        const why = await application().links.why(ctx.params.id ?? '');
        if (why === null) throw notFound('message');
        const isVisible = await visibleAddress(ctx);
        const shown = { ...why, lookedUp: why.lookedUp.filter(({ address }) => isVisible(address)), leftOut: why.leftOut.filter(({ address }) => isVisible(address)) };
        return explain(shown, application(), (recordType) => mayReadRecords(ctx, recordType));
      }),

    search: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { q } = parseInput(searchRecordsQuerySchema, ctx.query);
        const types = application().recordTypes().map((type) => type.uid).filter((uid) => mayReadRecords(ctx, uid));
        return { records: await application().links.search(q, types, readableRecords(strapi, ctx)) };
      }),

    lookEarlier: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => toTaskDto(await application().links.lookEarlier(await checkRecord(ctx, recordOf(ctx)), personOf(ctx).userId))),
  };
}
