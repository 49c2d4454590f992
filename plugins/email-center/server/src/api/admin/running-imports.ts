/** What is being read in now, as the list of the center shows it on top. */
import type { RunningImportsDto } from '../../../../shared/contracts';
import type { Application } from '../../flow/application';
import type { RequestContext } from '../request-context';
import { seesAccount } from './account-of';
import { centerViewerOf } from './center-viewer';

/** More than a person follows; the panel shows fewer still. */
const MOST_SHOWN = 10;

/** Whoever reads the mail of an account is told how far it is; what became of its messages is told to those who see the account itself. */
export async function runningImportsFor(ctx: RequestContext, { queries }: Pick<Application, 'queries'>): Promise<RunningImportsDto> {
  const { imports, more } = await queries.runningImports(centerViewerOf(ctx), MOST_SHOWN);
  const shown = imports.map(async ({ account, progress }) => {
    const status = seesAccount(ctx, account) ? await queries.accountStatus(account.id) : null;
    return { account: { id: account.id, name: account.name }, progress, outcomes: status?.outcomes ?? null, matched: status?.matched ?? null };
  });
  return { imports: await Promise.all(shown), more };
}
