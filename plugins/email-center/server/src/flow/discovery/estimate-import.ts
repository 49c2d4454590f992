/** What an import of so many days would bring, for the person to choose (S1.10, S4.4). */
import { ESTIMATED_DAYS, type EstimateDto } from '../../../../shared/contracts';
import { estimateSeconds } from '../../domain/discovery/estimate';
import { MailError } from '../../domain/mail/mail-error';
import { dayBefore } from '../../domain/sync/plan-fetch';
import { chooseSent } from '../../domain/sync/special-use';
import type { AccountStore, Clock, MailServer, MailSession } from '../ports';

export interface EstimatePorts {
  accounts: Pick<AccountStore, 'load' | 'loadConnection'>;
  server: MailServer;
  clock: Clock;
}

/**
 * Reads nothing but lists, numbers and sizes. Rejects with `conflict` unless the settings passed the test, so that
 * nobody's server is tried here, with `not-found`, and with what the server rejects with.
 */
export async function estimateImport({ accounts, server, clock }: EstimatePorts, id: string, signal: AbortSignal): Promise<EstimateDto> {
  const account = await accounts.load(id);
  if (account === null) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such mail account.', remedier: 'owner' });
  if (account.testedSettings === null) {
    throw new MailError({ kind: 'malformed', code: 'conflict', remedier: 'owner', message: 'Test the account first: what it holds can be looked at with settings that passed.' });
  }
  const session = await server.connect(await accounts.loadConnection(id), signal);
  try {
    const mailboxes = await session.listMailboxes();
    const sent = chooseSent(mailboxes, account.sentMailbox);
    const paths = sent === null ? ['INBOX'] : ['INBOX', sent.path];
    const windows = await measureWindows(session, paths, clock.now().toISOString());
    return { windows, sent, mailboxes: mailboxes.map(({ path }) => path) };
  } finally {
    await session.close();
  }
}

/** Each size is asked for once: a longer window holds the shorter one. */
async function measureWindows(session: MailSession, paths: readonly string[], now: string): Promise<EstimateDto['windows']> {
  const windows = ESTIMATED_DAYS.map((days) => ({ days, messages: 0, bytes: 0 }));
  for (const path of paths) {
    const { uidValidity } = await session.status(path);
    let bytes = 0;
    let measured = new Set<number>();
    for (const window of windows) {
      if (window.days === 0) continue;
      const uids = await session.searchSince(path, uidValidity, dayBefore(now, window.days));
      const further = uids.filter((uid) => !measured.has(uid));
      if (further.length > 0) bytes += await session.totalSize(path, uidValidity, further);
      measured = new Set([...measured, ...uids]);
      window.messages += measured.size;
      window.bytes += bytes;
    }
  }
  return windows.map((window) => ({ ...window, seconds: estimateSeconds(window.messages, window.bytes) }));
}
