/** The demo mail server from its other side: what lies in its mailboxes as files, and new mail sent to it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import nodemailer from 'nodemailer';

export class DemoMail {
  readonly imapPort: number;
  readonly smtpPort: number;

  /** @param home the folder that the quickstart keeps its settings and data in */
  constructor(private readonly home: string) {
    const settings = readFileSync(path.join(home, '.env'), 'utf8');
    const port = (name: string) => Number(new RegExp(`^${name}="?(\\d+)`, 'm').exec(settings)?.[1]);
    this.imapPort = port('DEMO_IMAP_PORT');
    this.smtpPort = port('DEMO_SMTP_PORT');
  }

  private originals(): Buffer[] {
    const folder = path.join(this.home, 'data/demo/mail');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml')).map((name) => readFileSync(path.join(folder, name)));
  }

  /** Whether a message on the server has exactly these octets. */
  holdsOriginal(content: Buffer): boolean {
    return this.originals().some((original) => original.equals(content));
  }

  /** Whether a message on the server encloses exactly these octets, in base64. */
  holdsAttachment(content: Buffer): boolean {
    const encoded = content.toString('base64');
    return this.originals().some((original) => original.toString('latin1').replace(/\r\n/g, '').includes(encoded));
  }

  /** What the mail server told of its envelopes, oldest first. */
  traffic(): { event: string; from: string; to: string | string[]; answer?: string }[] {
    const lines = readFileSync(path.join(this.home, 'data/demo/logs/mail-server.log'), 'utf8').split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as { event: string; from: string; to: string | string[]; answer?: string });
  }

  /** Puts a message into the Inbox of an account of the demo; without `from` it comes from the account itself. */
  async deliver({ address, password, subject, from = address, to = address, text = 'Guten Tag' }: { address: string; password: string; subject: string; from?: string; to?: string; text?: string }): Promise<void> {
    const ca = readFileSync(path.join(this.home, 'data/demo/tls/ca.crt'));
    const transport = nodemailer.createTransport({ host: 'localhost', port: this.smtpPort, secure: true, auth: { user: address, pass: password }, tls: { ca } });
    await transport.sendMail({ from, to, subject, text });
    transport.close();
  }
}
