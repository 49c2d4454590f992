/** The test of an account, told step by step while it runs. */
import { PassThrough } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { TestEvent } from '../../../../shared/contracts';
import type { MailError } from '../../domain/mail/mail-error';
import type { Application } from '../../flow/application';
import { holderOf } from '../application-holder';
import { answer, asMailError, publicError } from '../edge';
import type { RequestContext } from '../request-context';
import { personOf } from '../person';
import { accountOf } from './account-of';
import { RunningTests } from './running-tests';

export function adminAccountTest({ strapi }: { strapi: Core.Strapi }) {
  const running = new RunningTests();
  return {
    run: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const application = holderOf(strapi).get();
        const { id } = await accountOf(ctx, application, 'manage');
        const client = new AbortController();
        // Nobody watches any more: the mail server is not kept busy, and no test message is sent.
        ctx.res.once('close', () => client.abort());
        const leave = await running.begin(id, personOf(ctx).userId, client.signal);
        const lines = new PassThrough();
        ctx.set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
        ctx.status = 200;
        ctx.body = lines;
        ctx.flushHeaders();
        void runTest(application, id, client.signal, (event) => write(lines, event), (error) => strapi.log.error(`email-center: ${error.stack ?? error.message}`)).finally(() => {
          leave();
          lines.end();
        });
      }),
  };
}

async function runTest(
  application: Application, id: string, signal: AbortSignal, report: (event: TestEvent) => void, logBug: (error: MailError) => void,
): Promise<void> {
  try {
    const passed = await application.accounts.test(id, (event) => event.type === 'step' && report(event), signal);
    const account = await application.queries.loadAccount(id);
    report({ type: 'result', passed, state: account?.state ?? 'draft' });
  } catch (thrown) {
    const error = asMailError(thrown);
    if (error.code === 'bug') logBug(error);
    report({ type: 'error', error: publicError(error) });
  }
}

function write(lines: PassThrough, event: TestEvent): void {
  if (!lines.writableEnded && !lines.destroyed) lines.write(`${JSON.stringify(event)}\n`);
}
