/**
 * A scriptable SMTP submission server on loopback: honest by default, and a liar exactly where the script says so.
 *
 *   const server = await startLyingSmtp({ script: { AUTH: (command) => command.reply('535 5.7.8 no'), DATA: (command) => command.cut() } });
 *   server.settings()      // ConnectionSettings (imap names the same port)
 *   server.caFile          // the certificate to trust
 *   server.commands        // every line received: 'EHLO x'; of the content of a message the last line, as 'CONTENT'
 *   server.inPlainText     // those of them that came unencrypted
 *   server.contents        // the messages it was given, without the dots of the transfer (RFC 5321 section 4.5.2)
 *   await server.stop()
 *
 * The script's names are the verbs, GREETING for the new connection, and CONTENT for the end of a message. Options: security 'tls' (default) or
 * 'starttls'; starttls false: it is not offered; certificate: any flaw of `authority.ts`; greeting: null keeps silent,
 * a string replaces it; auth: the mechanisms offered, null for none.
 */
import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, createServer as createTlsServer } from 'node:tls';
import type { ConnectionSettings } from '../../server/src/domain/mail/account';
import { createAuthority } from './authority';
import type { CertificateFlaw, IssuedCertificate } from './authority';

export interface SmtpCommand {
  name: string;
  args: string;
  /** One line, or several joined by CRLF; the last CRLF is added. */
  reply(line: string): void;
  /** Ends the connection at once. */
  cut(): void;
  honest(): void;
}

export interface LyingSmtpOptions {
  security?: 'tls' | 'starttls';
  starttls?: boolean;
  certificate?: CertificateFlaw;
  greeting?: string | null;
  auth?: string | null;
  /** What it offers beside, such as `SMTPUTF8` or `SIZE 1000`. */
  extensions?: string[];
  script?: Record<string, (command: SmtpCommand) => void>;
}

export interface LyingSmtp {
  caFile: string;
  commands: string[];
  inPlainText: string[];
  contents: string[];
  settings(): ConnectionSettings;
  stop(): Promise<void>;
}

export async function startLyingSmtp(options: LyingSmtpOptions = {}): Promise<LyingSmtp> {
  const folder = await mkdtemp(join(tmpdir(), 'ec-lying-smtp-'));
  const authority = await createAuthority(folder);
  const certificate = await authority.issue(options.certificate ?? 'valid');
  const commands: string[] = [];
  const inPlainText: string[] = [];
  const contents: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Conversation(socket, options, certificate, (line, encrypted) => {
      commands.push(line);
      if (!encrypted) inPlainText.push(line);
    }, (content) => void contents.push(content)).begin();
  };
  const security = options.security ?? 'tls';
  const server = security === 'tls' ? createTlsServer({ cert: certificate.cert, key: certificate.key }, serve) : createPlainServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, security };
  return {
    caFile: authority.caFile, commands, inPlainText, contents,
    settings: () => ({ accountId: 'lying', address: 'anna@test.local', imap: endpoint, smtp: endpoint, login: 'anna@test.local', password: 'secret' }),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

class Conversation {
  private pending = '';
  private readonly content: string[] = [];
  /** What the next lines are: commands, words of a login, or the content of a message. */
  private expects: 'command' | 'login' | 'content' = 'command';

  constructor(private socket: Socket, private readonly options: LyingSmtpOptions, private readonly certificate: IssuedCertificate, private readonly note: (line: string, encrypted: boolean) => void, private readonly keep: (content: string) => void) {}

  begin(): void {
    this.listen();
    this.answer('GREETING', '');
  }

  private send(line: string): void {
    if (!this.socket.destroyed) this.socket.write(`${line}\r\n`);
  }

  private listen(): void {
    const { socket } = this;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      this.pending += chunk.toString('latin1');
      for (let end = this.pending.indexOf('\r\n'); end >= 0; end = this.pending.indexOf('\r\n')) {
        const line = this.pending.slice(0, end);
        this.pending = this.pending.slice(end + 2);
        this.receive(line);
      }
    });
  }

  private receive(line: string): void {
    if (this.expects === 'content' && line !== '.') return void this.content.push(line.replace(/^\.\./, '.'));
    if (this.expects === 'content') this.keep(this.content.splice(0).join('\r\n'));
    const text = this.expects === 'content' ? 'CONTENT' : this.expects === 'login' ? `WORDS ${line}` : line;
    this.expects = 'command';
    this.note(text, this.socket instanceof TLSSocket);
    const [, verb = '', args = ''] = /^(\S+) ?(.*)$/.exec(text) ?? [];
    this.answer(verb.toUpperCase(), args);
  }

  private answer(name: string, args: string): void {
    const command: SmtpCommand = {
      name, args, reply: (answer) => this.send(answer),
      cut: () => void this.socket.end(() => this.socket.destroy()),
      honest: () => this.answerHonestly(name, args),
    };
    const lie = this.options.script?.[name];
    if (lie) lie(command);
    else command.honest();
  }

  private answerHonestly(name: string, args: string): void {
    switch (name) {
      case 'GREETING':
        return this.options.greeting === null ? undefined : this.send(this.options.greeting ?? '220 test server ready');
      case 'EHLO':
        return this.send(this.extensions().map((line, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${line}`).join('\r\n'));
      case 'STARTTLS':
        if (this.options.starttls === false) return this.send('502 5.5.1 no such command');
        this.send('220 2.0.0 begin');
        return this.upgrade();
      case 'AUTH':
        if (!/^LOGIN$/i.test(args)) return this.send('235 2.7.0 welcome');
        this.expects = 'login';
        return this.send('334 VXNlcm5hbWU6');
      case 'WORDS':
        if (Buffer.from(args, 'base64').toString() === 'secret') return this.send('235 2.7.0 welcome');
        this.expects = 'login';
        return this.send('334 UGFzc3dvcmQ6');
      case 'DATA':
        this.expects = 'content';
        return this.send('354 go on');
      case 'QUIT':
        return this.send('221 2.0.0 see you');
      default:
        return this.send('250 2.0.0 done');
    }
  }

  private extensions(): string[] {
    const { auth = 'PLAIN LOGIN', security = 'tls', starttls = true } = this.options;
    const encrypted = this.socket instanceof TLSSocket;
    return ['test.local', '8BITMIME', ...(this.options.extensions ?? []), ...(security === 'starttls' && starttls && !encrypted ? ['STARTTLS'] : []), ...(auth === null ? [] : [`AUTH ${auth}`])];
  }

  private upgrade(): void {
    this.socket.removeAllListeners('data');
    this.socket = new TLSSocket(this.socket, { isServer: true, cert: this.certificate.cert, key: this.certificate.key });
    this.listen();
  }
}
