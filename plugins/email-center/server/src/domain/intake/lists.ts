/** Block and allow lists (S1.9): which counterparts' mail is not imported. Pure; the table of precedence stands in docs. */

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
  ownerId: number | null;
}
