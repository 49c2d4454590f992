/** The files of a message for the reader, put together. */
import type { MessageReader } from './flow/ports';
import { packFiles } from './adapters/zip';
import { createMessageFiles, type MessageFiles } from './flow/reader/message-files';

export function composeReader(reader: MessageReader): MessageFiles {
  return createMessageFiles({ reader, packFiles });
}
