/** Files that are here already, put to a draft: documents of records, parts of messages, the media library. */
import type { AttachInput } from '../../../../shared/contracts';
import { missing } from './begin-draft';
import { addFile, type DraftFilePorts } from './draft-files';
import type { OriginalPorts } from './original';
import type { DraftFile, OpenMedia, OriginalStore } from './ports';
import type { Writer } from './writer';

export interface AttachPorts extends DraftFilePorts, OriginalPorts {
  originals: OriginalStore;
  openMedia: OpenMedia;
}

/** Rejects with `not-found` for whatever the person does not see. */
export async function attachKnown(ports: AttachPorts, writer: Writer, draftId: string, input: AttachInput, maxBytes: number): Promise<DraftFile> {
  switch (input.from) {
    case 'message':
      return attachPart(ports, writer, draftId, { message: input.messageId, partNumber: input.partNumber, name: null }, maxBytes);
    case 'document': {
      const document = await ports.originals.findDocument(input.documentId);
      if (document === null) throw missing('document');
      return attachPart(ports, writer, draftId, document, maxBytes);
    }
    case 'media':
      return attachMedia(ports, writer, draftId, input.fileId, maxBytes);
  }
}

interface PartOfMessage {
  message: string;
  /** Null: the original itself. */
  partNumber: string | null;
  name: string | null;
}

async function attachPart(ports: AttachPorts, writer: Writer, draftId: string, { message: id, partNumber, name }: PartOfMessage, maxBytes: number): Promise<DraftFile> {
  const message = await ports.queries.loadMessage(writer.viewer, id);
  if (message === null) throw missing('message');
  if (partNumber === null) {
    const rawKey = await writer.originalOf(message);
    const file = { filename: name ?? `${message.subject.trim() || 'message'}.eml`, contentType: 'message/rfc822', inline: false };
    return addFile(ports, draftId, { ...file, octets: await ports.reader.openRaw(rawKey) }, maxBytes);
  }
  if (!message.attachments.some((attachment) => attachment.partNumber === partNumber)) throw missing('attachment');
  await writer.checkFile(message, partNumber);
  const part = await ports.reader.openPart(message.rawKey, partNumber);
  return addFile(ports, draftId, { filename: await writer.conceal(name ?? part.filename), contentType: part.contentType, inline: false, octets: part.content }, maxBytes);
}

async function attachMedia(ports: AttachPorts, writer: Writer, draftId: string, fileId: number, maxBytes: number): Promise<DraftFile> {
  const media = (await writer.mayReadMedia(fileId)) ? await ports.openMedia(fileId) : null;
  if (media === null) throw missing('file in the media library');
  return addFile(ports, draftId, { filename: media.name, contentType: media.contentType, inline: false, octets: await media.open() }, maxBytes);
}
