/** What happens now, as a stream for each open panel, and who reads or answers a message. */
import { PassThrough } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { setPresenceSchema, type CenterEvent } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

/** A line that says nothing for longer is held for dead by whoever listens, milliseconds. */
const HELLO_EVERY = 25_000;
/** Then the panel asks anew, with the rights it has by then. */
const OPEN_FOR = 15 * 60_000;
/** Octets a listener may be behind before the line is given up. */
const MOST_BEHIND = 256 * 1024;

export function adminEvents({ strapi }: { strapi: Core.Strapi }) {
  return {
    stream: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const person = personOf(ctx);
        const lines = new PassThrough();
        const push = (event: CenterEvent): void => {
          if (lines.writableEnded || lines.destroyed) return;
          if (lines.writableLength > MOST_BEHIND) lines.end();
          else lines.write(`data: ${JSON.stringify(event)}\n\n`);
        };
        const unsubscribe = await holderOf(strapi).get().live.subscribe(decideViewer(person.grants, person.userId), push);
        const hello = setInterval(() => push({ type: 'hello' }), HELLO_EVERY);
        const leave = (): void => {
          unsubscribe();
          clearInterval(hello);
          clearTimeout(end);
          lines.end();
        };
        const end = setTimeout(leave, OPEN_FOR);
        ctx.res.once('close', leave);
        // Whoever left while the accounts were looked up says so no more.
        if (ctx.res.destroyed) leave();
        ctx.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
        ctx.status = 200;
        ctx.body = lines;
        ctx.flushHeaders();
      }),

    presence: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { doing } = parseInput(setPresenceSchema, ctx.request.body);
        const { grants, userId } = personOf(ctx);
        const application = holderOf(strapi).get();
        const viewer = decideViewer(grants, userId);
        const message = await application.queries.loadMessage(viewer, ctx.params.id ?? '');
        if (!message) throw notFound('message');
        return application.live.setPresence(viewer, message.id, doing);
      }),
  };
}
