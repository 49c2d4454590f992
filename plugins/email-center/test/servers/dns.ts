/**
 * A name server on loopback (UDP, RFC 1035) that knows what it is told: SRV and MX records, names without records, names
 * that do not exist, and the two ways of not answering.
 *
 *   const dns = await startDns();
 *   dns.zone.set('_imaps._tcp.firma.test', { srv: [{ target: 'mail.firma.test', port: 993 }] });
 *   dns.zone.set('silent.test', 'silent');
 *   createNameService({ servers: [dns.address] });
 *   dns.asked                      // every question so far, as `TYPE name`
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

interface Records {
  srv?: { target: string; port: number; priority?: number; weight?: number }[];
  mx?: { exchange: string; priority?: number }[];
}
/** `silent`: no answer; `failing`: SERVFAIL. */
export type Knowledge = Records | 'silent' | 'failing';

export interface DnsServer {
  /** `127.0.0.1:PORT` */
  address: string;
  zone: Map<string, Knowledge>;
  asked: string[];
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 15: 'MX', 28: 'AAAA', 33: 'SRV' };
const RESPONSE = 0x8180;
const RCODE = { noError: 0, serverFailure: 2, noSuchName: 3 };

export async function startDns(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const server: Omit<DnsServer, 'address' | 'stop'> = { zone: new Map(), asked: [] };
  socket.on('message', (packet, { address, port }) => {
    const answer = answerTo(packet, server);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return Object.assign(server, { address: `127.0.0.1:${socket.address().port}`, stop: () => new Promise<void>((resolve) => socket.close(() => resolve())) });
}

function answerTo(packet: Buffer, { zone, asked }: Pick<DnsServer, 'zone' | 'asked'>): Buffer | null {
  const { name, end } = readName(packet, 12);
  const type = packet.readUInt16BE(end);
  asked.push(`${TYPES[type] ?? type} ${name}`);
  const known = zone.get(name);
  if (known === 'silent') return null;
  const question = packet.subarray(12, end + 4);
  if (known === 'failing') return response(packet, question, RCODE.serverFailure, []);
  if (known === undefined) return response(packet, question, [...zone.keys()].some((one) => one.endsWith(`.${name}`)) ? RCODE.noError : RCODE.noSuchName, []);
  return response(packet, question, RCODE.noError, recordsOf(known, TYPES[type]));
}

function recordsOf({ srv = [], mx = [] }: Records, type: string | undefined): Buffer[] {
  if (type === 'SRV') return srv.map(({ target, port, priority = 0, weight = 0 }) => record(33, Buffer.concat([numbers(priority, weight, port), writeName(target)])));
  if (type === 'MX') return mx.map(({ exchange, priority = 10 }) => record(15, Buffer.concat([numbers(priority), writeName(exchange)])));
  return [];
}

/** The name of the question (a pointer to it), class IN, a minute to live. */
const record = (type: number, data: Buffer): Buffer => Buffer.concat([numbers(0xc00c, type, 1, 0, 60, data.length), data]);

function response(packet: Buffer, question: Buffer, code: number, records: Buffer[]): Buffer {
  return Buffer.concat([packet.subarray(0, 2), numbers(RESPONSE | code, 1, records.length, 0, 0), question, ...records]);
}

function numbers(...values: number[]): Buffer {
  const octets = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => octets.writeUInt16BE(value, index * 2));
  return octets;
}

function readName(packet: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = packet[at]!; length !== 0; length = packet[at]!) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function writeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])), Buffer.from([0])]);
}
