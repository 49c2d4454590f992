import type { BlobStore, MimeParser } from '../flow/ports';
import type { MessageComposer, OutgoingMessage } from '../flow/outbox/ports';

/** How a message is made into octets, and how they get another Date. */
export interface Composing {
  composeMessage(blobs: Pick<BlobStore, 'open'>, outgoing: OutgoingMessage): AsyncIterable<Uint8Array>;
  withDate(chunks: AsyncIterable<Uint8Array>, date: string): AsyncIterable<Uint8Array>;
}

/** Makes and stores messages in the thread: with their files they are large, and encoding takes a while. */
export function createMessageComposer(blobs: BlobStore, parser: MimeParser, { composeMessage, withDate }: Composing): MessageComposer {
  const store = async (octets: AsyncIterable<Uint8Array>) => {
    const { key, size } = await blobs.put(octets);
    return { rawKey: key, size, message: await parser.parseStream(await blobs.open(key)) };
  };
  return {
    compose: (outgoing) => store(composeMessage(blobs, outgoing)),
    redate: async (rawKey, date) => store(withDate(await blobs.open(rawKey), date)),
  };
}
