/**
 * Block and allow lists (S1.9): which counterparts' mail is not imported. Pure.
 *
 * Each scope that applies to an account has one opinion about an address:
 *
 * | the scope has                                     | its opinion  |
 * |---------------------------------------------------|--------------|
 * | a block entry that names it (an allow entry or not) | block      |
 * | an allow entry that names it                      | allow        |
 * | allow entries, none of which names it             | not listed   |
 * | none of these                                     | no opinion   |
 *
 * The narrowest scope with an opinion decides: the account, then its owner, then everybody. Without any opinion the
 * message is imported. Addresses compare in their normalised form and otherwise as written: neither the setting for
 * equal domains nor plus-addressing counts here.
 */
import type { MailAccount } from '../mail/account';
import { normalizeAddress, normalizeAddresses } from '../mail/address';
import type { Envelope } from '../mail/message';
import { because, type Reason } from '../mail/reason';
import { entryInWords, entryParams } from '../mail/reasons/filing-sentences';
import { compileLists } from './compiled-lists';
import { counterpartOf } from './match';
import type { MailboxRole } from './types';

export type ListKind = 'block' | 'allow';
export type ListScope = 'everybody' | 'account' | 'user';

/** `address` compares whole; `domain` one domain, `domain-and-below` its subdomains, too; `pattern` knows `*` for any characters. */
export type ListForm = 'address' | 'domain' | 'domain-and-below' | 'pattern';

export interface ListEntry {
  id: string;
  kind: ListKind;
  form: ListForm;
  /** Normalised: an address, a domain in ASCII, or a pattern in lower case. */
  value: string;
  scope: ListScope;
  /** The account, or the panel user, of a narrower scope; null for everybody. */
  accountId: string | null;
  userId: number | null;
  note: string;
  createdBy: number | null;
  /** ISO. */
  createdAt: string;
}

/** Whose lists judge: an account's mail is under its own entries, its owner's, and everybody's. */
export interface ListSubject {
  accountId: string;
  /** Null where the mail is nobody's own: a group's, an intake's or a forward address's is not under one person's list. */
  ownerId: number | null;
  /** The account's own address, which is no counterpart beside others. */
  address: string;
}

/** What stands in the ledger in place of an entry when an allow list kept a message out that it does not name. */
export const NOT_LISTED = 'not-listed';

export interface ListBlock {
  scope: ListScope;
  /** Null: no entry names it, and the allow list of that scope has others. */
  entry: ListEntry | null;
  because: Reason;
}

export function listSubjectOf(account: Pick<MailAccount, 'id' | 'kind' | 'ownerId' | 'address'>): ListSubject {
  return { accountId: account.id, ownerId: account.kind === 'personal' ? account.ownerId : null, address: account.address };
}

/** Whether any entry applies to the account at all; where none does, nobody needs to look at headers for the lists' sake. */
export function hasLists(lists: readonly ListEntry[], subject: ListSubject): boolean {
  return scopesOf(lists, subject).length > 0;
}

/**
 * Those the lists judge: the sender of received mail; of sent mail every recipient (To, Cc, Bcc) but the account itself,
 * unless it wrote to nobody else.
 */
export function counterpartsOf(role: MailboxRole, headers: Pick<Envelope, 'from' | 'to' | 'cc' | 'bcc'>, ownAddress: string): string[] {
  if (role === 'inbox') {
    const sender = counterpartOf('inbox', headers);
    return sender === null ? [] : [sender];
  }
  const recipients = normalizeAddresses([...headers.to, ...headers.cc, ...headers.bcc]);
  const others = recipients.filter((address) => address !== normalizeAddress(ownAddress));
  return others.length > 0 ? others : recipients;
}

/**
 * Why a message to or from these counterparts is not imported; null when it is. With several counterparts (sent mail) it
 * is kept out only when each of them is: what went to one wanted recipient is wanted. A message without any counterpart
 * is on no allow list.
 */
export function judgeLists(lists: readonly ListEntry[], subject: ListSubject, counterparts: readonly string[]): ListBlock | null {
  const scopes = scopesOf(lists, subject);
  if (scopes.length === 0) return null;
  let first: ListBlock | null = null;
  for (const address of counterparts.length === 0 ? [null] : counterparts) {
    const block = judgeAddress(scopes, address);
    if (block === null) return null;
    first ??= block;
  }
  return first;
}

type AppliedScope = ReturnType<typeof compileLists> extends Map<string, infer Scope> ? Scope : never;

function scopesOf(lists: readonly ListEntry[], { accountId, ownerId }: ListSubject): AppliedScope[] {
  if (lists.length === 0) return [];
  const compiled = compileLists(lists);
  const keys = [`account ${accountId}`, ...(ownerId === null ? [] : [`user ${ownerId}`]), 'everybody'];
  return keys.flatMap((key) => compiled.get(key) ?? []);
}

/** Narrowest scope first. */
function judgeAddress(scopes: readonly AppliedScope[], address: string | null): ListBlock | null {
  for (const { scope, block, allow } of scopes) {
    const blocking = address === null ? null : block.find(address);
    if (blocking !== null) return { scope, entry: blocking, because: because('list-entry', { scope, ...entryParams(blocking) }) };
    if (address !== null && allow.find(address) !== null) return null;
    if (allow.size > 0) {
      return { scope, entry: null, because: address === null ? because('nobody-on-allow-list', { scope }) : because('not-on-allow-list', { scope, address }) };
    }
  }
  return null;
}

export { entryInWords as inWords };
