/**
 * A mail server to write from: mailboxes of a real Dovecot, and the SMTP of the demo in front of them, which refuses some addresses on
 * purpose. Both show the demo's certificate, which the running application trusts. What the SMTP server was told and given is kept.
 */
import { once } from 'node:events';
import type { Server } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { startDovecot, type Dovecot } from '../../servers/dovecot';
import { freePorts } from '../../servers/free-ports';

export type Traffic = { event: 'taken'; from: string; to: string[] } | { event: 'refused'; from: string; to: string; answer: string };

interface SmtpParts {
  key: string;
  cert: string;
  accepts(user: string, password: string): boolean;
  deliver(recipient: string, raw: Buffer): void | Promise<void>;
  note(traffic: Traffic): void;
}

/** A script of the repository: it has no types that this project could read. */
const SCRIPT = pathToFileURL(path.resolve(__dirname, '../../../../../demo/smtp.mjs')).href;

export interface WritingServer {
  dovecot: Dovecot;
  smtpPort: number;
  /** What it answered, oldest first. */
  traffic: readonly Traffic[];
  /** The octets that came for an address, oldest first. */
  received(address: string): string[];
  /** How many messages a mailbox has, as Dovecot counts. */
  countOf(mailbox: string): Promise<number>;
  stop(): Promise<void>;
}

/** @param home the folder of the running application @param login the one account there is */
export async function startWritingServer(home: string, login: { address: string; password: string }): Promise<WritingServer> {
  const files = { certFile: path.join(home, 'data/demo/tls/server.crt'), keyFile: path.join(home, 'data/demo/tls/server.key') };
  const [{ createSmtpServer }, dovecot, [smtpPort]] = await Promise.all([
    import(SCRIPT) as Promise<{ createSmtpServer(parts: SmtpParts): Server }>, startDovecot({ users: { [login.address]: login.password }, certificate: files }), freePorts(1) as Promise<[number]>,
  ]);
  const traffic: Traffic[] = [];
  const received = new Map<string, string[]>();
  const smtp = createSmtpServer({
    key: readFileSync(files.keyFile, 'utf8'), cert: readFileSync(files.certFile, 'utf8'),
    accepts: (user, password) => user === login.address && password === login.password,
    async deliver(recipient, raw) {
      received.set(recipient, [...(received.get(recipient) ?? []), raw.toString('latin1')]);
      if (recipient === login.address) await dovecot.deliver(recipient, 'INBOX', [{ raw }]);
    },
    note: (one) => void traffic.push(one),
  });
  const listening = once(smtp.listen(smtpPort, '127.0.0.1'), 'listening');
  await listening;
  return {
    dovecot, smtpPort, traffic,
    received: (address) => received.get(address) ?? [],
    countOf: async (mailbox) => Number(/messages=(\d+)/.exec(await dovecot.doveadm('mailbox', 'status', '-u', login.address, 'messages', mailbox))?.[1]),
    async stop() {
      await Promise.all([new Promise((resolve) => smtp.close(resolve)), dovecot.stop()]);
    },
  };
}
