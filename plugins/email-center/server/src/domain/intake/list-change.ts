/** What a change of the lists means for mail that was decided before it (S1.9): what it keeps out that is here, and what it lets in that is not. Pure. */
import { normalizeAddress } from '../mail/address';
import { isSameScope } from './list-input';
import { judgeLists, type ListBlock, type ListEntry, type ListSubject } from './lists';
import type { MailboxRole } from './types';

/** Entries made in one go: for the same people, by the same person, at the same instant. */
export type MadeTogether = Pick<ListEntry, 'scope' | 'accountId' | 'userId' | 'createdBy' | 'createdAt'>;

/** How the lists came to be as they are: these entries went (a changed one as it was before), and those came. */
export interface ListChange {
  removed: readonly ListEntry[];
  made: MadeTogether | null;
}

export function isMadeWith(entry: MadeTogether, other: MadeTogether): boolean {
  return isSameScope(entry, other) && entry.createdBy === other.createdBy && entry.createdAt === other.createdAt;
}

/** The lists as they were before the change. */
export function listsBefore(lists: readonly ListEntry[], { removed, made }: ListChange): ListEntry[] {
  const gone = new Set(removed.map(({ id }) => id));
  return [...lists.filter((entry) => !gone.has(entry.id) && !(made !== null && isMadeWith(entry, made))), ...removed];
}

/** Whether entries answer for what the lists keep out: resolves a block to the id of the one that does, null where none of them does. */
export type Answering = (block: ListBlock | null) => string | null;

/**
 * A block entry answers for what it names. An allow entry answers for what the allow list of its scope does not name: that
 * list is there because of it. The entries are those of one scope.
 */
export function answeringFor(entries: readonly ListEntry[]): Answering {
  const ids = new Set(entries.map(({ id }) => id));
  const allow = entries.find(({ kind }) => kind === 'allow') ?? null;
  return (block) => {
    if (block === null) return null;
    if (block.entry !== null) return ids.has(block.entry.id) ? block.entry.id : null;
    return allow?.scope === block.scope ? allow.id : null;
  };
}

/** A ledger row of what lists kept out, as far as it tells whom it was judged by. */
export interface KeptOut {
  role: MailboxRole;
  /** At a forward address either side may have been judged, whatever the mailbox. */
  atForward: boolean;
  counterpart: string | null;
  /** Further addresses of the message, its sender among them. */
  others: readonly string[];
}

/**
 * Whether the change lets in what was kept out. Of received mail the sender counts; of sent mail it is enough that one
 * recipient is let in who was not before: so neither an alias the account sends from nor a colleague who forwards counts,
 * whom nobody ever kept out. What was kept out for another reason, and is so still, is not let in.
 */
export function isLetIn(before: readonly ListEntry[], after: readonly ListEntry[], subject: ListSubject, { role, atForward, counterpart, others }: KeptOut): boolean {
  const named = [counterpart, ...(role === 'sent' || atForward ? others : [])];
  const own = normalizeAddress(subject.address);
  const judged = named.some((address) => address !== null && address !== own) ? named.filter((address) => address !== null && address !== own) : [counterpart];
  return judged.some((address) => {
    const counterparts = address === null ? [] : [address];
    return judgeLists(after, subject, counterparts) === null && judgeLists(before, subject, counterparts) !== null;
  });
}
