/**
 * A MongoDB that is none: it speaks the wire protocol (OP_MSG) as far as Agenda's storage needs it, and keeps documents
 * in memory. Queries and pipelines are evaluated by mingo. No authentication, transactions or change streams; commands are
 * atomic, because one thread answers them one after another. What holds here is not thereby shown for MongoDB itself.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import { MongoStore, type Document } from './mongo-store';

export interface FakeMongo {
  url: string;
  close(): Promise<void>;
}

const OP_MSG = 2013;
/** The older question and answer, with which a driver still introduces itself. */
const OP_QUERY = 2004;
const OP_REPLY = 1;
const MORE_TO_COME = 2;
const CHECKSUM_PRESENT = 1;

export async function startFakeMongo(): Promise<FakeMongo> {
  const store = new MongoStore();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A driver that goes away in the middle of an answer is none of the test's business.
    socket.on('error', () => undefined);
    serve(socket, store);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/agenda`,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

function serve(socket: Socket, store: MongoStore): void {
  let waiting = Buffer.alloc(0);
  let answers = 0;
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 16 && waiting.length >= waiting.readInt32LE(0)) {
      const length = waiting.readInt32LE(0);
      const message = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      answers += 1;
      socket.write(respond(message, answers, store));
    }
  });
}

function respond(message: Buffer, id: number, store: MongoStore): Buffer {
  const replyTo = message.readInt32LE(4);
  if (message.readInt32LE(12) === OP_QUERY) {
    const nameEnd = message.indexOf(0, 20);
    // Cursor flags, an empty cursor, and one document.
    const head = Buffer.alloc(20);
    head.writeInt32LE(8, 0);
    head.writeInt32LE(1, 16);
    return frame(OP_REPLY, head, serialize(store.answer(deserialize(message.subarray(nameEnd + 9)))), id, replyTo);
  }
  const flags = message.readUInt32LE(16);
  const answer = serialize(store.answer(readSections(message, flags)));
  return (flags & MORE_TO_COME) === 0 ? frame(OP_MSG, Buffer.alloc(5), answer, id, replyTo) : Buffer.alloc(0);
}

/** Kind 0 is the command itself, kind 1 a list that belongs into it (documents of an insert). */
function readSections(message: Buffer, flags: number): Document {
  const end = message.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  const lists: Document = {};
  let command: Document = {};
  for (let offset = 20; offset < end;) {
    const kind = message[offset];
    const size = message.readInt32LE(offset + 1);
    const section = message.subarray(offset + 1, offset + 1 + size);
    if (kind === 0) command = deserialize(section);
    else Object.assign(lists, readList(section));
    offset += 1 + size;
  }
  return { ...command, ...lists };
}

function readList(section: Buffer): Document {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let offset = nameEnd + 1; offset < section.length;) {
    const size = section.readInt32LE(offset);
    documents.push(deserialize(section.subarray(offset, offset + size)));
    offset += size;
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}

function frame(operation: number, head: Buffer, body: Uint8Array, id: number, replyTo: number): Buffer {
  const start = Buffer.alloc(16);
  start.writeInt32LE(start.length + head.length + body.length, 0);
  start.writeInt32LE(id, 4);
  start.writeInt32LE(replyTo, 8);
  start.writeInt32LE(operation, 12);
  return Buffer.concat([start, head, body]);
}
