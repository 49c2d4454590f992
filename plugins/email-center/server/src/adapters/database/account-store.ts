/** AccountStore on the database: accounts, their sealed secrets, and the lease on each. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { MailAccount } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import type { AccountStore, Clock, Lease, RunProgress, Secrets } from '../../flow/ports';
import { forgetMarks } from './center/seen-marks';
import { passwordBinding, toAccount, toColumns } from './account-rows';
import { guarded, isUniqueViolation } from './errors';
import { currentOwner, isGone, isProcessAlive, leaseLost, ownerName } from './lease';
import type { Host } from './lease';
import { leaveIndex } from './search/forward-accounts';
import type { DatabaseClient } from './sql';
import { TABLES } from './tables';
import { writeMembers } from './work-items/members';
import { toEpoch, toNullableText, toText } from './values';
import type { Row } from './values';

export interface AccountStoreDependencies {
  knex: Knex;
  client: DatabaseClient;
  secrets: Secrets;
  clock: Clock;
  host: Host;
  /** Whether a process of this machine exists; for tests of the take-over. */
  isAlive?: (pid: number) => boolean;
}

export interface DatabaseAccountStore extends AccountStore {
  /** Seals again what an older key sealed; resolves with the number of secrets. Secrets that cannot be read stay as they are. */
  resealSecrets(): Promise<number>;
}

const NO_LEASE = { lease_token: null, lease_owner: null, lease_until: null, run_started_at: null, run_done: null, run_total: null };

/** Accounts that were removed are found by no call but stay in the table: their messages name them. */
export function createAccountStore(dependencies: AccountStoreDependencies): DatabaseAccountStore {
  const { knex, secrets } = dependencies;
  const inUse = () => knex(TABLES.accounts).whereNull('removed_at');
  const loadRow = async (id: string): Promise<Row> => {
    const row = (await inUse().where({ id }).first()) as Row | undefined;
    if (!row) throw notFound();
    return row;
  };
  return {
    insert: (account, password) => guarded(() => insertAccount(dependencies, account, password)),
    load: (id) => guarded(async () => {
      const row = (await inUse().where({ id }).first()) as Row | undefined;
      return row ? toAccount(row) : null;
    }),
    loadConnection: (id) => guarded(async () => {
      const row = await loadRow(id);
      const { address, imap, smtp, login } = toAccount(row);
      return { accountId: id, address, imap, smtp, login, password: secrets.decrypt(toText(row.secret), passwordBinding(id)) };
    }),
    listActive: () => guarded(async () => ((await inUse().where({ state: 'active' }).orderBy('id')) as Row[]).map(toAccount)),
    update: (id, change, password) => guarded(() => updateAccount(dependencies, id, change, password)),
    remove: (id) => guarded(() => removeAccount(dependencies, id)),
    resealSecrets: () => guarded(() => resealSecrets(dependencies)),
    ...leases(dependencies),
  };
}

