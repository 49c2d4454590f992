/** Which mailboxes of an account are read, Inbox and Sent, with a run for each. */
import { MailError } from '../domain/mail/mail-error';
import { firstPace } from '../domain/sync/pace';
import { chooseSent } from '../domain/sync/special-use';
import type { MailAccount } from '../domain/mail/account';
import type { MailboxRole } from '../domain/intake/types';
import type { MailboxRun, ReadingPorts } from './decide-uids';
import type { HeldLease } from './hold-lease';
import type { MailboxEntry, MailSession } from './ports';
import { unlessAborted } from './unless-aborted';

export interface OpenMailboxes {
  runs: MailboxRun[];
  /** Set when there is no Sent mailbox to be read: shown with the account, the Inbox is read all the same. */
  remark: MailError | null;
}

/**
 * The mailboxes are asked for (LIST) only while one of them is not known. The Sent mailbox is the one chosen by hand,
 * else the one known, else the one with the special use (RFC 6154). `relist` looks for it anew.
 */
export async function openMailboxes(
  context: { ports: ReadingPorts; account: MailAccount; session: MailSession; held: HeldLease },
  relist = false,
): Promise<OpenMailboxes> {
  const { ports, account, session, held } = context;
  const known = await ports.mailboxes.list(account.id);
  const inbox = known.find((entry) => entry.role === 'inbox') ?? (await ports.mailboxes.ensure(account.id, 'inbox', 'INBOX'));
  const sent = await findSent(known.find((entry) => entry.role === 'sent'));
  const runs = [inbox, ...(sent === null ? [] : [sent])].map((mailbox) => startRun(context, mailbox));
  return { runs, remark: sent === null ? noSentMailbox(account) : null };

  async function findSent(entry: MailboxEntry | undefined): Promise<MailboxEntry | null> {
    const chosen = account.sentMailbox ?? (relist ? undefined : entry?.path) ?? chooseSent(await unlessAborted(session.listMailboxes(), held.signal), null)?.path;
    if (chosen === undefined) return null;
    return entry?.path === chosen ? entry : ports.mailboxes.ensure(account.id, 'sent' satisfies MailboxRole, chosen);
  }
}

function startRun(context: { ports: ReadingPorts; account: MailAccount; session: MailSession; held: HeldLease }, mailbox: MailboxEntry): MailboxRun {
  return { ...context, mailbox, state: { path: mailbox.path, uidValidity: 0, uidNext: null, messages: 0, highestModseq: null }, pace: firstPace(), window: null };
}

function noSentMailbox(account: MailAccount): MailError {
  return new MailError({
    kind: 'transient', code: 'no-sent-mailbox', remedier: 'owner', detail: account.sentMailbox ?? undefined,
    message: 'No Sent mailbox was found, so that only received mail is imported. Choose the Sent mailbox in the account.',
  });
}
