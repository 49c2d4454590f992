/** FETCH in the three shapes the import needs. Responses for UIDs that were not asked for are ignored. */
import type { ImapAttribute } from 'imapflow';
import { notAMailServer } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { OpenMailbox } from './mailbox';
import { atom, bodyPeek, readFetch, sequence, uidSet } from './responses';
import type { FetchedItems } from './responses';

/** As much of a header as is read; a longer one is cut, its address fields come first in practice. */
const HEADER_OCTETS = 1024 * 1024;
/** Octets of one answer beyond which a server plainly sends something else than it announced. */
const MAX_ANSWER = 128 * 1024 * 1024;

const facts: ImapAttribute[] = [atom('UID'), atom('FLAGS'), atom('INTERNALDATE'), atom('RFC822.SIZE')];
export const factItems = facts;
export const sizeItems: ImapAttribute[] = [atom('UID'), atom('RFC822.SIZE')];
export const headerItems: ImapAttribute[] = [...facts, bodyPeek('HEADER', [0, HEADER_OCTETS])];
export const bodyItems: ImapAttribute[] = [atom('UID'), bodyPeek(null)];

/** One UID FETCH; of two responses for the same UID the items are joined, the first value of each wins. */
export async function fetchItems(mailbox: OpenMailbox, uids: readonly number[], items: ImapAttribute[]): Promise<Map<number, FetchedItems>> {
  const wanted = new Set(uids);
  const found = new Map<number, FetchedItems>();
  let octets = 0;
  await mailbox.run('UID FETCH', [sequence(uidSet(uids)), items], {
    FETCH: (line) => {
      const response = readFetch(line);
      if (!response || !wanted.has(response.uid)) return;
      const before = found.get(response.uid);
      if (before?.body && response.body) return;
      octets += response.body?.length ?? 0;
      if (octets > MAX_ANSWER) {
        throw mailbox.distrust(new MailError(notAMailServer(mailbox.server, 'UID FETCH: far more octets than announced')));
      }
      found.set(response.uid, before ? { ...response, ...before } : response);
    },
  });
  return found;
}

/** Octets of one message in parts of `partOctets`; the last part is shorter. Null body: the message is gone. */
export async function fetchPart(mailbox: OpenMailbox, uid: number, start: number, partOctets: number): Promise<Buffer | null> {
  const found = await fetchItems(mailbox, [uid], [atom('UID'), bodyPeek(null, [start, partOctets])]);
  return found.get(uid)?.body ?? null;
}
