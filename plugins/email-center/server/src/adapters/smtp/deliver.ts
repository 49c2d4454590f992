/** Hands one message to a submission server, and tells exactly how far it came. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ConnectionSettings } from '../../domain/mail/account';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { MailErrorData } from '../../domain/mail/mail-error';
import { withoutSecrets } from '../../domain/mail/without-secrets';
import type { AttemptEnd, RecipientReply } from '../../domain/outbox/attempt';
import type { DeliverMail, Handover } from '../../flow/outbox/ports';
import { toMailError } from './failures';
import { openSubmission, type Submission } from './open-submission';
import { isPermanentReply, type SmtpFailure } from './reply-codes';
import { submissionOptions, type MailSenderOptions } from './submission-options';

/** A server may take minutes to judge a message it has whole (RFC 5321 section 4.5.3.2.6); giving up early leaves it uncertain. */
const PATIENCE = 5;

/** What nodemailer notes on the envelope it is given. */
interface Envelope {
  from: string;
  to: string[];
  size: number;
  use8BitMime: boolean;
  accepted?: string[];
  rejectedErrors?: (SmtpFailure & { recipient?: string })[];
}

export function createDeliverMail(outside: MailSenderOptions): DeliverMail {
  return async (settings, handover, signal) => {
    if (signal?.aborted) throw new MailError(CANCELLED);
    const base = submissionOptions(settings, outside);
    let submission: Submission;
    try {
      submission = await openSubmission({ ...base, socketTimeout: (base.socketTimeout ?? 60_000) * PATIENCE }, settings, signal);
    } catch (error) {
      const told = toMailError(error, settings, 'login', signal);
      if (told.code === 'cancelled' || told.kind === 'bug') throw told;
      return { end: 'not-taken', about: 'account', permanent: false, error: told.toJSON(), replies: [] };
    }
    try {
      const unfit = whatServerLacks(submission, handover, settings);
      return unfit ?? (await new Delivery(submission.connection, settings, handover, signal).run());
    } finally {
      submission.end();
    }
  };
}

/** What EHLO told already spares the try. */
function whatServerLacks({ extensions, maxSize }: Submission, { needsUtf8, size }: Handover, { smtp: { host } }: ConnectionSettings): AttemptEnd | null {
  const refuse = (code: 'recipient-refused' | 'too-large', message: string): AttemptEnd => ({
    end: 'not-taken', about: 'message', permanent: true, replies: [], error: { kind: 'malformed', code, message, remedier: 'owner' },
  });
  if (needsUtf8 && !extensions.includes('SMTPUTF8')) {
    return refuse('recipient-refused', `The server ${host} cannot send to addresses with other letters than a to z before the @ (SMTPUTF8): ask for another address of that person.`);
  }
  return maxSize > 0 && size > maxSize ? refuse('too-large', `The server ${host} takes messages up to ${(maxSize / 1024 / 1024).toFixed(1)} MB; this one has ${(size / 1024 / 1024).toFixed(1)} MB.`) : null;
}

class Delivery {
  private readonly envelope: Envelope;
  /** Set when the last octets are let go. */
  private handedOver = false;
  /** Why we ourselves broke off. */
  private broken: unknown = null;

  constructor(private readonly connection: SMTPConnection, private readonly settings: ConnectionSettings, private readonly handover: Handover, private readonly signal: AbortSignal | undefined) {
    const { from, recipients, archive, size } = handover;
    this.envelope = { from, to: [...recipients, ...(archive === null ? [] : [archive])], size, use8BitMime: true };
  }

  async run(): Promise<AttemptEnd> {
    // Once the server has all of it, only its answer tells whether it was sent: that is waited for.
    const cancel = (): void => void (this.handedOver || this.connection.close());
    this.signal?.addEventListener('abort', cancel, { once: true });
    try {
      const { response, serverMessageId } = await this.send();
      const { recipients, archive } = this.handover;
      return { end: 'taken', replies: recipients.map((address) => this.replyTo(address, response)), archive: archive === null ? null : this.replyTo(archive, response), response, serverMessageId };
    } catch (error) {
      return this.endOf((error ?? {}) as SmtpFailure);
    } finally {
      this.signal?.removeEventListener('abort', cancel);
    }
  }

