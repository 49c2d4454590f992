import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { CANCELLED, connectionFailure } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { SettingsDocuments } from '../../flow/discovery/ports';
import type { ServerAddresses } from '../../flow/ports';
import { trustedAuthorities } from '../trusted-authorities';
import { readXml } from './xml';

export interface SettingsDocumentsOptions {
  addresses: Pick<ServerAddresses, 'find'>;
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  /** Of the web servers; 443. */
  port?: number;
}

/** The longest document that is read, octets. */
export const LARGEST_DOCUMENT = 64 * 1024;
const MOST_REDIRECTS = 3;
/** Without one octet, milliseconds; the whole is bounded by whoever asks. */
const SILENCE = 4_000;
const ABSENT = new Set([404, 410]);

/** Documents by HTTPS: the certificate is verified, the address allowed, and nothing is told about who asks. */
export function createSettingsDocuments(options: SettingsDocumentsOptions): SettingsDocuments {
  return {
    async read(url, domain, signal) {
      let next = new URL(url);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        const answer = await fetchOnce(options, next, signal);
        if (answer === null) return null;
        if ('document' in answer) return parsed(answer.document, next);
        next = within(answer.location, next, domain);
      }
      throw unreadable(next, `more than ${MOST_REDIRECTS} redirects`);
    },
  };
}

type Answer = { document: string } | { location: string };

/** Null: no such server, or no such document there. */
async function fetchOnce({ addresses, caFile, port = 443 }: SettingsDocumentsOptions, url: URL, signal: AbortSignal): Promise<Answer | null> {
  const found = await findOrNull(addresses, url.hostname, signal);
  if (found === null) return null;
  if (signal.aborted) throw new MailError(CANCELLED);
  const response = await open(url, { port, found, caFile, signal });
  const status = response.statusCode ?? 0;
  const location = response.headers.location;
  if (status >= 300 && status < 400 && location !== undefined) return (response.destroy(), { location });
  // Many web servers answer with a page of their own whatever they are asked for.
  const isPage = /^text\/html\b/i.test(response.headers['content-type'] ?? '');
  if (status !== 200 || isPage) {
    response.destroy();
    if (ABSENT.has(status) || isPage) return null;
    throw unreadable(url, `status ${status}`);
  }
  return { document: await textOf(response, url) };
}

/** That the domain has no such server is an answer. */
async function findOrNull(addresses: Pick<ServerAddresses, 'find'>, host: string, signal: AbortSignal): Promise<string[] | null> {
  try {
    return await addresses.find(host, signal);
  } catch (error) {
    // Of the two ways not to find a name one is an answer, and one is a name service that is silent.
    if (error instanceof MailError && error.code === 'name-not-found' && error.remedier === 'owner') return null;
    throw error;
  }
}

function open(url: URL, { port, found, caFile, signal }: { port: number; found: readonly string[]; caFile: string | undefined; signal: AbortSignal }): Promise<IncomingMessage> {
  const server = { host: url.hostname, port };
  return new Promise((resolve, reject) => {
    const options: RequestOptions & Pick<ConnectionOptions, 'secureContext'> = {
      host: url.hostname, port, path: `${url.pathname}${url.search}`, method: 'GET', agent: false, signal, timeout: SILENCE, lookup: onlyTo(found),
      headers: { Accept: 'text/xml, application/xml', 'Accept-Encoding': 'identity', 'User-Agent': 'email-center' },
      servername: url.hostname, secureContext: trustedAuthorities(caFile), rejectUnauthorized: true, maxHeaderSize: 8_192,
    };
    const sent = request(options);
    sent.once('response', resolve);
    sent.once('timeout', () => sent.destroy(new MailError(connectionFailure('ETIMEDOUT', server, `silent for ${SILENCE} ms`)!)));
    // Stays for the life of the request: an error while the answer is read is told by the answer, too.
    sent.on('error', (error) => reject(failureOf(error, server)));
    sent.end();
  });
}

/** What was allowed is what is reached: the name is not asked for again. */
function onlyTo(found: readonly string[]): LookupFunction {
  const addresses = found.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, done) => (all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family));
}

async function textOf(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_DOCUMENT) throw unreadable(url, `more than ${LARGEST_DOCUMENT} octets`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOf(error as Error, { host: url.hostname, port: Number(url.port) || 443 });
  } finally {
    response.destroy();
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}

function parsed(document: string, url: URL) {
  try {
    return readXml(document);
  } catch (error) {
    throw unreadable(url, (error as Error).message);
  }
}

/** A redirect is followed to the domain itself and below it, and never out of HTTPS. */
function within(location: string, from: URL, domain: string): URL {
  if (!URL.canParse(location, from.href)) throw unreadable(from, 'a redirect to nowhere');
  const target = new URL(location, from);
  const inside = target.hostname === domain || target.hostname.endsWith(`.${domain}`);
  if (target.protocol !== 'https:' || target.port !== '' || target.username !== '' || !inside) throw unreadable(from, `a redirect to ${target.origin}, which is not followed`);
  return target;
}

function failureOf(error: NodeJS.ErrnoException, server: { host: string; port: number }): MailError {
  if (error instanceof MailError) return error;
  if (error.name === 'AbortError') return new MailError(CANCELLED);
  const failure = connectionFailure(error.code, server, error.message);
  // What answers, and not in HTTP, is a server that publishes nothing readable.
  return new MailError(failure ?? unreadable(new URL(`https://${server.host}`), error.message), { cause: error });
}

function unreadable(url: URL, detail: string): MailError {
  return new MailError({
    kind: 'malformed', code: 'settings-unreadable', remedier: 'administrator', detail: `${url.href}: ${detail}`,
    message: 'What the domain publishes for mail programs could not be read.',
  });
}
