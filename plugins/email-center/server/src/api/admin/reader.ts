/** What the reader offers beside a message: all its files, its headers, and copies of files for the media library. */
import type { Core } from '@strapi/strapi';
import { savePartSchema } from '../../../../shared/contracts';
import { safeFileName } from '../../domain/intake/file-names';
import { holderOf } from '../application-holder';
import { sendDownload } from '../download';
import { answer, forbidden, parseInput } from '../edge';
import { mayAddMedia, saveToMediaLibrary } from '../media-library';
import { openPartOf } from '../message-files';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { checkOriginal } from './forward-rules';
import { wholeMessageOf } from './whole-message';

export function adminReader({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  return {
    pack: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await wholeMessageOf(ctx, application());
        const content = await application().messageFiles.pack(message);
        await sendDownload(ctx, { content, contentType: 'application/zip', filename: `${message.subject.trim() || 'message'}.zip` });
      }),

    /** Headers name the forward address as the original does. */
    headers: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await wholeMessageOf(ctx, application());
        await checkOriginal(personOf(ctx), application(), message.accounts);
        ctx.set({ 'Cache-Control': 'private, no-store' });
        return application().messageFiles.headers(message.rawKey);
      }),

    save: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { folder } = parseInput(savePartSchema, ctx.request.body);
        const message = await wholeMessageOf(ctx, application());
        if (!mayAddMedia(ctx)) throw forbidden('Your role may not add files to the media library.');
        const { partNumber, content, contentType, filename } = await openPartOf(ctx, application().reader, message);
        const name = safeFileName(filename ?? `part-${partNumber}`);
        return { file: await saveToMediaLibrary(strapi, ctx, { name, contentType, content, folder }) };
      }),
  };
}
