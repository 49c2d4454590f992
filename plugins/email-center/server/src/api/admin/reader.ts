/** What the reader offers beside a message: all its files, its headers, and copies of files for the media library. */
import type { Core } from '@strapi/strapi';
import { savePartSchema } from '../../../../shared/contracts';
import { concealHeaders } from '../../domain/intake/conceal-headers';
import { safeFileName } from '../../domain/intake/file-names';
import { holderOf } from '../application-holder';
import { sendDownload } from '../download';
import { answer, forbidden, parseInput } from '../edge';
import { mayAddMedia, saveToMediaLibrary } from '../media-library';
import { openPartOf } from '../message-files';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { checkFileOf, concealedFor, headersOf } from './forward-rules';
import { wholeMessageOf } from './whole-message';

export function adminReader({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  return {
    pack: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await wholeMessageOf(ctx, application());
        const person = personOf(ctx);
        for (const { partNumber, inline } of message.attachments) if (!inline) await checkFileOf(person, application(), message, partNumber);
        // Names of files are in it, and the subject is its own.
        const { attachments, subject } = (await concealedFor(person, application()))(message);
        const content = await application().messageFiles.pack({ ...message, attachments });
        await sendDownload(ctx, { content, contentType: 'application/zip', filename: `${subject.trim() || 'message'}.zip` });
      }),

    /** Those of the copy this person reads; forward addresses in them are concealed as in any answer. */
    headers: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const message = await wholeMessageOf(ctx, application());
        ctx.set({ 'Cache-Control': 'private, no-store' });
        const person = personOf(ctx);
        const block = await application().messageFiles.headers(await headersOf(person, application(), message));
        return { ...block, headers: concealHeaders(block.headers, await concealedFor(person, application())) };
      }),

    save: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { folder } = parseInput(savePartSchema, ctx.request.body);
        const message = await wholeMessageOf(ctx, application());
        if (!mayAddMedia(ctx)) throw forbidden('Your role may not add files to the media library.');
        await checkFileOf(personOf(ctx), application(), message, ctx.params.partNumber ?? '');
        const { partNumber, content, contentType, filename } = await openPartOf(ctx, application().reader, message);
        const name = (await concealedFor(personOf(ctx), application()))(safeFileName(filename ?? `part-${partNumber}`));
        return { file: await saveToMediaLibrary(strapi, ctx, { name, contentType, content, folder }) };
      }),
  };
}
