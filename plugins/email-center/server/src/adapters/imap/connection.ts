/** One authenticated IMAP connection: a command at a time, each with a deadline, each failure a MailError. */
import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { ImapAttribute, ImapResponse, Logger } from 'imapflow';
import { CANCELLED, connectionFailure } from '../../domain/mail/connection-failure';
import type { ServerName } from '../../domain/mail/connection-failure';
import type { ConnectionSettings } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import { errorWithoutSecrets } from '../../domain/mail/without-secrets';
import type { Timeouts } from '../../flow/ports';
import { trustedAuthorities } from '../trusted-authorities';
import { toMailError } from './failures';

/**
 * What is used of imapflow beyond its published types; its version is pinned exactly. `exec` sends one command and
 * hands over the untagged responses, without the library's own reading of them: its commands for STATUS and SEARCH
 * answer a refusal with `false`, which would make a failure look like an empty mailbox, and SELECT asks for a LIST first.
 */
interface CommandChannel {
  exec(command: string, args: ImapAttribute[], options: { untagged: Record<string, (line: ImapResponse) => Promise<void>>; onPlusTag?: () => Promise<void> }): Promise<{ response: ImapResponse; next(): void }>;
  /** One line as it is; only IDLE needs it, whose end is no command. */
  write(line: string): void;
  commands: Map<string, unknown>;
}

export interface ConnectionOptions {
  caFile?: string;
  timeouts: Timeouts;
  /** Largest single literal that is accepted, in octets. */
  maxLiteral: number;
}

export type Untagged = Record<string, (line: ImapResponse) => void>;

/** Commands that imapflow sends by itself after the login and that nothing here needs; each is a round trip. */
const NEEDLESS = ['ID', 'NAMESPACE'];
/** A SEARCH over a mailbox of millions is one line of some ten megabytes. */
const MAX_LINE = 32 * 1024 * 1024;

export class Connection {
  /** Round trips since the login; what an idle account costs. */
  commands = 0;
  private failure: MailError | null = null;
  readonly server: ServerName;

  private constructor(
    private readonly client: ImapFlow,
    private readonly settings: ConnectionSettings,
    private readonly timeouts: Timeouts,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.server = { host: settings.imap.host, port: settings.imap.port };
    // Without a listener the event would end the process; the command in flight rejects with what is noted here.
    client.on('error', (error: unknown) => (this.failure ??= this.failureOf(error, 'connection')));
    signal?.addEventListener('abort', this.cancel, { once: true });
  }

  static async open(settings: ConnectionSettings, options: ConnectionOptions, signal?: AbortSignal): Promise<Connection> {
    if (signal?.aborted) throw new MailError(CANCELLED);
    let connection: Connection | null = null;
    const client = new ImapFlow({ ...clientOptions(settings, options), logger: pauseListener((told) => connection?.giveUp(connection.failureOf(told, 'command'))) });
    const channel = channelOf(client);
    channel.commands = new Map([...channel.commands].filter(([name]) => !NEEDLESS.includes(name)));
    connection = new Connection(client, settings, options.timeouts, signal);
    await connection.logIn();
    return connection;
  }

  has(capability: string): boolean {
    return this.client.capabilities.has(capability);
  }

  /**
   * Sends one command and gives each untagged response to its reader; resolves with the tagged OK. Rejects with a
   * MailError for NO, BAD, BYE, a lost connection, or a server that stays silent too long: `patience` milliseconds more where
   * much has to be sent first.
   */
  async run(command: string, args: ImapAttribute[], untagged: Untagged = {}, patience = 0): Promise<ImapResponse> {
    if (this.failure) throw this.failure;
    this.commands++;
    const stopWatch = this.watch(this.timeouts.command + patience, this.timeouts.silence + patience);
    let unreadable: unknown;
    const readers = Object.fromEntries(Object.entries(untagged).map(([name, read]) => [name, async (line: ImapResponse) => {
      // imapflow only logs what a reader throws, so it is kept and thrown when the command has ended.
      try {
        read(line);
      } catch (error) {
        unreadable ??= error;
      }
    }]));
    try {
      const { response, next } = await channelOf(this.client).exec(command, args, { untagged: readers });
      next();
      if (unreadable !== undefined) throw unreadable;
      return response;
    } catch (error) {
      throw this.failure ?? this.failureOf(error, command);
    } finally {
      stopWatch();
    }
  }