  private send(): Promise<{ response: string; serverMessageId: string | null }> {
    return new Promise((resolve, reject) => {
      this.connection.once('error', reject);
      // Where nodemailer itself ends it, it says why right after.
      this.connection.once('end', () => setImmediate(() => reject(Object.assign(new Error('the server ended the connection'), { code: 'ECONNRESET' }))));
      this.connection.send(this.envelope, Readable.from(this.octets(), { objectMode: false }), (error, info) => {
        if (error) return reject(error);
        const { serverMessageId } = info as { serverMessageId?: string };
        resolve({ response: withoutSecrets(info.response, this.settings), serverMessageId: serverMessageId?.replace(/^<|>$/g, '') ?? null });
      });
    });
  }

  /** Read once the server asks for the message; its last piece is held back until `beforeEnd` has said that it may go. */
  private async *octets(): AsyncGenerator<Uint8Array> {
    try {
      if (!this.handover.recipients.some((address) => this.envelope.accepted?.includes(address))) throw new Error('nobody but the archive would get it');
      let held: Uint8Array | null = null;
      for await (const chunk of await this.handover.octets()) {
        if (held !== null) yield held;
        held = chunk;
      }
      await this.handover.beforeEnd();
      this.handedOver = true;
      if (held !== null) yield held;
    } catch (error) {
      if (!this.handedOver) this.broken ??= error;
      // Another one: nodemailer writes into what it is given.
      throw new Error('the message was not read to its end', { cause: error });
    }
  }

  private endOf(failure: SmtpFailure): AttemptEnd {
    const told = toMailError(failure, this.settings, 'send');
    const answered = failure.responseCode !== undefined && failure.responseCode >= 400;
    if (this.handedOver && !answered) return { end: 'unknown', error: told.toJSON() };
    if (this.signal?.aborted && !this.handedOver) throw new MailError(CANCELLED, { cause: failure });
    if (this.broken !== null && this.someoneAccepted()) throw MailError.wrap(this.broken);
    const replies = this.handover.recipients.flatMap((address) => (this.refusalOf(address) === undefined ? [] : [this.replyTo(address, '')]));
    if (replies.length > 0 && !this.someoneAccepted()) return this.notTaken('message', false, refusedError(told, this.settings), replies);
    if (!answered || failure.responseCode === 421) return this.notTaken('account', false, told.toJSON(), []);
    const permanent = isPermanentReply(failure);
    const isSender = /^MAIL/.test(failure.command ?? '');
    return this.notTaken(isSender && !permanent ? 'account' : 'message', permanent, told.toJSON(), []);
  }

  private notTaken(about: 'account' | 'message', permanent: boolean, error: MailErrorData, replies: RecipientReply[]): AttemptEnd {
    return { end: 'not-taken', about, permanent, error, replies };
  }

  private someoneAccepted(): boolean {
    return this.handover.recipients.some((address) => this.envelope.accepted?.includes(address));
  }

  private refusalOf(address: string): SmtpFailure | undefined {
    return this.envelope.rejectedErrors?.find(({ recipient }) => recipient === address);
  }

  private replyTo(address: string, response: string): RecipientReply {
    const refusal = this.refusalOf(address);
    if (refusal === undefined) return { address, accepted: true, response };
    return { address, accepted: false, response: withoutSecrets(refusal.response ?? refusal.message ?? '', this.settings) };
  }
}

function refusedError(told: MailError, { smtp: { host } }: ConnectionSettings): MailErrorData {
  return { ...told.toJSON(), kind: 'transient', code: 'recipient-refused', remedier: 'owner', message: `The server ${host} took none of the recipients.` };
}
