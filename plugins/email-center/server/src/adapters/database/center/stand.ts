/** Where a viewer stands: which mail is their own, which is their groups', and what they see beyond. Asked once for a request. */
import type { Knex } from 'knex';
import type { CenterViewer } from '../../../flow/center/viewer';
import { sightBeyond } from '../queries/sight';
import type { Sight } from '../queries/sight';
import { TABLES } from '../tables';
import { toText } from '../values';

export interface Stand {
  sight: Sight;
  /** Accounts whose mail is one's own to put aside: personal ones, removed ones too. */
  own: readonly string[];
  /** Groups one is a member of and may read. */
  groups: readonly string[];
}

export async function ownAccountsOf(knex: Knex, viewer: Pick<CenterViewer, 'userId' | 'reads'>): Promise<string[]> {
  if (viewer.reads === 'none') return [];
  return (await knex(TABLES.accounts).where({ owner_id: viewer.userId, kind: 'personal' }).pluck('id')).map(toText);
}

/** The scope is that of `scopeOf`, told apart. */
export async function standOf(knex: Knex, viewer: CenterViewer): Promise<Stand> {
  const readsGroups = viewer.reads === 'group' || viewer.reads === 'all';
  const [own, members] = await Promise.all([ownAccountsOf(knex, viewer), readsGroups ? knex(TABLES.members).where({ user_id: viewer.userId }).pluck('account_id') : []]);
  const groups = members.map(toText);
  return { own, groups, sight: await sightBeyond(knex, viewer, viewer.reads === 'all' ? 'everything' : [...own, ...groups]) };
}
