/** Mail seen in Sent that was sent from here: the one message that is stored already, however its provider rewrote it. */
import type { FetchedMail } from './ports';

/** Identities of what was sent from the account, by the Message-ID it went out with or that its server gave it instead. */
export type OwnSent = (accountId: string, messageIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Some providers take a message apart and put it together anew when they file it (Exchange does), so that its digest is another one. A Message-ID alone is
 * the sender's choice; but in the account's own Sent, under an ID that was made here and is nobody else's to know, it is that message.
 */
export async function recognizeOwn(ownSent: OwnSent | undefined, accountId: string, fetched: readonly FetchedMail[]): Promise<FetchedMail[]> {
  const ids = fetched.flatMap((mail) => (mail.ok && mail.message.messageId !== null ? [mail.message.messageId] : []));
  const known = ownSent === undefined || ids.length === 0 ? null : await ownSent(accountId, ids);
  if (known === null || known.size === 0) return [...fetched];
  return fetched.map((mail) => {
    const identity = mail.ok && mail.message.messageId !== null ? known.get(mail.message.messageId) : undefined;
    return mail.ok && identity !== undefined ? { ...mail, message: { ...mail.message, identity } } : mail;
  });
}
