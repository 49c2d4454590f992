/** Accounts as a CSV file of lists names them: by address or name, of those whose lists the person keeps. */
import { decideSeesAllAccounts } from '../../domain/access/decide-access';
import { normalizeAddress } from '../../domain/mail/address';
import { because } from '../../domain/mail/reason';
import type { Application } from '../../flow/application';
import type { FindAccount } from '../../flow/lists/take-in';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { withRights } from './account-of';

interface NamedAccount {
  id: string;
  name: string;
  /** Empty where it is not for this person to see, as a forward address may be. */
  address: string;
}

const PAGE = 100;
const SHOWN = 80;

async function managed(ctx: RequestContext, { queries }: Application): Promise<NamedAccount[]> {
  const { grants, userId } = personOf(ctx);
  const found: NamedAccount[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await queries.listAccounts(decideSeesAllAccounts(grants) ? null : userId, { cursor, limit: PAGE });
    found.push(...items.map((account) => withRights(ctx, account)).filter(({ can }) => can.manage));
    if (next === null) return found;
    cursor = next;
  }
}

/** An address counts before a name; the accounts are asked for once, and only when a line names one. */
export function accountFinder(ctx: RequestContext, application: Application): FindAccount {
  let asked: Promise<NamedAccount[]> | null = null;
  return async (typed) => {
    const accounts = await (asked ??= managed(ctx, application));
    const [address, name] = [normalizeAddress(typed), typed.toLocaleLowerCase()];
    const byAddress = accounts.find((account) => address !== null && normalizeAddress(account.address) === address);
    if (byAddress !== undefined) return byAddress.id;
    const [byName, second] = accounts.filter((account) => account.name.toLocaleLowerCase() === name);
    if (byName === undefined) return because('csv-unknown-account', { typed: typed.slice(0, SHOWN) });
    return second === undefined ? byName.id : because('csv-several-accounts', { typed: typed.slice(0, SHOWN) });
  };
}

/** What such a file calls an account: its address, or its name where the address is not for everybody who may see the file. */
export async function accountInCsv({ queries }: Application, accountId: string | null): Promise<string> {
  const account = accountId === null ? null : await queries.loadAccount(accountId);
  return account === null ? '' : account.kind === 'forward' ? account.name : account.address;
}
