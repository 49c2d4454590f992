/**
 * Messages in batches: sizes first, then small messages many at a time and large ones in parts, stored and parsed while
 * the next batch is on its way.
 */
import { MailError } from '../../domain/mail/mail-error';
import type { MailErrorData } from '../../domain/mail/mail-error';
import type { Envelope, Message } from '../../domain/mail/message';
import type { FetchedMail, ForwardParsing, MimeParser } from '../../flow/ports';
import { bodyItems, factItems, fetchItems, fetchPart, headerItems } from './fetch';
import type { MailServerOptions } from './index';
import { gatherBatches } from './gather-batches';
import { readAhead } from './read-ahead';
import type { OpenMailbox } from './mailbox';
import { UNKNOWN_DATE, asMalformed, envelopeOf } from './malformed';
import { forwardParser, storeWithoutFiles, type StoredForward } from './store-forward';
import { storeWhileParsing } from './store-while-parsing';

/** Facts of a message, known before its octets. */
export interface MessageFacts {
  uid: number;
  internalDate: string;
  size: number;
  seen: boolean;
}

/** UIDs whose sizes are asked for at once. */
const FACTS_PER_FETCH = 500;
const BATCH_MESSAGES = 100;
/** Several batches are in memory at once: being loaded, parsed, and brought to the disk. */
const BATCH_OCTETS = 2 * 1024 * 1024;
/** Messages parsed before the connection and the disk have their turn: some milliseconds. */
const WITHOUT_PAUSE = 8;
/** From here on a message is streamed in parts of this size, so that it is never in memory as a whole. */
export const PART_OCTETS = 1024 * 1024;

type Loaded = { facts: MessageFacts } & ({ octets: Buffer | null } | { streamed: true } | { tooLarge: Buffer | null });

/** Batches in the order of `uids`; UIDs that do not exist (any more) are left out. */
export async function* fetchMessages(mailbox: OpenMailbox, uids: readonly number[], options: MailServerOptions): AsyncGenerator<FetchedMail[]> {
  const loaded = readAhead(loadBatches(mailbox, uids, options.maxMessageBytes));
  yield* readAhead(gatherBatches(storedBatches(readAhead(beginBatches(loaded, mailbox, options)))));
}

async function* loadBatches(mailbox: OpenMailbox, uids: readonly number[], maxMessageBytes: number): AsyncGenerator<Loaded[]> {
  for (let start = 0; start < uids.length; start += FACTS_PER_FETCH) {
    const facts = await fetchFacts(mailbox, uids.slice(start, start + FACTS_PER_FETCH));
    for (const batch of planBatches(facts)) yield await loadBatch(mailbox, batch, maxMessageBytes);
  }
}

async function fetchFacts(mailbox: OpenMailbox, uids: readonly number[]): Promise<MessageFacts[]> {
  const found = await fetchItems(mailbox, uids, factItems);
  return uids.flatMap((uid) => {
    const items = found.get(uid);
    return items ? [{ uid, internalDate: items.internalDate ?? UNKNOWN_DATE, size: items.size ?? 0, seen: items.flags?.includes('\\Seen') ?? false }] : [];
  });
}

/** Runs of small messages, bounded in number and octets; each large message stands alone. */
export function planBatches(facts: readonly MessageFacts[]): MessageFacts[][] {
  const batches: MessageFacts[][] = [];
  let batch: MessageFacts[] = [];
  let octets = 0;
  const finish = (): void => {
    if (batch.length > 0) batches.push(batch);
    batch = [];
    octets = 0;
  };
  for (const message of facts) {
    const large = message.size >= PART_OCTETS;
    if (large || batch.length >= BATCH_MESSAGES || octets + message.size > BATCH_OCTETS) finish();
    batch.push(message);
    octets += message.size;
    if (large) finish();
  }
  finish();
  return batches;
}

async function loadBatch(mailbox: OpenMailbox, batch: readonly MessageFacts[], maxMessageBytes: number): Promise<Loaded[]> {
  const [first] = batch;
  if (first && first.size > maxMessageBytes) {
    const found = await fetchItems(mailbox, [first.uid], headerItems);
    return found.has(first.uid) ? [{ facts: first, tooLarge: found.get(first.uid)!.body ?? null }] : [];
  }
  if (first && first.size >= PART_OCTETS) return [{ facts: first, streamed: true }];
  const found = await fetchItems(mailbox, batch.map(({ uid }) => uid), bodyItems);
  return batch.flatMap((facts) => {
    const items = found.get(facts.uid);
    return items ? [{ facts, octets: items.body ?? null }] : [];
  });
}

/** A batch that is parsed and written; only the disk has still to say that it is there. */
interface BegunBatch {
  stored: Promise<FetchedMail[]>;
}

/** Parses and writes; while the disk brings one batch in safety, the next one is parsed. */
async function* beginBatches(batches: AsyncIterable<Loaded[]>, mailbox: OpenMailbox, options: MailServerOptions): AsyncGenerator<BegunBatch> {
  let last: Promise<unknown> = Promise.resolve();
  try {
    for await (const batch of batches) {
      const stored = Promise.all(await beginBatch(batch, mailbox, options)).then((mails) => mails.filter((mail) => mail !== null));
      // Whoever takes the batch meets the failure; when nobody does, it must not count as unhandled.
      last = stored.catch(() => undefined);
      yield { stored };
    }
  } finally {
    await last;
  }
}

async function* storedBatches(batches: AsyncIterable<BegunBatch>): AsyncGenerator<FetchedMail[]> {
  for await (const { stored } of batches) {
    const mails = await stored;
    if (mails.length > 0) yield mails;
  }
}

