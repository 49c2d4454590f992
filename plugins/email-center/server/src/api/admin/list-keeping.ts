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

const REFUSALS: Readonly<Record<ListTarget['scope'], string>> = {
  everybody: 'Your role does not keep the lists for everybody.',
  account: 'Only those who manage the account can keep its lists.',
  user: 'Only those who manage everybody\'s accounts can keep the lists of somebody else.',
};
const invalid = (field: string, message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });

export function listKeeping(application: () => Application) {
  const managesAccount = async (ctx: RequestContext, accountId: string | null): Promise<boolean> => {
    const account = accountId === null ? null : await application().queries.loadAccount(accountId);
    if (!account) return false;
    const person = personOf(ctx);
    return decideAccountAccess(person.grants, person.userId, account.owner?.id ?? null, account.group?.members.map(({ id }) => id) ?? null).manage;
  };
  const mayKeep = async (ctx: RequestContext, target: ListTarget): Promise<boolean> => {
    const person = personOf(ctx);
    return decideMayKeepEntry(person.grants, person.userId, { ...target, managesAccount: target.scope === 'account' && (await managesAccount(ctx, target.accountId)) });
  };
  /** Those of the entries that the person may keep; each account is asked for once. */
  const keptBy = async (ctx: RequestContext, entries: readonly ListEntry[]): Promise<ListEntry[]> => {
    const answers = new Map<string, boolean>();
    const kept: ListEntry[] = [];
    for (const entry of entries) {
      const key = `${entry.scope} ${entry.accountId ?? entry.userId ?? ''}`;
      if (!answers.has(key)) answers.set(key, await mayKeep(ctx, entry));
      if (answers.get(key) === true) kept.push(entry);
    }
    return kept;
  };
  /** Whom an input is for; refuses a target the person may not keep. */
  const targetOf = async (ctx: RequestContext, input: { scope: ListTarget['scope']; accountId?: string | null; userId?: number | null }): Promise<ListTarget> => {
    if (input.scope === 'account' && !input.accountId) throw invalid('accountId', 'Choose the account this entry is for.');
    const { userId: asking } = personOf(ctx);
    const target: ListTarget = { scope: input.scope, accountId: input.scope === 'account' ? input.accountId! : null, userId: input.scope === 'user' ? (input.userId ?? asking) : null };
    if (!(await mayKeep(ctx, target))) throw forbidden(REFUSALS[target.scope]);
    if (target.userId !== null && target.userId !== asking && !(await application().owners.load([target.userId])).has(target.userId)) throw invalid('userId', 'There is no such person.');
    return target;
  };
  /** Not one's to keep: not found, so that nobody learns of other people's entries. */
  const entryOf = async (ctx: RequestContext): Promise<ListEntry> => {
    const entry = await application().lists.load(ctx.params.id ?? '');
    if (entry === null || !(await mayKeep(ctx, entry))) throw notFound('list entry');
    return entry;
  };
  const shown = async (entries: readonly ListEntry[]): Promise<ListEntryDto[]> => {
    const people = await application().owners.load([...new Set(entries.flatMap(({ createdBy, userId }) => [createdBy ?? [], userId ?? []].flat()))]);
    const accounts = new Map<string, string>();
    for (const id of new Set(entries.flatMap(({ accountId }) => accountId ?? []))) accounts.set(id, (await application().queries.loadAccount(id))?.name ?? '');
    const personOfId = (id: number | null): ListEntryDto['user'] => (id === null ? null : { id, name: people.get(id)?.name ?? '' });
    return entries.map(({ id, kind, form, value, scope, accountId, userId, note, createdBy, createdAt }) => ({
      id, kind, form, value, scope, note, createdAt, account: accountId === null ? null : { id: accountId, name: accounts.get(accountId) ?? '' }, user: personOfId(userId),
      createdBy: createdBy !== null && people.has(createdBy) ? personOfId(createdBy) : null,
    }));
  };
  return { keptBy, targetOf, entryOf, shown };
}
