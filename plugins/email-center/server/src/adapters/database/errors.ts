/** Driver errors of SQLite, PostgreSQL and MySQL/MariaDB as MailError. */
import { MailError } from '../../domain/mail/mail-error';

const UNIQUE = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505', 'ER_DUP_ENTRY']);
/** Rolled back whole, so that the same work may simply be done again. */
const COLLIDED = new Set(['SQLITE_BUSY_SNAPSHOT', '40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_CHECKREAD']);
const BUSY = new Set([
  ...COLLIDED, 'SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_TIMEOUT', 'SQLITE_LOCKED', 'SQLITE_LOCKED_SHAREDCACHE',
  '55P03', '57014', '53300', '57P01', '57P02', '57P03', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_QUERY_TIMEOUT',
  'PROTOCOL_CONNECTION_LOST', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE',
]);
const FULL = new Set(['SQLITE_FULL', 'ENOSPC', '53100', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL']);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name === 'KnexTimeoutError') return 'SQLITE_BUSY_TIMEOUT';
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** A row with the same unique key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE.has(codeOf(error));
}

/** A deadlock or a serialisation failure: the database undid the transaction, and it may be run again at once. */
export function isCollision(error: unknown): boolean {
  return COLLIDED.has(codeOf(error));
}

/** The MailError for whatever a database driver threw; unknown failures are bugs. Mail content in a statement is left out. */
export function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error;
  const code = codeOf(error);
  const cause = withoutStatement(error);
  const detail = cause.message;
  if (UNIQUE.has(code)) {
    return new MailError({ kind: 'transient', code: 'conflict', message: 'Another run stored the same data meanwhile.', remedier: 'developer', detail: code }, { cause });
  }
  if (FULL.has(code)) {
    return new MailError({ kind: 'transient', code: 'disk-full', message: 'The disk of the database is full. Free some space; the import goes on by itself.', remedier: 'administrator', detail }, { cause });
  }
  if (BUSY.has(code) || code.startsWith('08')) {
    return new MailError({ kind: 'transient', code: 'database-busy', message: 'The database is busy or cannot be reached just now. It is tried again.', remedier: 'administrator', detail }, { cause });
  }
  return MailError.wrap(cause);
}

/**
 * Knex writes the whole statement with its values (subjects, texts, sealed secrets) before " - " and the driver's words: only
 * these and the stack's places may be logged or stored.
 */
function withoutStatement(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const words = error.message.slice(error.message.lastIndexOf(' - ') + 1).replace(/^- /, '').slice(0, 500);
  const safe = new Error(words);
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  safe.stack = [`${error.name}: ${words}`, ...places].join('\n');
  return safe;
}

/** Runs database work; whatever fails rejects with a MailError. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toMailError(error);
  }
}
