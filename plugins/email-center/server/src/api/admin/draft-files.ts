/** Files of drafts: uploaded, taken from what is here already, shown and taken away. */
import type { IncomingMessage } from 'node:http';
import type { Core } from '@strapi/strapi';
import { attachSchema, uploadQuerySchema } from '../../../../shared/contracts';
import { holderOf } from '../application-holder';
import { MailError } from '../../domain/mail/mail-error';
import { isRasterImage, sendDownload } from '../download';
import { answer, parseInput, Refusal } from '../edge';
import type { RequestContext } from '../request-context';
import { writerOf } from '../writer';

/** As Koa hands on the request itself. */
type UploadContext = RequestContext & { req: IncomingMessage };

export function adminDraftFiles({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  const drafts = () => application().writing.drafts;
  const writer = (ctx: RequestContext) => writerOf(strapi, ctx, application());

  return {
    upload: (ctx: UploadContext) =>
      answer(ctx, strapi.log, async () => {
        const { filename, type, inline } = parseInput(uploadQuerySchema, ctx.query);
        const attachment = await drafts().upload(writer(ctx), ctx.params.id ?? '', { filename, contentType: type ?? null, inline: inline === '1', octets: octetsOf(ctx) });
        ctx.status = 201;
        return attachment;
      }),

    attach: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const attachment = await drafts().attach(writer(ctx), ctx.params.id ?? '', parseInput(attachSchema, ctx.request.body));
        ctx.status = 201;
        return attachment;
      }),

    open: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { content, contentType, filename, inline } = await drafts().open(writer(ctx), ctx.params.id ?? '', ctx.params.attachment ?? '');
        await sendDownload(ctx, { content, contentType, filename, disposition: inline && isRasterImage(contentType) ? 'inline' : 'attachment' });
      }),

    detach: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await drafts().detach(writer(ctx), ctx.params.id ?? '', ctx.params.attachment ?? '');
        return { ok: true };
      }),
  };
}

/** The body as it comes in. Of any other type it was read into memory, and perhaps into an object, before it came here. */
function octetsOf({ req }: UploadContext): AsyncIterable<Uint8Array> {
  if ((req.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase() !== 'application/octet-stream') {
    throw new Refusal(415, 'UnsupportedMediaTypeError', 'A file is sent as application/octet-stream; its own type stands in the query as "type".');
  }
  return withoutClosing(req);
}

/** Whoever stops reading gets the rest thrown away, not the connection cut: a browser would never see why its file was refused. */
async function* withoutClosing(req: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
  } catch (error) {
    throw new MailError({ kind: 'transient', code: 'connection-lost', message: 'The file did not come in whole: the connection broke off. Attach it again.', remedier: 'owner' }, { cause: error });
  } finally {
    req.resume();
  }
}
