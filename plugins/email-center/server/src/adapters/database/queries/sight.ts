/** What a viewer sees beyond the own scope: accounts whose mail is shared with colleagues, and how much of it (X13). */
import type { Knex } from 'knex';
import { decideView, widestView } from '../../../domain/access/decide-visibility';
import type { AccountKind, ColleagueView } from '../../../domain/mail/account';
import type { Viewer } from '../../../flow/queries';
import type { SharedView } from '../../../flow/visibility';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';
import { narrow, scopeOf } from './scope';
import type { Scope } from './scope';

export interface Sight {
  /** Seen whole, and listed without being asked for. */
  own: Scope;
  /** Further accounts with what colleagues see of them; empty for whoever sees everything. */
  shared: ReadonlyMap<string, SharedView>;
}

const SHARING: readonly ColleagueView[] = ['metadata', 'subject', 'everything'];

/** Sharing ends when an account is removed: from then on nobody could end it. */
export async function sightOf(knex: Knex, viewer: Viewer): Promise<Sight> {
  return sightBeyond(knex, viewer, await scopeOf(knex, viewer));
}

/** The same for whoever knows the own scope already. */
export async function sightBeyond(knex: Knex, viewer: Viewer, own: Scope): Promise<Sight> {
  if (own === 'everything' || viewer.reads === 'none') return { own, shared: new Map() };
  const rows = (await knex(TABLES.accounts).whereIn('colleagues', [...SHARING]).whereNull('removed_at').select('id', 'kind', 'owner_id', 'colleagues')) as Row[];
  const shared = new Map<string, SharedView>();
  for (const row of rows) {
    const id = toText(row.id);
    if (own.includes(id)) continue;
    const account = { kind: toText(row.kind) as AccountKind, ownerId: toNumber(row.owner_id), members: [], colleagues: toText(row.colleagues) as ColleagueView };
    const view = decideView(viewer, account);
    if (view !== 'nothing') shared.set(id, view);
  }
  return { own, shared };
}

/** The accounts whose mail is seen whole. */
export function wholeOf({ own, shared }: Sight): Scope {
  return own === 'everything' ? own : [...own, ...[...shared].filter(([, view]) => view === 'everything').map(([id]) => id)];
}

/** The accounts of whose mail anything is seen. */
export function anyOf({ own, shared }: Sight): Scope {
  return own === 'everything' ? own : [...own, ...shared.keys()];
}

/** What a list is about: the own accounts, those shared too when asked for, or the one account that is named. */
export function listed(sight: Sight, { account, shared }: { account?: string; shared?: boolean }): Scope {
  return narrow(account !== undefined || shared === true ? anyOf(sight) : sight.own, account);
}

/** How much is seen of each of these messages; those of which nothing is seen are missing. One look-up for 250. */
export async function viewsOf(knex: Knex, sight: Sight, ids: readonly number[]): Promise<Map<number, SharedView>> {
  if (sight.own === 'everything') return new Map(ids.map((id) => [id, 'everything']));
  const own = new Set(sight.own);
  const views = new Map<number, SharedView>();
  for (const piece of pieces(ids, 250)) {
    const rows = (await knex(TABLES.deliveries).whereIn('message_id', piece).whereIn('account_id', [...own, ...sight.shared.keys()]).select('message_id', 'account_id')) as Row[];
    for (const row of rows) {
      const [id, account] = [toNumber(row.message_id), toText(row.account_id)];
      const view = widestView([views.get(id) ?? 'nothing', own.has(account) ? 'everything' : (sight.shared.get(account) ?? 'nothing')]);
      if (view !== 'nothing') views.set(id, view);
    }
  }
  return views;
}
