/** The imports that are running now, of the accounts that concern a viewer. */
import type { AccountStatusDto } from '../../../../../shared/contracts';
import type { Viewer } from '../../../flow/queries';
import { TABLES } from '../tables';
import { toText } from '../values';
import type { Row } from '../values';
import { progressOf, showAccounts } from './accounts';
import type { AccountSource, AccountView } from './accounts';
import { sightOf, wholeOf } from './sight';

export interface RunningImport {
  account: AccountView;
  progress: NonNullable<AccountStatusDto['progress']>;
}

/**
 * Of accounts whose mail the viewer reads whole, and of those they own; the longest running first. A run that found nothing new has
 * nothing to show. `more`: whether there are further ones beyond `limit`.
 */
export async function runningImports(source: AccountSource, viewer: Viewer, limit: number): Promise<{ imports: RunningImport[]; more: boolean }> {
  const { knex, clock } = source;
  const now = clock.now().getTime();
  const scope = wholeOf(await sightOf(knex, viewer));
  const running = knex(TABLES.accounts).whereNull('removed_at').whereNotNull('lease_token').where('lease_until', '>', now).where('run_total', '>', 0);
  if (scope !== 'everything') {
    running.where((theirs) => {
      theirs.whereIn('id', [...scope]);
      if (viewer.userId !== null) theirs.orWhere((own) => own.where({ owner_id: viewer.userId }).whereNot({ kind: 'group' }));
    });
  }
  const rows = (await running.orderBy([{ column: 'run_started_at' }, { column: 'id' }]).limit(limit + 1)) as Row[];
  const accounts = new Map((await showAccounts(source, rows.slice(0, limit))).map((account) => [account.id, account]));
  const imports = rows.flatMap((row) => {
    const [account, progress] = [accounts.get(toText(row.id)), progressOf(row, now)];
    return account === undefined || progress === null ? [] : [{ account, progress }];
  });
  return { imports, more: rows.length > limit };
}
