import { attemptTokenRefresh } from '@strapi/strapi/admin';
import { testEventSchema, type TestEvent } from '../../../shared/contracts';
import { PLUGIN_ID } from '../plugin-id';

/** The panel's own address of its server; its typings leave it out. */
const backendUrl = (): string => (window as unknown as { strapi: { backendURL: string } }).strapi.backendURL;

/** What the test reports; an `error` event ends the stream as a thrown problem instead. */
export type TestReport = Exclude<TestEvent, { type: 'error' }>;

/** A request of the panel that the fetch client cannot make, because its answer is read as it comes. */
async function postForStream(path: string, token: string | null, signal: AbortSignal): Promise<Response> {
  const send = (bearer: string | null) =>
    fetch(`${backendUrl()}${path}`, {
      method: 'POST',
      credentials: 'include',
      headers: { Accept: 'application/x-ndjson', 'Content-Type': 'application/json', ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
      body: '{}',
      signal,
    });
  const answer = await send(token);
  return answer.status === 401 ? send(await attemptTokenRefresh(token)) : answer;
}

/** Cuts a stream of text into its lines; the last one may lack its line end. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  if (rest.trim() !== '') yield rest;
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

/**
 * Runs the test of an account and yields each event as it happens. Throws what the server refused with, in Strapi's
 * error shape, or the browser's own error when the connection is lost.
 */
export async function* testAccount(accountId: string, token: string | null, signal: AbortSignal): AsyncGenerator<TestReport> {
  const answer = await postForStream(`/${PLUGIN_ID}/accounts/${encodeURIComponent(accountId)}/test`, token, signal);
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
