import { testEventSchema, type TestEvent } from '../../../shared/contracts';
import { PLUGIN_ID } from '../plugin-id';
import { linesOf, openStream, textOf } from './stream';

/** What the test reports; an `error` event ends the stream as a thrown problem instead. */
export type TestReport = Exclude<TestEvent, { type: 'error' }>;

/**
 * Runs the test of an account and yields each event as it happens. Throws what the server refused with, in Strapi's
 * error shape, or the browser's own error when the connection is lost.
 */
export async function* testAccount(accountId: string, token: string | null, signal: AbortSignal): AsyncGenerator<TestReport> {
  const path = `/${PLUGIN_ID}/accounts/${encodeURIComponent(accountId)}/test`;
  const answer = await openStream({ method: 'POST', path, accept: 'application/x-ndjson', token, signal });
  if (!answer.ok || answer.body === null) {
    const refused = (await answer.json().catch(() => ({}))) as { error?: unknown };
    throw refused.error ?? { status: answer.status, message: answer.statusText };
  }
  for await (const line of linesOf(textOf(answer.body))) {
    const event = testEventSchema.parse(JSON.parse(line));
    if (event.type === 'error') throw { message: event.error.message, details: event.error };
    yield event;
  }
}
