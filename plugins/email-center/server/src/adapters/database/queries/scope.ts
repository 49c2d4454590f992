/** Which accounts a viewer may read: every query goes through here (invariant 12). */
import type { Knex } from 'knex';
import type { Viewer } from '../../../flow/queries';
import { TABLES } from '../tables';
import { toText } from '../values';

/** Everything, or the messages delivered to these accounts. */
export type Scope = 'everything' | readonly string[];

/**
 * `own` sees the personal accounts one owns, removed ones too: what was filed stays theirs; `group` also the groups one is a
 * member of. Whoever set a group, an intake or a forward account up reads its mail not by that alone.
 */
export async function scopeOf(knex: Knex, viewer: Viewer): Promise<Scope> {
  if (viewer.reads === 'all') return 'everything';
  if (viewer.reads === 'none' || viewer.userId === null) return [];
  const own = await knex(TABLES.accounts).where({ owner_id: viewer.userId, kind: 'personal' }).pluck('id');
  const groups = viewer.reads === 'group' ? await knex(TABLES.members).where({ user_id: viewer.userId }).pluck('account_id') : [];
  return [...own, ...groups].map(toText);
}

/**
 * The accounts by which a message is somebody's work, whatever else that person reads: a case is read by whoever works on it or
 * may take it, and by those who give such work to others.
 */
export async function workScopeOf(knex: Knex, viewer: Viewer, documentId: string): Promise<string[]> {
  if (viewer.userId === null) return [];
  const { userId } = viewer;
  const work = knex(`${TABLES.work} as w`).join(`${TABLES.messages} as m`, 'm.id', 'w.message_id').where({ 'm.document_id': documentId });
  const offered = knex(`${TABLES.offers} as o`).whereRaw('o.work_id = w.id').where({ 'o.user_id': userId, 'o.is_open': 1 }).select('o.work_id');
  work.where((whose) => {
    whose.where({ 'w.handler_id': userId }).orWhereExists(offered);
    // A group's mail is its members'.
    if (viewer.assignsWork) whose.orWhereNot({ 'w.kind': 'group' });
  });
  return (await work.pluck('w.account_id')).map(toText);
}

/** The scope narrowed to one account; nothing when that account may not be seen. */
export function narrow(scope: Scope, account: string | undefined): Scope {
  if (account === undefined) return scope;
  return scope === 'everything' || scope.includes(account) ? [account] : [];
}

export function sees(scope: Scope, accountId: string): boolean {
  return scope === 'everything' || scope.includes(accountId);
}
