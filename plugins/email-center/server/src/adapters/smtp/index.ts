import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { ConnectionSettings, ReachableEndpoint } from '../../domain/mail/account';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { withoutSecrets } from '../../domain/mail/without-secrets';
import type { MailSender, Timeouts } from '../../flow/ports';
import { trustedAuthorities } from '../trusted-authorities';
import { toMailError } from './failures';
import { logIn } from './log-in';

export interface MailSenderOptions {
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  timeouts?: Pick<Timeouts, 'connect' | 'silence'>;
}

/** The name the certificate is for, where it is not the one connected to; an address is no server name (RFC 6066 section 3). */
const serverName = ({ host, ip }: ReachableEndpoint): { servername?: string } => (ip === undefined || isIP(host) ? {} : { servername: host });

/** SMTP submission (RFC 6409) by nodemailer: TLS or demanded STARTTLS with a verified certificate, always with a login. */
export function createMailSender({ caFile, timeouts = { connect: 15_000, silence: 60_000 } }: MailSenderOptions): MailSender {
  const options = (settings: ConnectionSettings): SMTPTransport.Options => ({
    host: settings.smtp.ip ?? settings.smtp.host, port: settings.smtp.port, secure: settings.smtp.security === 'tls', requireTLS: settings.smtp.security === 'starttls',
    auth: { user: settings.login, pass: settings.password },
    tls: { secureContext: trustedAuthorities(caFile), rejectUnauthorized: true, minVersion: 'TLSv1.2', ...serverName(settings.smtp) },
    connectionTimeout: timeouts.connect, greetingTimeout: timeouts.connect, dnsTimeout: timeouts.connect, socketTimeout: timeouts.silence,
    // A message is made of given strings only; nothing in it may name a file or an address to be read.
    disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    verify: (settings, signal) => logIn(options(settings), settings, signal),
    async send(settings, mail, signal) {
      if (signal?.aborted) throw new MailError(CANCELLED);
      const transport = createTransport(options(settings));
      try {
        const { messageId, from, to, subject, text, headers } = mail;
        const info: SentMessageInfo = await transport.sendMail({ messageId: `<${messageId}>`, from, to, subject, text, headers, ...(signal ? { signal } : {}) });
        return { response: withoutSecrets(info.response, settings) };
      } catch (error) {
        throw toMailError(error, settings, 'send', signal);
      } finally {
        transport.close();
      }
    },
  };
}
