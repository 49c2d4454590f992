import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ConnectionSettings } from '../../domain/mail/account';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';

export interface Submission {
  connection: SMTPConnection;
  /** As EHLO told them after the login, in capitals. */
  extensions: readonly string[];
  /** Octets of a message; 0: not told. */
  maxSize: number;
  /** QUIT where that is still possible. */
  end(): void;
}

/** What nodemailer keeps of EHLO, beyond its published types; its version is pinned exactly. */
interface Told {
  _supportedExtensions?: string[];
  _maxAllowedSize?: number | false;
}

/** Connects and logs in. */
export function openSubmission(options: SMTPConnection.Options, settings: ConnectionSettings, signal?: AbortSignal): Promise<Submission> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    let settled = false;
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      signal?.removeEventListener('abort', cancel);
      for (const event of ['error', 'end']) connection.removeAllListeners(event);
      // Whoever uses the connection listens again; until then an error must not end the process.
      connection.on('error', () => undefined);
      finish();
    };
    const fail = (error: unknown): void => settle(() => {
      reject(error);
      connection.close();
    });
    const cancel = (): void => fail(new MailError(CANCELLED));
    signal?.addEventListener('abort', cancel, { once: true });
    connection.once('error', fail);
    connection.once('end', () => fail(Object.assign(new Error('the server ended the connection'), { code: 'ECONNRESET' })));
    connection.connect(() => {
      connection.login({ credentials: { user: settings.login, pass: settings.password } }, (error) => {
        if (error) return fail(error);
        const told = connection as unknown as Told;
        settle(() => resolve({ connection, extensions: told._supportedExtensions ?? [], maxSize: told._maxAllowedSize || 0, end: () => endOf(connection) }));
      });
    });
  });
}

function endOf(connection: SMTPConnection): void {
  connection.removeAllListeners('end');
  connection.quit();
}
