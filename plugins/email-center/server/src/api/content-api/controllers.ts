/** Strapi's own read actions (they check and sanitise queries and output), and the files of a message beside them. */
import { factories, type Core, type UID } from '@strapi/strapi';
import { loadMessageQuerySchema, searchQuerySchema } from '../../../../shared/contracts';
import type { StoredMessage } from '../../flow/queries';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { checkFile, concealmentFor, originalFor, seesForward } from '../forward-sight';
import { sendPart, sendRaw } from '../message-files';
import type { RequestContext } from '../request-context';
import { HEADLESS, searchMessages } from './message-search';
import { TYPES } from './names';

const asItIs = (text: string): string => text;

/** `{data, meta: {next, trouble, complete, indexed, total}}`: rows of messages with where they were found. */
const messageSearch = (strapi: Core.Strapi) => ({
  search: (ctx: RequestContext) =>
    answer(ctx, strapi.log, async () => {
      const { items, ...meta } = await searchMessages(strapi, parseInput(searchQuerySchema, ctx.query), ctx.state);
      return { data: items, meta };
    }),
});

function messageFiles(strapi: Core.Strapi) {
  const application = () => holderOf(strapi).get();
  const sees = (ctx: RequestContext): Promise<boolean> => seesForward(strapi, ctx.state);
  const messageOf = async (ctx: RequestContext): Promise<StoredMessage> => {
    const message = await application().queries.loadMessage(HEADLESS, ctx.params.id ?? '');
    if (!message) throw notFound('message');
    return message;
  };
  return {
    /** `{data: {text, html, blockedRemote, inline}}`; the HTML is safe to show in a sandboxed frame. */
    body: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { images } = parseInput(loadMessageQuerySchema, ctx.query);
        const { rawKey } = await messageOf(ctx);
        return { data: await application().reader.readBody(rawKey, { allowRemote: images === '1' }) };
      }),
    raw: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await messageOf(ctx);
        const rawKey = await originalFor(await sees(ctx), application(), HEADLESS, message);
        await sendRaw(ctx, application().reader, { ...message, rawKey });
      }),
    part: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await messageOf(ctx);
        await checkFile(await sees(ctx), application(), message, ctx.params.partNumber ?? '');
        await sendPart(ctx, application().reader, message, { conceal: (await concealmentFor(strapi, ctx.state))?.text ?? asItIs });
      }),
  };
}

/** `{data: [{id, name, address}]}`: whoever may ask this sees forward addresses in mail, too. */
const forwardAddresses = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ data: await holderOf(strapi).get().forward.list() })),
});

type CoreFactory = ReturnType<typeof factories.createCoreController>;
type Dependencies = Parameters<CoreFactory>[0];

/** The plugin's types are not in the types Strapi generates for the host. */
const readActions = (uid: string) => (dependencies: Dependencies) => {
  const core = factories.createCoreController(uid as UID.ContentType)(dependencies);
  return { find: core.find?.bind(core), findOne: core.findOne?.bind(core) };
};

export const contentControllers = {
  message: (dependencies: Dependencies) => ({ ...readActions(TYPES.message)(dependencies), ...messageFiles(dependencies.strapi), ...messageSearch(dependencies.strapi) }),
  activity: readActions(TYPES.activity),
  'document-folder': readActions(TYPES.folder),
  document: readActions(TYPES.document),
  'forward-address': forwardAddresses,
};

const core = (uid: string) => factories.createCoreService(uid as UID.ContentType);

/** What the read actions call; they are Strapi's own. */
export const contentServices = { message: core(TYPES.message), activity: core(TYPES.activity), 'document-folder': core(TYPES.folder), document: core(TYPES.document) };
