import { mailErrorSchema, type MailErrorDto } from '../../../shared/contracts';

/** What went wrong with a request, as far as the panel can tell. */
export interface Problem {
  /** The server's own explanation; null when it gave none (no connection, a proxy in between, a panel out of date). */
  error: MailErrorDto | null;
  status: number | null;
  /** What the server or the browser said, for the folded technical part. */
  message: string;
}

/** Reads Strapi's error shape `{status, name, message, details}`; whatever else was thrown keeps its message. */
export function problemOf(thrown: unknown): Problem {
  const seen = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { status?: unknown; message?: unknown; details?: unknown };
  const details = mailErrorSchema.safeParse(seen.details);
  return {
    error: details.success ? details.data : null,
    status: typeof seen.status === 'number' ? seen.status : null,
    message: typeof seen.message === 'string' ? seen.message : String(thrown),
  };
}

/** Requests ended because the person moved on are no failures. */
export const isAbort = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'AbortError';
