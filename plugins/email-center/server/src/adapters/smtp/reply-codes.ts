import { decidePermanence, readReply } from '../../domain/outbox/smtp-reply';

/** The fields nodemailer sets on its errors, as far as they are read here. */
export interface SmtpFailure {
  message?: string;
  code?: string;
  /** What the system called it, where nodemailer put a name of its own into `code`. */
  originalCode?: string;
  response?: string;
  responseCode?: number;
  command?: string;
  cause?: { code?: string };
}

export function isPermanentReply({ response, responseCode = 0 }: SmtpFailure): boolean {
  return decidePermanence(response === undefined ? { code: responseCode, enhanced: '' } : readReply(response)) === 'permanent';
}