async function beginBatch(batch: readonly Loaded[], mailbox: OpenMailbox, options: MailServerOptions): Promise<Promise<FetchedMail | null>[]> {
  const begun: Promise<FetchedMail | null>[] = [];
  for (const loaded of batch) {
    const { facts } = loaded;
    if ('tooLarge' in loaded) begun.push(Promise.resolve(refused(facts, tooLarge(facts.size, options.maxMessageBytes), null, envelopeOf(loaded.tooLarge, options.parser))));
    else if ('streamed' in loaded) begun.push(Promise.resolve(await storeStreamed(facts, mailbox, options)));
    else if (options.forward !== undefined) begun.push(Promise.resolve(await storeForwarded(facts, loaded.octets, options, options.forward)));
    else begun.push(storeOne(facts, loaded.octets, options));
    if (begun.length % WITHOUT_PAUSE === 0) await new Promise(setImmediate);
  }
  return begun;
}

/** Writes and parses at once, and resolves when the disk has it. */
function storeOne(facts: MessageFacts, octets: Buffer | null, options: MailServerOptions): Promise<FetchedMail> {
  if (!octets) return Promise.resolve(refused(facts, asMalformed(new Error('the server sent no content')).toJSON(), null, null));
  const found = { ...facts, size: octets.length };
  const storing = options.blobs.put(octets);
  const read = readOne(octets, options.parser);
  const stored = storing.then(({ key }): FetchedMail => ('message' in read ? { ok: true, ...found, message: read.message, rawKey: key } : refused(found, read.error, key, read.envelope)));
  // It is waited for only when the whole batch is begun.
  stored.catch(() => undefined);
  return stored;
}

async function storeForwarded(facts: MessageFacts, octets: Buffer | null, options: MailServerOptions, forward: ForwardParsing): Promise<FetchedMail> {
  if (!octets) return storeOne(facts, octets, options);
  const found = { ...facts, size: octets.length };
  try {
    if (!forward.keepsAttachments) return storedForward(found, await storeWithoutFiles([octets], options.blobs, options.parser));
    const [{ key }, { message }] = await Promise.all([options.blobs.put(octets), options.parser.parseForward([octets], forward)]);
    return { ok: true, ...found, message, rawKey: key };
  } catch (error) {
    if (!(error instanceof MailError) || error.kind !== 'malformed') throw error;
    const rawKey = forward.keepsAttachments ? (await options.blobs.put(octets)).key : null;
    return refused(found, error.toJSON(), rawKey, envelopeOf(octets, options.parser));
  }
}

const storedForward = (facts: MessageFacts, { key, message }: StoredForward): FetchedMail => ({ ok: true, ...facts, message, rawKey: key });

function readOne(octets: Buffer, parser: MimeParser): { message: Message } | { error: MailErrorData; envelope: Envelope | null } {
  try {
    return { message: parser.parse(octets) };
  } catch (error) {
    return { error: asMalformed(error).toJSON(), envelope: envelopeOf(octets, parser) };
  }
}

async function storeStreamed(facts: MessageFacts, mailbox: OpenMailbox, options: MailServerOptions): Promise<FetchedMail | null> {
  const parts = new MessageParts(mailbox, facts, options.maxMessageBytes);
  try {
    if (options.forward?.keepsAttachments === false) return storedForward(facts, await storeWithoutFiles(parts, options.blobs, options.parser));
    const { key, size, message, unreadable } = await storeWhileParsing(parts, options.blobs, options.forward === undefined ? options.parser : forwardParser(options.parser, options.forward));
    if (message) return { ok: true, ...facts, size, message, rawKey: key };
    return refused({ ...facts, size }, asMalformed(unreadable).toJSON(), key, envelopeOf(parts.head, options.parser));
  } catch (error) {
    if (parts.vanished) return null;
    const keptNothing = error instanceof MailError && (error.code === 'too-large' || (error.kind === 'malformed' && options.forward?.keepsAttachments === false));
    if (keptNothing) return refused(facts, error.toJSON(), null, envelopeOf(parts.head, options.parser));
    throw error;
  }
}

/** The octets of a large message as they are asked for; ends with the first part that is shorter than asked. */
class MessageParts implements AsyncIterable<Uint8Array> {
  vanished = false;
  head: Buffer | null = null;

  constructor(private readonly mailbox: OpenMailbox, private readonly facts: MessageFacts, private readonly maxMessageBytes: number) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let start = 0; ; ) {
      const part = await fetchPart(this.mailbox, this.facts.uid, start, PART_OCTETS);
      if (!part) {
        this.vanished = true;
        throw asMalformed(new Error('the message vanished while it was read'));
      }
      this.head ??= part;
      start += part.length;
      // A server may announce a small size and never stop sending.
      if (start > this.maxMessageBytes) throw new MailError(tooLarge(start, this.maxMessageBytes));
      if (part.length > 0) yield part;
      if (part.length !== PART_OCTETS) return;
    }
  }
}

function refused(facts: MessageFacts, error: MailErrorData, rawKey: string | null, envelope: Envelope | null): FetchedMail {
  return { ok: false, uid: facts.uid, internalDate: facts.internalDate, size: facts.size, error, rawKey, envelope };
}

function tooLarge(size: number, limit: number): MailErrorData {
  const mebibytes = (octets: number): number => Math.round(octets / 1024 / 1024);
  return {
    kind: 'malformed', code: 'too-large', remedier: 'administrator',
    message: `The message has ${mebibytes(size)} MB, more than the ${mebibytes(limit)} MB that are imported; the administrator can raise the limit.`,
  };
}
