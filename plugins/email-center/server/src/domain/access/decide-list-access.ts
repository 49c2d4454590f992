/** Who may keep which list entries. */
import type { Grants } from './decide-access';

export interface ListOwner {
  scope: 'everybody' | 'account' | 'user';
  userId: number | null;
  /** Whether the person manages the account of an entry for one account. */
  managesAccount: boolean;
}

/**
 * Everybody's entries are a rule for all; one's own belong to whoever manages accounts or rules, another person's to those
 * who manage everybody's accounts, an account's to whoever manages it.
 */
export function decideMayKeepEntry(grants: Grants, userId: number, entry: ListOwner): boolean {
  switch (entry.scope) {
    case 'everybody':
      return grants.manageRules;
    case 'user':
      return grants.manageAll || (entry.userId === userId && (grants.manageOwn || grants.manageRules));
    case 'account':
      return entry.managesAccount;
  }
}
