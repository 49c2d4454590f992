/** Which mail a change of the lists lets in that they had kept out: asked of the ledger, before any mail server is. */
import { isLetIn, listsBefore, type ListChange } from '../../domain/intake/list-change';
import { listSubjectOf, type ListEntry } from '../../domain/intake/lists';
import { accountsOf } from './judge-filed';
import type { BlockedMail, BlockedSighting, FiledMail } from './ports';

const LOOKED = 20_000;

export interface LetInPorts {
  blocked: BlockedMail;
  filed: Pick<FiledMail, 'accounts'>;
}

/** The lists before and after a change of entries for one scope. */
export interface ChangedLists {
  target: Pick<ListEntry, 'scope' | 'accountId' | 'userId'>;
  before: readonly ListEntry[];
  after: readonly ListEntry[];
}

/** As `lists` are now, after that change. */
export function changedBy(lists: readonly ListEntry[], target: ChangedLists['target'], change: ListChange): ChangedLists {
  return { target, before: listsBefore(lists, change), after: lists };
}

/** Rows of the time since (epoch ms) that the change lets in, in batches; looks at so many rows at most. */
export async function* letIn({ blocked, filed }: LetInPorts, { target, before, after }: ChangedLists, since: number, most = Infinity): AsyncGenerator<BlockedSighting[]> {
  const accounts = new Map((await filed.accounts()).map((account) => [account.id, { subject: listSubjectOf(account), atForward: account.kind === 'forward' }]));
  const subjects = new Map([...accounts].map(([id, { subject }]) => [id, subject]));
  let looked = 0;
  for await (const rows of blocked.recent(accountsOf(target, subjects), since)) {
    const freed = rows.filter((row) => {
      const account = accounts.get(row.accountId);
      return account !== undefined && isLetIn(before, after, account.subject, { role: row.mailbox.role, atForward: account.atForward, counterpart: row.counterpart, others: row.others });
    });
    if (freed.length > 0) yield freed;
    looked += rows.length;
    if (looked >= most) return;
  }
}

/** Counted up to `limit`, over the newest 20,000 rows: the answer is waited for. */
export async function countLetIn(ports: LetInPorts, lists: ChangedLists, since: number, limit: number): Promise<number> {
  let count = 0;
  for await (const rows of letIn(ports, lists, since, LOOKED)) {
    count += rows.length;
    if (count >= limit) return limit;
  }
  return count;
}
