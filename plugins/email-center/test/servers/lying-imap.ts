/**
 * A scriptable IMAP server on loopback: honest by default, and a liar exactly where the script says so.
 *
 *   const server = await startLyingImap({
 *     messages: [{ uid: 1, raw: 'Subject: one\r\n\r\nbody\r\n' }],
 *     script: {
 *       'UID FETCH': (command) => { command.send('* 1 FETCH (UID 1 BODY[] {100}\r\nshort'); command.cut(); },
 *       STATUS: (command) => command.no('[UNAVAILABLE] later'),
 *       LOGIN: () => undefined,                    // silence
 *       'UID SEARCH': (command) => command.honest(),
 *     },
 *   });
 *   server.settings()      // ConnectionSettings (smtp names the same port)
 *   server.caFile          // the certificate to trust
 *   server.commands        // every line received, without its tag: 'EXAMINE INBOX'
 *   await server.stop()
 *
 * Options: security 'tls' (default) or 'starttls'; starttls false: a plain-text port that offers none; certificate:
 * any flaw of `authority.ts`; authority: who issues it, when another server's is to be trusted with it; greeting: null keeps silent after the connection is made, a string replaces it;
 * capabilities, uidValidity, uidNext, mailboxes (LIST lines' content).
 */
import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, createServer as createTlsServer } from 'node:tls';
import type { ConnectionSettings } from '../../server/src/domain/mail/account';
import { createAuthority } from './authority';
import type { CertificateFlaw, IssuedCertificate, TestAuthority } from './authority';
import { answerHonestly } from './honest-imap';

export interface LyingMessage {
  uid: number;
  raw: string | Buffer;
  internalDate?: string;
  flags?: string[];
}

export interface LyingCommand {
  tag: string;
  /** Upper case; 'UID FETCH' and 'UID SEARCH' are one name. */
  name: string;
  args: string;
  /** Raw octets; CRLF is the caller's affair. */
  send(octets: string | Buffer): void;
  ok(text?: string): void;
  no(text: string): void;
  bad(text: string): void;
  /** Ends the connection at once. */
  cut(): void;
  /** What an honest server would answer. */
  honest(): void;
}

export interface LyingOptions {
  security?: 'tls' | 'starttls';
  starttls?: boolean;
  certificate?: CertificateFlaw;
  authority?: TestAuthority;
  greeting?: string | null;
  capabilities?: string;
  uidValidity?: number;
  /** Null: the server does not say. */
  uidNext?: number | null;
  mailboxes?: string[];
  messages?: LyingMessage[];
  script?: Record<string, (command: LyingCommand) => void>;
}

export interface LyingImap {
  caFile: string;
  port: number;
  commands: string[];
  options: LyingOptions;
  settings(): ConnectionSettings;
  stop(): Promise<void>;
}

export async function startLyingImap(options: LyingOptions = {}): Promise<LyingImap> {
  const folder = await mkdtemp(join(tmpdir(), 'ec-lying-'));
  const authority = options.authority ?? (await createAuthority(folder));
  const certificate = await authority.issue(options.certificate ?? 'valid');
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, options, certificate, commands);
  };
  const security = options.security ?? 'tls';
  const server = security === 'tls'
    ? createTlsServer({ cert: certificate.cert, key: certificate.key }, serve)
    : createPlainServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = { host: '127.0.0.1', port, security };
  return {
    caFile: authority.caFile, port, commands, options,
    settings: () => ({ accountId: 'lying', address: 'anna@test.local', imap: endpoint, smtp: endpoint, login: 'anna@test.local', password: 'secret' }),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function converse(raw: Socket, options: LyingOptions, certificate: IssuedCertificate, commands: string[]): void {
  let socket = raw;
  let pending = '';
  const send = (octets: string | Buffer): void => void (socket.destroyed || socket.write(octets));

  const listen = (): void => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        receive(line);
      }
    });
  };

  const receive = (line: string): void => {
    const [, tag, name, args] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
    if (!tag || !name) return; // the continuation of AUTHENTICATE; the honest answer waits for it by itself
    commands.push(`${name} ${args}`.trim());
    const command: LyingCommand = {
      tag, name: name.toUpperCase(), args: args ?? '', send,
      ok: (text = 'done') => send(`${tag} OK ${text}\r\n`),
      no: (text) => send(`${tag} NO ${text}\r\n`),
      bad: (text) => send(`${tag} BAD ${text}\r\n`),
      cut: () => void socket.end(() => socket.destroy()),
      honest: () => answerHonestly(command, options, upgrade),
    };
    const lie = options.script?.[command.name];
    if (lie) lie(command);
    else command.honest();
  };

  const upgrade = (): void => {
    raw.removeAllListeners('data');
    socket = new TLSSocket(raw, { isServer: true, cert: certificate.cert, key: certificate.key });
    listen();
  };

  listen();
  if (options.greeting !== null) send(options.greeting ?? '* OK test server ready\r\n');
}
