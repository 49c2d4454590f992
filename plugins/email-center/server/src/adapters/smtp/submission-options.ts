import { isIP } from 'node:net';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { ConnectionSettings, ReachableEndpoint } from '../../domain/mail/account';
import type { Timeouts } from '../../flow/ports';
import { trustedAuthorities } from '../trusted-authorities';

export interface MailSenderOptions {
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  timeouts?: Pick<Timeouts, 'connect' | 'silence'>;
}

/** The name the certificate is for, where it is not the one connected to; an address is no server name (RFC 6066 section 3). */
const serverName = ({ host, ip }: ReachableEndpoint): { servername?: string } => (ip === undefined || isIP(host) ? {} : { servername: host });

/** SMTP submission (RFC 6409): TLS or demanded STARTTLS with a verified certificate, always with a login. */
export function submissionOptions(settings: ConnectionSettings, { caFile, timeouts = { connect: 15_000, silence: 60_000 } }: MailSenderOptions): SMTPTransport.Options {
  return {
    host: settings.smtp.ip ?? settings.smtp.host, port: settings.smtp.port, secure: settings.smtp.security === 'tls', requireTLS: settings.smtp.security === 'starttls',
    auth: { user: settings.login, pass: settings.password },
    tls: { secureContext: trustedAuthorities(caFile), rejectUnauthorized: true, minVersion: 'TLSv1.2', ...serverName(settings.smtp) },
    connectionTimeout: timeouts.connect, greetingTimeout: timeouts.connect, dnsTimeout: timeouts.connect, socketTimeout: timeouts.silence,
    // A message is made of given strings only; nothing in it may name a file or an address to be read.
    disableFileAccess: true, disableUrlAccess: true,
  };
}