async function insertAccount({ knex, client, secrets }: AccountStoreDependencies, account: MailAccount, password: string): Promise<void> {
  try {
    await knex.transaction(async (trx) => {
      await trx(TABLES.accounts).insert({ ...toColumns(account), secret: secrets.encrypt(password, passwordBinding(account.id)) });
      await writeMembers(trx, account.id, account.group.members);
      await leaveIndex(trx, client, account);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? addressTaken(error) : error;
  }
}

async function updateAccount({ knex, client, secrets }: AccountStoreDependencies, id: string, change: Partial<MailAccount>, password?: string): Promise<void> {
  const columns = { ...toColumns({ ...change, id: undefined }), ...(password === undefined ? {} : { secret: secrets.encrypt(password, passwordBinding(id)) }) };
  if (Object.keys(columns).length === 0) return;
  try {
    await knex.transaction(async (trx) => {
      // Also when it is turned on: what was noted beside its last end would undo what was read elsewhere since.
      if (change.marksSeen !== undefined && (await trx(TABLES.accounts).where({ id, marks_seen: Number(!change.marksSeen) }).first('id')) !== undefined) await forgetMarks(trx, id);
      const changed = await trx(TABLES.accounts).where({ id }).whereNull('removed_at').update(columns);
      if (changed === 0) throw notFound();
      if (change.group !== undefined) await writeMembers(trx, id, change.group.members);
      if (change.address !== undefined) await leaveIndex(trx, client, toAccount((await trx(TABLES.accounts).where({ id }).first()) as Row));
    });
  } catch (error) {
    throw isUniqueViolation(error) ? addressTaken(error) : error;
  }
}

async function removeAccount({ knex, clock }: AccountStoreDependencies, id: string): Promise<void> {
  await knex.transaction(async (trx) => {
    const gone = { removed_at: clock.now().getTime(), secret: null, address_key: null, tested_settings: null, state: 'paused', ...NO_LEASE };
    const changed = await trx(TABLES.accounts).where({ id }).whereNull('removed_at').update(gone);
    if (changed === 0) throw notFound();
    await trx(TABLES.mailboxes).where({ account_id: id }).update({ cursor_state: null });
    await forgetMarks(trx, id);
  });
}

async function resealSecrets({ knex, secrets }: AccountStoreDependencies): Promise<number> {
  let resealed = 0;
  const rows = (await knex(TABLES.accounts).whereNotNull('secret').select('id', 'secret')) as Row[];
  for (const row of rows) {
    const [id, sealed] = [toText(row.id), toText(row.secret)];
    if (!secrets.isStale(sealed)) continue;
    const plain = readable(() => secrets.decrypt(sealed, passwordBinding(id)));
    if (plain === null) continue;
    // Only if it is still the one read: a password entered meanwhile must win.
    resealed += await knex(TABLES.accounts).where({ id, secret: sealed }).update({ secret: secrets.encrypt(plain, passwordBinding(id)) });
  }
  return resealed;
}

/** Null when the key of this one secret is gone: its account says so at its next run, and the others are not held up. */
function readable(decrypt: () => string): string | null {
  try {
    return decrypt();
  } catch (error) {
    if (error instanceof MailError && error.code === 'secret-unreadable') return null;
    throw error;
  }
}

function leases({ knex, clock, host, isAlive = isProcessAlive }: AccountStoreDependencies): Pick<AccountStore, 'acquireLease' | 'renewLease' | 'releaseLease'> {
  const end = (seconds: number): number => clock.now().getTime() + seconds * 1000;
  return {
    acquireLease: (id, seconds) => guarded(async () => {
      const row = (await knex(TABLES.accounts).where({ id }).whereNull('removed_at').first('lease_token', 'lease_owner', 'lease_until')) as
        { lease_token: unknown; lease_owner: unknown; lease_until: unknown } | undefined;
      if (!row) throw notFound();
      const owner = currentOwner(row, clock.now().getTime());
      if (owner !== null && !isGone(owner, host, isAlive)) return null;
      const token = randomUUID();
      // Compare and swap: whoever changed the row since it was read has the lease.
      const taken = await knex(TABLES.accounts).where({ id, lease_token: toNullableText(row.lease_token) })
        .update({ ...NO_LEASE, lease_token: token, lease_owner: ownerName(host), lease_until: end(seconds) });
      return taken === 0 ? null : { accountId: id, token };
    }),
    renewLease: (lease, seconds, progress) => guarded(async () => {
      // One that ran out while this process stood still is over, taken or not: what the run holds may be discarded by now.
      const renewed = await mine(knex, lease).andWhere('lease_until', '>', clock.now().getTime()).update({ lease_until: end(seconds), ...progressColumns(progress) });
      if (renewed === 0) throw leaseLost();
    }),
    releaseLease: (lease) => guarded(async () => {
      await mine(knex, lease).update(NO_LEASE);
    }),
  };
}

function mine(knex: Knex, lease: Lease): Knex.QueryBuilder {
  return knex(TABLES.accounts).where({ id: lease.accountId, lease_token: lease.token });
}

function progressColumns(progress: RunProgress | undefined): Record<string, number> {
  return progress === undefined ? {} : { run_started_at: toEpoch(progress.startedAt), run_done: progress.done, run_total: progress.total };
}

function notFound(): MailError {
  return new MailError({ kind: 'bug', code: 'not-found', remedier: 'developer', message: 'There is no such mail account.' });
}

function addressTaken(cause: unknown): MailError {
  return new MailError(
    { kind: 'bug', code: 'conflict', remedier: 'owner', message: 'This address belongs to an account already. Each mailbox is connected once.' },
    { cause },
  );
}
