import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ConnectionSettings } from '../../domain/mail/account';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { toMailError } from './failures';

/** Connects, logs in, says goodbye; resolves with the server's answer to EHLO, first line. */
export function logIn(options: SMTPConnection.Options, settings: ConnectionSettings, signal?: AbortSignal): Promise<{ greeting: string }> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new MailError(CANCELLED));
    const connection = new SMTPConnection(options);
    const finish = (settle: () => void): void => {
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    const fail = (error: unknown): void => finish(() => {
      // First of all, because closing reports an end of its own.
      reject(toMailError(error, settings, 'login', signal));
      connection.close();
    });
    const cancel = (): void => fail(new MailError(CANCELLED));
    signal?.addEventListener('abort', cancel, { once: true });
    connection.once('error', fail);
    connection.once('end', () => fail(Object.assign(new Error('the server ended the connection'), { code: 'ECONNRESET' })));
    connection.connect(() => {
      const greeting = firstLine((connection as unknown as { lastServerResponse?: string | false }).lastServerResponse);
      connection.login({ credentials: { user: settings.login, pass: settings.password } }, (error) => {
        if (error) return fail(error);
        finish(() => resolve({ greeting }));
        connection.quit();
      });
    });
  });
}

function firstLine(response: string | false | undefined): string {
  return (response || '').split(/\r?\n/)[0]!.replace(/^\d{3}[ -]/, '');
}
