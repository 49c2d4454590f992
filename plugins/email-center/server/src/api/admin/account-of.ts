/** The account a route names, as far as the person who asks may have it. */
import type { AccountDto } from '../../../../shared/contracts';
import { decideAccountAccess, type AccountAccess } from '../../domain/access/decide-access';
import type { Application } from '../../flow/application';
import { forbidden, notFound } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { asShownTo } from './forward-rules';

type StoredAccount = Omit<AccountDto, 'can'>;

/** Adds what the person may do with an account. */
export function withRights(ctx: RequestContext, account: StoredAccount): AccountDto {
  const { manage, run } = accessTo(ctx, account);
  return { ...asShownTo(personOf(ctx), account), can: { manage, run } };
}

function accessTo(ctx: RequestContext, account: StoredAccount): AccountAccess {
  const person = personOf(ctx);
  return decideAccountAccess(person.grants, person.userId, account.owner?.id ?? null, account.kind === 'group' ? (account.group?.members ?? []).map(({ id }) => id) : null);
}

export const seesAccount = (ctx: RequestContext, account: StoredAccount): boolean => accessTo(ctx, account).see;

/** Loads the account of the route. Not seen: not found; seen without the right asked for: 403. */
export async function accountOf(ctx: RequestContext, application: Application, right: keyof AccountAccess): Promise<StoredAccount> {
  const account = await application.queries.loadAccount(ctx.params.id ?? '');
  if (!account) throw notFound('mail account');
  const access = accessTo(ctx, account);
  if (!access.see) throw notFound('mail account');
  if (!access[right]) throw forbidden('This mail account belongs to somebody else: its owner or an administrator can do that.');
  return account;
}
