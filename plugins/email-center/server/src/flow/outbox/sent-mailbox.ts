import type { MailAccount } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import { chooseSent } from '../../domain/sync/special-use';
import type { MailboxStore, MailSession } from '../ports';

/** The Sent mailbox as the import knows it: chosen by hand, known, or found by its special use (RFC 6154). Rejects with `no-sent-mailbox`. */
export async function sentMailbox({ mailboxes }: { mailboxes: MailboxStore }, account: MailAccount, session: MailSession): Promise<string> {
  const known = account.sentMailbox ?? (await mailboxes.list(account.id)).find(({ role }) => role === 'sent')?.path ?? chooseSent(await session.listMailboxes(), null)?.path;
  if (known !== undefined) return known;
  throw new MailError({ kind: 'transient', code: 'no-sent-mailbox', remedier: 'owner', message: 'No Sent mailbox was found: choose it in the account.' });
}
