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

/** The MailError for whatever a database driver threw; unknown failures are bugs and keep their cause. */
export function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error;
  const code = codeOf(error);
  const detail = error instanceof Error ? withoutBindings(error.message) : undefined;
  if (UNIQUE.has(code)) {
    return new MailError({ kind: 'transient', code: 'conflict', message: 'Another run stored the same data meanwhile.', remedier: 'developer', detail: code }, { cause: error });
  }
  if (FULL.has(code)) {
    return new MailError({ kind: 'transient', code: 'disk-full', message: 'The disk of the database is full. Free some space; the import goes on by itself.', remedier: 'administrator', detail }, { cause: error });
  }
  if (BUSY.has(code) || code.startsWith('08')) {
    return new MailError({ kind: 'transient', code: 'database-busy', message: 'The database is busy or cannot be reached just now. It is tried again.', remedier: 'administrator', detail }, { cause: error });
  }
  return MailError.wrap(error);
}

/** Knex puts the statement before " - "; only the driver's own words may be shown or stored. */
function withoutBindings(message: string): string {
  return message.slice(message.lastIndexOf(' - ') + 1).slice(0, 500).replace(/^- /, '');
}

/** Runs database work; whatever fails rejects with a MailError. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toMailError(error);
  }
}
