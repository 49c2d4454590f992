/** Which accounts a viewer may read: every query goes through here (invariant 12). */
import type { Knex } from 'knex';
import type { Viewer } from '../../../flow/queries';
import { TABLES } from '../tables';
import { toText } from '../values';

/** Everything, or the messages delivered to these accounts. */
export type Scope = 'everything' | readonly string[];

/** `own` and `group` see the accounts they own, removed ones too: what was filed stays theirs. */
export async function scopeOf(knex: Knex, viewer: Viewer): Promise<Scope> {
  if (viewer.reads === 'all') return 'everything';
  if (viewer.reads === 'none' || viewer.userId === null) return [];
  return (await knex(TABLES.accounts).where({ owner_id: viewer.userId }).pluck('id')).map(toText);
}

/** The scope narrowed to one account; nothing when that account may not be seen. */
export function narrow(scope: Scope, account: string | undefined): Scope {
  if (account === undefined) return scope;
  return scope === 'everything' || scope.includes(account) ? [account] : [];
}

export function sees(scope: Scope, accountId: string): boolean {
  return scope === 'everything' || scope.includes(accountId);
}
