/** Waiting for new mail without asking for it (RFC 2177). */
import type { IdleResult } from '../../flow/ports';
import type { Connection } from './connection';
import type { OpenMailbox } from './mailbox';

/**
 * Between two commands of IDLE, milliseconds. The RFC allows 29 minutes; many a router forgets a connection that is
 * silent for ten.
 */
const REISSUE_AFTER = 9 * 60_000;

/** Resolves with `news` as soon as the server tells that messages came, with `quiet` when none did for a while. */
export async function idle(connection: Connection, mailbox: OpenMailbox, path: string, reissueAfter = REISSUE_AFTER): Promise<IdleResult> {
  if (!connection.has('IDLE')) return 'unsupported';
  await mailbox.open(path, null);
  return (await connection.idle(reissueAfter)) ? 'news' : 'quiet';
}
