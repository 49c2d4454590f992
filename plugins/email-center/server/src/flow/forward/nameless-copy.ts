/**
 * Octets that may be handed to people who must not see forward addresses. A message that several accounts have is stored as each
 * got it: one copy was delivered to the forward address and says so, another was not.
 */
import type { Concealment } from '../../domain/intake/conceal-forward';
import type { MessageReader } from '../ports';
import type { Queries, StoredMessage, Viewer } from '../queries';
import type { LookStore } from './set-counterpart';

export interface CopyPorts {
  queries: Pick<Queries, 'loadCopies'>;
  reader: Pick<MessageReader, 'openRaw' | 'openPart' | 'readBody' | 'reparse'>;
  looks: Pick<LookStore, 'forwardAccounts'>;
}

type Reading = Pick<CopyPorts, 'reader'>;

/** Rejects with `blob-missing` or `malformed` where a copy cannot be read: what was not looked at is not handed out. */
export async function findNamelessCopy(ports: CopyPorts, concealment: Concealment, viewer: Viewer, message: StoredMessage): Promise<string | null> {
  if (concealment.known.length === 0) return message.rawKey;
  for (const key of await copiesElsewhere(ports, viewer, message)) if (!(await namesAnywhere(ports, concealment, key, message))) return key;
  return null;
}

/** Keys of the copies that other accounts got; the one that is read anyway goes first. */
export async function copiesElsewhere({ looks, queries }: Pick<CopyPorts, 'looks' | 'queries'>, viewer: Viewer, message: StoredMessage): Promise<string[]> {
  const forwards = new Set((await looks.forwardAccounts()).map(({ id }) => id));
  const keys = (await queries.loadCopies(viewer, message.id)).flatMap(({ accountId, rawKey }) => (forwards.has(accountId) ? [] : [rawKey]));
  return [...new Set(keys)].sort((a, b) => Number(b === message.rawKey) - Number(a === message.rawKey));
}

/** Files of these types are text, which a transfer encoding hides in the octets of the whole message. */
const TEXT = /^(?:text|message)\/|[/+](?:json|xml|rtf|csv|ics|javascript|x?html(?:\+xml)?|mbox)$/;
/** Each is looked for from the beginning of its message. */
const MOST_TEXTS = 50;

/** In the octets, in header and text as they are decoded, and in each file that is text. */
async function namesAnywhere(ports: Reading, concealment: Concealment, rawKey: string, { attachments }: StoredMessage): Promise<boolean> {
  if (await namesInOctets(concealment, await ports.reader.openRaw(rawKey))) return true;
  const decoded = JSON.stringify([await ports.reader.reparse(rawKey), await ports.reader.readBody(rawKey, { allowRemote: true })]);
  if (concealment.text(decoded) !== decoded) return true;
  const texts = attachments.filter(({ contentType }) => TEXT.test(contentType.toLowerCase()));
  if (texts.length > MOST_TEXTS) return true;
  for (const { partNumber } of texts) if (await namesInPart(ports, concealment, rawKey, partNumber)) return true;
  return false;
}

/** Rejects with `not-found` for a part that is not there. */
export async function namesInPart({ reader }: Reading, concealment: Concealment, rawKey: string, partNumber: string): Promise<boolean> {
  return concealment.known.length > 0 && namesInOctets(concealment, (await reader.openPart(rawKey, partNumber)).content);
}

/** Ends reading, and so closes the file, with the first name found. */
async function namesInOctets(concealment: Concealment, chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  const watch = concealment.watch();
  // Addresses are ASCII or, in newer mail, UTF-8; the zero octets of UTF-16 are left out, so that it reads like ASCII.
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) if (watch.piece(decoder.decode(chunk, { stream: true }).replaceAll('\0', ''))) return true;
  return watch.piece(decoder.decode()) || watch.end();
}
