/** Whose list entries a person may keep, and how entries are shown. */
import type { ListEntryDto } from '../../../../shared/contracts';
import { decideAccountAccess } from '../../domain/access/decide-access';
import { decideMayKeepEntry } from '../../domain/access/decide-list-access';
import type { ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import type { Application } from '../../flow/application';
import type { ListTarget } from '../../flow/lists/lists';
import { forbidden, notFound } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function listKeeping(application: () => Application) {
  const managesAccount = async (ctx: RequestContext, accountId: string | null): Promise<boolean> => {
    const account = accountId === null ? null : await application().queries.loadAccount(accountId);
    if (!account) return false;
    const person = personOf(ctx);
    return decideAccountAccess(person.grants, person.userId, account.owner?.id ?? null).manage;
  };
  const mayKeep = async (ctx: RequestContext, target: ListTarget): Promise<boolean> => {
    const person = personOf(ctx);
    return decideMayKeepEntry(person.grants, person.userId, { ...target, managesAccount: target.scope === 'account' && (await managesAccount(ctx, target.accountId)) });
  };
  /** Whom an input is for; refuses a target the person may not keep. */
  const targetOf = async (ctx: RequestContext, input: { scope: ListTarget['scope']; accountId?: string | null }): Promise<ListTarget> => {
    if (input.scope === 'account' && !input.accountId) throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'accountId', message: 'Choose the account this entry is for.', remedier: 'owner' });
    const target: ListTarget = { scope: input.scope, accountId: input.scope === 'account' ? input.accountId! : null, userId: input.scope === 'user' ? personOf(ctx).userId : null };
    if (!(await mayKeep(ctx, target))) throw forbidden(target.scope === 'everybody' ? 'Your role does not keep the lists for everybody.' : 'Only those who manage the account can keep its lists.');
    return target;
  };
  /** Not one's to keep: not found, so that nobody learns of other people's entries. */
  const entryOf = async (ctx: RequestContext): Promise<ListEntry> => {
    const entry = await application().lists.load(ctx.params.id ?? '');
    if (entry === null || !(await mayKeep(ctx, entry))) throw notFound('list entry');
    return entry;
  };
  const shown = async (entries: readonly ListEntry[]): Promise<ListEntryDto[]> => {
    const owners = await application().owners.load([...new Set(entries.flatMap(({ createdBy }) => createdBy ?? []))]);
    const accounts = new Map<string, string>();
    for (const id of new Set(entries.flatMap(({ accountId }) => accountId ?? []))) accounts.set(id, (await application().queries.loadAccount(id))?.name ?? '');
    return entries.map(({ id, kind, form, value, scope, accountId, note, createdBy, createdAt }) => {
      const author = createdBy === null ? undefined : owners.get(createdBy);
      return { id, kind, form, value, scope, note, createdAt, account: accountId === null ? null : { id: accountId, name: accounts.get(accountId) ?? '' }, createdBy: author ? { id: author.id, name: author.name } : null };
    });
  };
  return { mayKeep, targetOf, entryOf, shown };
}
