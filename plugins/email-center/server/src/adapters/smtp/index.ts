import { createTransport } from 'nodemailer';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { ConnectionSettings } from '../../domain/mail/account';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { withoutSecrets } from '../../domain/mail/without-secrets';
import type { MailSender } from '../../flow/ports';
import { toMailError } from './failures';
import { logIn } from './log-in';
import { submissionOptions, type MailSenderOptions } from './submission-options';

export { createDeliverMail } from './deliver';
export type { MailSenderOptions };

/** SMTP submission (RFC 6409) by nodemailer: TLS or demanded STARTTLS with a verified certificate, always with a login. */
export function createMailSender(outside: MailSenderOptions): MailSender {
  const options = (settings: ConnectionSettings): SMTPTransport.Options => submissionOptions(settings, outside);
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
