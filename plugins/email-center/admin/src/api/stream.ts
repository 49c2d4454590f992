import { attemptTokenRefresh } from '@strapi/strapi/admin';

/** The panel's own address of its server; its typings leave it out. */
const backendUrl = (): string => (window as unknown as { strapi: { backendURL: string } }).strapi.backendURL;

export interface StreamRequest {
  method: 'GET' | 'POST';
  /** From the root of the server. */
  path: string;
  accept: string;
  token: string | null;
  signal: AbortSignal;
}

/** A request of the panel that the fetch client cannot make, because its answer is read as it comes; asked again with a new token when the old one has ended. */
export async function openStream({ method, path, accept, token, signal }: StreamRequest): Promise<Response> {
  const body = method === 'POST' ? { body: '{}' } : {};
  const send = (bearer: string | null) =>
    fetch(`${backendUrl()}${path}`, {
      method,
      credentials: 'include',
      headers: { Accept: accept, ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}), ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
      ...body,
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

export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}
