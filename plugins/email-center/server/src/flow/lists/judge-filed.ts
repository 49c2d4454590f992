/** Judges stored copies by lists: the sender of received mail is at hand, the recipients of sent mail are looked up where they may matter. */
import { counterpartsOf, judgeLists, listSubjectOf, type ListBlock, type ListEntry, type ListSubject } from '../../domain/intake/lists';
import { normalizeAddress } from '../../domain/mail/address';
import type { FiledCopy, FiledMail } from './ports';

export type Judge = (copy: FiledCopy) => ListBlock | null;

/**
 * Judges for one batch of copies. Of sent mail only that is looked up whose first recipient is blocked (or is the account
 * itself), since a sent message is kept out only when every recipient is.
 */
export async function judgeBatch(
  filed: Pick<FiledMail, 'recipients'>, lists: readonly ListEntry[], subjects: ReadonlyMap<string, ListSubject>, copies: readonly FiledCopy[],
): Promise<Judge> {
  const first = (copy: FiledCopy, subject: ListSubject): ListBlock | null => judgeLists(lists, subject, copy.counterpart === null ? [] : [copy.counterpart]);
  const unsure = copies.filter((copy) => {
    const subject = subjects.get(copy.accountId);
    return copy.direction === 'outgoing' && subject !== undefined && (copy.counterpart === normalizeAddress(subject.address) || first(copy, subject) !== null);
  });
  const recipients = unsure.length === 0 ? new Map<number, never>() : await filed.recipients([...new Set(unsure.map((copy) => copy.messageId))]);
  return (copy) => {
    const subject = subjects.get(copy.accountId);
    if (subject === undefined) return null;
    const to = copy.direction === 'outgoing' ? recipients.get(copy.messageId) : undefined;
    return to === undefined ? first(copy, subject) : judgeLists(lists, subject, counterpartsOf('sent', { from: [], ...to }, subject.address));
  };
}

/** Accounts by id as lists judge them. */
export async function loadSubjects(filed: Pick<FiledMail, 'accounts'>): Promise<Map<string, ListSubject>> {
  return new Map((await filed.accounts()).map((account) => [account.id, listSubjectOf(account)]));
}

/** The accounts a scope covers; null: all of them. */
export function accountsOf(entry: Pick<ListEntry, 'scope' | 'accountId' | 'userId'>, subjects: ReadonlyMap<string, ListSubject>): string[] | null {
  if (entry.scope === 'everybody') return null;
  if (entry.scope === 'account') return entry.accountId === null ? [] : [entry.accountId];
  return [...subjects.values()].filter((subject) => subject.ownerId === entry.userId).map((subject) => subject.accountId);
}
