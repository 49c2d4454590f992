/** Messages for the panel: lists, one message made safe to show, the original and its parts. */
import type { Core } from '@strapi/strapi';
import { listMessagesQuerySchema, loadMessageQuerySchema, openPartQuerySchema } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import type { OpenedMessage, StoredMessage } from '../../flow/queries';
import type { RenderedBody } from '../../flow/ports';
import { holderOf } from '../application-holder';
import { sendPart, sendRaw } from '../message-files';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import { bodyWithAttached, checkFileOf, concealedFor, hiddenFrom, originalOf } from './forward-rules';
import { readableLinks } from '../readable-records';
import type { RequestContext } from '../request-context';
import { wholeMessageOf } from './whole-message';

const NO_BODY = { text: '', html: null, blockedRemote: 0 };
const bodyOf = ({ text, html, blockedRemote }: RenderedBody) => ({ text, html, blockedRemote });

export function adminMessages({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const viewerOf = (ctx: RequestContext) => {
    const person = personOf(ctx);
    return decideViewer(person.grants, person.userId);
  };

  const openedOf = async (ctx: RequestContext): Promise<OpenedMessage> => {
    const opened = await application().queries.openMessage(viewerOf(ctx), ctx.params.id ?? '');
    if (!opened) throw notFound('message');
    return opened;
  };

  /** A message with its body, its records and what it is as work. */
  const whole = async (ctx: RequestContext, { rawKey, ...found }: StoredMessage, allowRemote: boolean) => {
    const person = personOf(ctx);
    await application().work.markRead(person, found.id);
    const [message = found] = await application().work.beside(person, [found]);
    return { ...message, ...bodyWithAttached(found, bodyOf(await application().reader.readBody(rawKey, { allowRemote }))) };
  };

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { items, next } = await application().queries.listMessages(viewerOf(ctx), parseInput(listMessagesQuerySchema, ctx.query), await hiddenFrom(personOf(ctx), application()));
        const readable = readableLinks(ctx);
        return { items: await application().work.beside(personOf(ctx), items.map((item) => ({ ...item, links: readable(item.links) }))), next };
      }),

    load: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { images } = parseInput(loadMessageQuerySchema, ctx.query);
        const opened = await openedOf(ctx);
        const message = 'whole' in opened ? await whole(ctx, opened.whole, images === '1') : { ...opened.partly, ...NO_BODY };
        return { ...message, links: readableLinks(ctx)(message.links) };
      }),

    raw: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await wholeMessageOf(ctx, application());
        await sendRaw(ctx, application().reader, { ...message, rawKey: await originalOf(personOf(ctx), application(), message) });
      }),

    part: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { inline } = parseInput(openPartQuerySchema, ctx.query);
        const message = await wholeMessageOf(ctx, application());
        await checkFileOf(personOf(ctx), application(), message, ctx.params.partNumber ?? '');
        await sendPart(ctx, application().reader, message, { inline: inline === '1', conceal: await concealedFor(personOf(ctx), application()) });
      }),
  };
}
