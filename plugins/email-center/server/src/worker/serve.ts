/** The thread's side of the protocol: answers calls and feeds streams, each failure as data of a MailError. */
import type { MessagePort } from 'node:worker_threads';
import { BatchPacker } from '../adapters/import-thread/packed-batch';
import { STREAM_CREDIT } from '../adapters/import-thread/protocol';
import type { FromThread, ThreadCalls, ToThread } from '../adapters/import-thread/protocol';
import { MailError } from '../domain/mail/mail-error';
import type { MessageComposer } from '../flow/outbox/ports';
import type { BlobStore, FetchedMail, MailServer, MessageReader } from '../flow/ports';
import type { DraftBlobs, DraftImages } from '../flow/writing/ports';
import { DraftUploads } from './draft-uploads';
import { OutgoingStream } from './outgoing-stream';
import { Sessions } from './sessions';

interface Services {
  server: MailServer;
  reader: MessageReader;
  composer: MessageComposer;
  blobs: Pick<BlobStore, 'delete' | 'deleteUntouched'>;
  draftFiles: Pick<DraftBlobs, 'keep'>;
  cleanDraft(html: string, images: DraftImages): { html: string; text: string };
}

type Port = Pick<MessagePort, 'on' | 'postMessage' | 'close'>;
type Call = Extract<ToThread, { type: 'call' }>;
type StreamRequest = Extract<ToThread, { type: 'stream' }>;
interface Opened {
  head: unknown;
  items: AsyncIterable<unknown>;
}

export function serveThread(port: Port, services: Services): void {
  const sessions = new Sessions(services.server);
  const uploads = new DraftUploads(services.draftFiles);
  const streams = new Map<number, OutgoingStream>();
  const packer = new BatchPacker();
  const post = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const fail = (id: number, error: unknown): void => post({ type: 'error', id, error: MailError.wrap(error).toJSON() });

  const startStream = (request: StreamRequest): void => {
    const stream = new OutgoingStream(request.id, STREAM_CREDIT[request.name], post);
    streams.set(request.id, stream);
    openStream(request, sessions, services.reader, packer)
      .then(({ head, items }) => stream.send(head, items))
      .catch((error: unknown) => fail(request.id, error))
      .finally(() => streams.delete(request.id));
  };

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'call':
        answer(message, { sessions, uploads }, services).then((value) => post({ type: 'result', id: message.id, value }), (error: unknown) => fail(message.id, error));
        break;
      case 'stream':
        startStream(message);
        break;
      case 'credit':
        streams.get(message.id)?.grant();
        break;
      case 'spare':
        packer.reuse(message.memory);
        break;
      case 'cancel':
        streams.get(message.id)?.cancel();
        sessions.abort(message.id);
        break;
      case 'stop':
        sessions.closeAll().finally(() => port.close()).catch(() => undefined);
        break;
    }
  });
}

async function answer({ id, name, args }: Call, { sessions, uploads }: { sessions: Sessions; uploads: DraftUploads }, { reader, composer, blobs, cleanDraft }: Services): Promise<ReturnType<ThreadCalls[keyof ThreadCalls]>> {
  switch (name) {
    case 'open':
      return sessions.open(id, ...args);
    case 'listMailboxes':
      return sessions.get(args[0]).listMailboxes();
    case 'status':
      return sessions.get(args[0]).status(args[1]);
    case 'searchSince':
      return sessions.get(args[0]).searchSince(args[1], args[2], args[3]);
    case 'searchRange':
      return sessions.get(args[0]).searchRange(args[1], args[2], args[3], args[4]);
    case 'fetchHeaders':
      return sessions.get(args[0]).fetchHeaders(args[1], args[2], args[3]);
    case 'totalSize':
      return sessions.get(args[0]).totalSize(args[1], args[2], args[3]);
    case 'findMessageId':
      return sessions.get(args[0]).findMessageId(args[1], args[2]);
    case 'append':
      return sessions.get(args[0]).append(args[1], args[2], args[3]);
    case 'setSeen':
      return sessions.get(args[0]).setSeen(args[1], args[2], args[3], args[4]);
    case 'idle':
      return sessions.get(args[0]).idle(args[1]);
    case 'close':
      return sessions.close(args[0]);
    case 'readBody':
      return reader.readBody(...args);
    case 'reparse':
      return reader.reparse(...args);
    case 'beginDraftFile':
      return uploads.begin(id, ...args);
    case 'writeDraftFile':
      return uploads.write(...args);
    case 'endDraftFile':
      return uploads.end(...args);
    case 'abandonDraftFile':
      return uploads.abandon(...args);
    case 'deleteRaw':
      return blobs.delete(...args);
    case 'deleteUntouchedRaw':
      return blobs.deleteUntouched(...args);
    case 'compose':
      return composer.compose(...args);
    case 'redate':
      return composer.redate(...args);
    case 'cleanDraft':
      return cleanDraft(...args);
  }
}

async function openStream(request: StreamRequest, sessions: Sessions, reader: MessageReader, packer: BatchPacker): Promise<Opened> {
  switch (request.name) {
    case 'fetchMessages': {
      const [session, path, epoch, uids, forward] = request.args;
      return { head: null, items: packed(packer, sessions.get(session).fetchMessages(path, epoch, uids, forward)) };
    }
    case 'openRaw':
      return { head: null, items: await reader.openRaw(...request.args) };
    case 'openPart': {
      const { content, ...head } = await reader.openPart(...request.args);
      return { head, items: content };
    }
  }
}

async function* packed(packer: BatchPacker, batches: AsyncIterable<FetchedMail[]>): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) yield packer.pack(batch);
}
