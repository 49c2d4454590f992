/** Messages for the panel: lists, one message made safe to show, the original and its parts. */
import type { Core } from '@strapi/strapi';
import { listMessagesQuerySchema, loadMessageQuerySchema, openPartQuerySchema } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import type { StoredMessage } from '../../flow/queries';
import { holderOf } from '../application-holder';
import { sendPart, sendRaw } from '../message-files';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import { checkOriginal, concealedFor } from './forward-rules';
import { readableLinks } from '../readable-records';
import type { RequestContext } from '../request-context';

export function adminMessages({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const viewerOf = (ctx: RequestContext) => {
    const person = personOf(ctx);
    return decideViewer(person.grants, person.userId);
  };

  const messageOf = async (ctx: RequestContext): Promise<StoredMessage> => {
    const message = await application().queries.loadMessage(viewerOf(ctx), ctx.params.id ?? '');
    if (!message) throw notFound('message');
    return message;
  };

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { items, next } = await application().queries.listMessages(viewerOf(ctx), parseInput(listMessagesQuerySchema, ctx.query));
        const readable = readableLinks(ctx);
        const concealed = await concealedFor(personOf(ctx), application());
        return { items: await application().work.beside(personOf(ctx), items.map((item) => concealed({ ...item, links: readable(item.links) }))), next };
      }),

    load: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { images } = parseInput(loadMessageQuerySchema, ctx.query);
        const { rawKey, ...found } = await messageOf(ctx);
        await application().work.markRead(personOf(ctx), found.id);
        const [message = found] = await application().work.beside(personOf(ctx), [found]);
        const body = await application().reader.readBody(rawKey, { allowRemote: images === '1' });
        const concealed = await concealedFor(personOf(ctx), application());
        return concealed({ ...message, links: readableLinks(ctx)(found.links), text: body.text, html: body.html, blockedRemote: body.blockedRemote });
      }),

    raw: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await messageOf(ctx);
        await checkOriginal(personOf(ctx), application(), message.accounts);
        await sendRaw(ctx, application().reader, message);
      }),

    part: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { inline } = parseInput(openPartQuerySchema, ctx.query);
        await sendPart(ctx, application().reader, await messageOf(ctx), inline === '1');
      }),
  };
}
