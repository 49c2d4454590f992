/** The border between HTTP and the application: everything that comes in is parsed, every failure goes out in one shape. */
import type { z } from 'zod';
import { MailError, type MailErrorData } from '../domain/mail/mail-error';
import type { RequestContext } from './request-context';

/** A request that is turned away: the answer, not a failure. */
export class Refusal extends Error {
  constructor(readonly status: number, name: string, message: string, readonly details: object = {}) {
    super(message);
    this.name = name;
  }
}

/** The person is known and may not do that. */
export const forbidden = (message: string): Refusal => new Refusal(403, 'ForbiddenError', message);

const wrongField = (path: (string | number)[], message: string) => ({ path, message, name: 'ValidationError' });

/** Parses what a request brought; refuses with 400, naming each field that is wrong. */
export function parseInput<Schema extends z.ZodTypeAny>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data as z.infer<Schema>;
  const errors = parsed.error.issues.map((issue) => wrongField(issue.path, issue.message));
  const message = errors.map((error) => (error.path.length > 0 ? `${error.path.join('.')}: ${error.message}` : error.message)).join('; ');
  const details = { kind: 'malformed', code: 'invalid-input', message, remedier: 'owner', errors };
  throw new Refusal(400, 'ValidationError', message, details);
}

const BY_CODE: Partial<Record<MailErrorData['code'], number>> = {
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
  'being-sent': 409,
  'lease-lost': 409,
  'blob-missing': 410,
  'too-large': 413,
  'disk-full': 507,
};

const BY_KIND: Record<MailErrorData['kind'], number> = {
  auth: 422,
  tls: 422,
  malformed: 422,
  cursor: 409,
  throttled: 429,
  transient: 503,
  bug: 500,
};

const NAMES: Record<number, string> = { 400: 'ValidationError', 404: 'NotFoundError', 429: 'RateLimitError', 500: 'InternalServerError' };

/** The HTTP status that tells a client best what to do about an error. */
export function statusOf(error: MailErrorData): number {
  return BY_CODE[error.code] ?? BY_KIND[error.kind];
}

/** What a client may know: a fault of ours keeps its inner life to the log. */
export function publicError(error: MailError): MailErrorData {
  if (error.code !== 'bug') return error.toJSON();
  return { kind: 'bug', code: 'bug', message: 'The email center made a mistake. The log of the server says more.', remedier: 'developer' };
}

export interface EdgeLog {
  error(message: string, data?: object): void;
}

/**
 * Runs an action and answers with its result. A refusal or a MailError is answered in Strapi's error shape (thrown
 * errors Strapi would write to the log as its own); what is a bug is logged with its cause and answered without.
 */
export async function answer<T>(ctx: RequestContext, log: EdgeLog, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (thrown) {
    refuse(ctx, thrown instanceof Refusal ? thrown : refusalOf(asMailError(thrown), log));
    return undefined;
  }
}

/** The package holds the class in several bundles (server, import thread, CommonJS, ESM): the name tells, not the class. */
export function asMailError(thrown: unknown): MailError {
  const foreign = thrown instanceof Error && thrown.name === 'MailError' && !(thrown instanceof MailError) && 'code' in thrown;
  return foreign ? MailError.from(thrown as MailError) : MailError.wrap(thrown);
}

/** Sets the answer in Strapi's error shape. */
export function refuse(ctx: Pick<RequestContext, 'status' | 'body'>, { status, name, message, details }: Refusal): void {
  ctx.status = status;
  ctx.body = { data: null, error: { status, name, message, details } };
}

function refusalOf(error: MailError, log: EdgeLog): Refusal {
  if (error.code === 'bug') log.error(`email-center: ${error.stack ?? error.message}`);
  const { field, ...shown } = publicError(error);
  const details = field === undefined ? shown : { ...shown, errors: [wrongField([field], shown.message)] };
  return new Refusal(statusOf(error), NAMES[statusOf(error)] ?? 'ApplicationError', shown.message, details);
}

/** Not there, or not for this person: the same answer, so that nobody learns which. */
export function notFound(what: string): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: `There is no such ${what}.`, remedier: 'owner' });
}