  /**
   * IDLE (RFC 2177) on the open mailbox; resolves with whether messages came before so many milliseconds had passed. The silence of a
   * server counts only while it owes an answer.
   */
  async idle(milliseconds: number): Promise<boolean> {
    if (this.failure) throw this.failure;
    this.commands++;
    let [news, waiting, stopWatch] = [false, false, this.watch()];
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      if (!waiting) return;
      waiting = false;
      stopWatch = this.watch();
      channelOf(this.client).write('DONE');
    };
    const onPlusTag = async (): Promise<void> => {
      stopWatch();
      waiting = true;
      if (news) return done();
      timer = setTimeout(done, milliseconds);
    };
    const EXISTS = async (): Promise<void> => {
      news = true;
      done();
    };
    try {
      const { next } = await channelOf(this.client).exec('IDLE', [], { untagged: { EXISTS }, onPlusTag });
      next();
      return news;
    } catch (error) {
      throw this.failure ?? this.failureOf(error, 'IDLE');
    } finally {
      clearTimeout(timer);
      stopWatch();
    }
  }

  /** Gives the connection up because what the server does can no longer be trusted. */
  giveUp(error: MailError): MailError {
    this.failure ??= error;
    this.client.close();
    return this.failure;
  }

  /** LOGOUT where that is still possible; never rejects. */
  async close(): Promise<void> {
    this.signal?.removeEventListener('abort', this.cancel);
    if (!this.failure && this.client.usable) await this.run('LOGOUT', []).catch(() => undefined);
    this.client.close();
  }

  private readonly cancel = (): void => void this.giveUp(new MailError(CANCELLED));

  private async logIn(): Promise<void> {
    const stopWatch = this.watch(this.timeouts.connect * 2);
    try {
      await this.client.connect();
    } catch (error) {
      this.client.close();
      this.signal?.removeEventListener('abort', this.cancel);
      throw this.failure ?? this.failureOf(error, 'LOGIN');
    } finally {
      stopWatch();
    }
  }

  /** Some servers repeat in their complaint what they were sent, and that is stored and shown. */
  private failureOf(error: unknown, command: string): MailError {
    return errorWithoutSecrets(toMailError(error, this.server, command), this.settings);
  }

  /** Ends the connection when nothing has come for too long; returns how to call it off. */
  private watch(altogether = this.timeouts.command, silence = this.timeouts.silence): () => void {
    const started = Date.now();
    let received = -1;
    let since = started;
    const timer = setInterval(() => {
      const now = Date.now();
      const total = this.client.stats().received;
      if (total !== received) {
        received = total;
        since = now;
      }
      if (now - since < silence && now - started < altogether) return;
      this.giveUp(new MailError(connectionFailure('ETIMEDOUT', this.server, `silent for ${now - since} ms`)!));
    }, Math.max(20, Math.min(silence, altogether) / 8));
    return () => clearInterval(timer);
  }
}

/**
 * A server may ask for minutes of pause; imapflow would sit them out with the connection open, and only its log tells.
 * The caller backs off instead.
 */
function pauseListener(pause: (told: unknown) => void): Logger {
  const ignore = (): void => undefined;
  return { trace: ignore, debug: ignore, info: ignore, error: ignore, fatal: ignore, warn: (entry: { throttleDelay?: number; err?: unknown }) => {
    if (entry.throttleDelay !== undefined) pause(entry.err);
  } };
}

function channelOf(client: ImapFlow): CommandChannel {
  return client as unknown as CommandChannel;
}

function clientOptions(settings: ConnectionSettings, { caFile, timeouts, maxLiteral }: ConnectionOptions): ConstructorParameters<typeof ImapFlow>[0] {
  const { host, ip, port, security } = settings.imap;
  return {
    host: ip ?? host, port,
    // Connected to by an address, the server still has to show the certificate of its name; an address is no server name.
    ...(ip === undefined || isIP(host) ? {} : { servername: host }),
    auth: { user: settings.login, pass: settings.password },
    // STARTTLS is demanded, not tried: a server without it is not spoken to.
    ...(security === 'tls' ? { secure: true } : { secure: false, doSTARTTLS: true }),
    tls: { secureContext: trustedAuthorities(caFile), rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    disableAutoIdle: true, disableAutoEnable: true, disableCompression: true, disableIMAP4rev2: true,
    connectionTimeout: timeouts.connect, greetingTimeout: timeouts.connect,
    // Silence is measured per command here; a connection that waits for its caller is not silent.
    socketTimeout: 24 * 3600 * 1000,
    maxLineLength: MAX_LINE, maxLiteralSize: maxLiteral, maxResponseSize: MAX_LINE + 2 * maxLiteral,
  };
}
