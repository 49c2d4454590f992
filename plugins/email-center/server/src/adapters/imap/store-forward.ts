/** Messages of a forward address (S5): what they forward is read with them, and where it keeps no files, none are stored. */
import { MailError } from '../../domain/mail/mail-error';
import type { Message } from '../../domain/mail/message';
import type { BlobStore, ForwardParsing, MimeParser } from '../../flow/ports';

export interface StoredForward {
  key: string;
  size: number;
  message: Message;
}

/** Rejects with kind `malformed` for what cannot be read; of that nothing is kept, because files may be all there is to it. */
export async function storeWithoutFiles(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, blobs: BlobStore, parser: MimeParser): Promise<StoredForward> {
  const { message, kept } = await parser.parseForward(chunks, { keepsAttachments: false });
  if (kept === null) throw new MailError({ kind: 'bug', code: 'bug', remedier: 'developer', message: 'The parser kept nothing of a message whose files are not kept.' });
  return { ...(await blobs.put(kept)), message };
}

/** The parser for a forward address that keeps files: the same calls, and each message comes with what it forwards. */
export function forwardParser(parser: MimeParser, forward: ForwardParsing): MimeParser {
  return { ...parser, parseStream: async (chunks) => (await parser.parseForward(chunks, forward)).message };
}
