/** STORE of `\Seen` (RFC 9051 section 6.4.9): no other flag is ever changed. */
import type { OpenMailbox } from './mailbox';
import { atom, sequence, uidSet } from './responses';

const SEEN = '\\Seen';
/** UIDs of one command: scattered ones make a line of some five thousand octets, which every server takes (RFC 7162 section 4). */
const UIDS_PER_STORE = 500;

/** The server passes over UIDs that are gone. Its answers to this are not asked for (`.SILENT`). */
export async function setSeen(mailbox: OpenMailbox, path: string, epoch: number, uids: readonly number[], seen: boolean): Promise<void> {
  if (uids.length === 0) return;
  const ascending = [...uids].sort((a, b) => a - b);
  await mailbox.openToWrite(path, epoch, SEEN, async () => {
    for (let start = 0; start < ascending.length; start += UIDS_PER_STORE) {
      const set = uidSet(ascending.slice(start, start + UIDS_PER_STORE));
      await mailbox.run('UID STORE', [sequence(set), atom(seen ? '+FLAGS.SILENT' : '-FLAGS.SILENT'), [atom(SEEN)]], {});
    }
  });
}
