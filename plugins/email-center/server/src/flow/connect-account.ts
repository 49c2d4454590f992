/** The life of an account: saved, tested, activated, changed, paused, removed. */
import type { CreateAccountInput, UpdateAccountInput } from '../../../shared/contracts';
import { baseAddress } from '../domain/intake/forward-address';
import { FORWARD_DEFAULTS, NO_GROUP, type ConnectionSettings, type MailAccount } from '../domain/mail/account';
import { describeConnection, isSameConnection, isSameRecipient } from '../domain/mail/connection-settings';
import { MailError } from '../domain/mail/mail-error';
import type { AccountStore, Clock, Notifier, Scheduler } from './ports';

export interface ConnectPorts {
  accounts: AccountStore;
  scheduler: Scheduler;
  notifier: Notifier;
  clock: Clock;
  /** A new UUID. */
  newId: () => string;
  /** Hex digest of a text. */
  digest: (text: string) => string;
  /** Between two runs of an active account. */
  syncMinutes: number;
}

/** Saves a draft. Rejects with `conflict` when the address is in use by an account. */
export async function createAccount(ports: ConnectPorts, input: CreateAccountInput, ownerId: number): Promise<MailAccount> {
  const { password, ownerId: chosenOwner, kind = 'personal', group, forward, colleagues = 'nothing', marksSeen = false, ...settings } = input;
  const account: MailAccount = {
    ...settings, id: ports.newId(), kind, ownerId: chosenOwner ?? ownerId, state: 'draft', error: null, errorSince: null, testedSettings: null,
    failures: 0, backoffUntil: null, lastSyncAt: null, activatedAt: null, createdAt: ports.clock.now().toISOString(),
    colleagues, marksSeen, group: group ?? NO_GROUP, forward: forward ?? FORWARD_DEFAULTS,
  };
  checkIntake(account);
  checkMarking(account);
  await ports.accounts.insert(account, password);
  ports.notifier.accountChanged(account.id);
  return account;
}

/**
 * Changed connection settings make the test void: an active account then waits, with the reason shown, until the new
 * ones pass it. Rejects with `invalid-input` when the stored password would go to another server or under another
 * login, and with `not-found` or `conflict`.
 */
export async function updateAccount(ports: ConnectPorts, id: string, input: UpdateAccountInput): Promise<MailAccount> {
  const { password, forward, ...changed } = input;
  const before = await loadAccount(ports, id);
  // The former addresses of a rotated one are not the form's to change.
  const options = { ...before.forward, ...forward, ...(leavesAddress(before, changed.address) ? { earlier: [before.address, ...(before.forward.earlier ?? [])] } : {}) };
  const settings = before.kind !== 'forward' && forward === undefined ? changed : { ...changed, forward: options };
  const after: MailAccount = { ...before, ...settings };
  if (password === undefined && !isSameRecipient(before, after)) throw passwordNeeded();
  checkIntake(after);
  checkMarking(after);
  const isVoid = password !== undefined || describeConnection(after) !== describeConnection(before);
  const change: Partial<MailAccount> = isVoid ? { ...settings, ...voidTest(ports, before) } : settings;
  await ports.accounts.update(id, change, password);
  if (change.state === 'paused') await ports.scheduler.cancelAccount(id);
  ports.notifier.accountChanged(id);
  return loadAccount(ports, id);
}

/** What a forward account was called before stays concealed (S5.3), whichever secrets it had. */
const leavesAddress = ({ kind, address }: MailAccount, next: string | undefined): boolean => kind === 'forward' && next !== undefined && baseAddress(next) !== baseAddress(address);

/** The From of a case is a colleague, whom no record has to know: by records alone it would be left on the server. */
function checkIntake({ kind, importPolicy }: MailAccount): void {
  if (kind !== 'intake' || importPolicy === 'all') return;
  throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'importPolicy', message: 'An intake account imports all of its messages.', remedier: 'owner' });
}

/** What several read, or nobody in particular, is read by none of them for the others. */
function checkMarking({ kind, marksSeen }: MailAccount): void {
  if (kind === 'personal' || !marksSeen) return;
  throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'marksSeen', message: 'Only in a personal account is marked on the mail server what its owner reads.', remedier: 'owner' });
}

function passwordNeeded(): MailError {
  return new MailError({ kind: 'malformed', code: 'invalid-input', field: 'password', message: 'Enter the password again: the server or login was changed.', remedier: 'owner' });
}

function voidTest(ports: ConnectPorts, before: MailAccount): Partial<MailAccount> {
  if (before.state === 'ready') return { testedSettings: null, state: 'draft' };
  if (before.state !== 'active') return { testedSettings: null };
  return { testedSettings: null, state: 'paused', error: waitsForTest().toJSON(), errorSince: ports.clock.now().toISOString(), failures: 0, backoffUntil: null };
}

/** Marks a pause that a passed test ends; a person's own pause has no error. */
function waitsForTest(): MailError {
  return new MailError({ kind: 'auth', code: 'invalid-input', message: 'The connection settings were changed. Test the account; when they pass, the import goes on where it was.', remedier: 'owner' });
}

/** What was filed stays; the secret and the cursors are forgotten. */
export async function removeAccount(ports: ConnectPorts, id: string): Promise<void> {
  await loadAccount(ports, id);
  await ports.scheduler.cancelAccount(id);
  await ports.accounts.remove(id);
  ports.notifier.accountChanged(id);
}

/** Starts the import: now, and every so many minutes. Rejects with `conflict` unless the current settings passed the test. */
export async function activateAccount(ports: ConnectPorts, id: string): Promise<MailAccount> {
  const account = await loadAccount(ports, id);
  if (account.testedSettings === null || account.testedSettings !== fingerprint(ports, account)) {
    throw new MailError({ kind: 'bug', code: 'conflict', message: 'Test the account first: only settings that passed the test can be activated.', remedier: 'owner' });
  }
  return start(ports, account);
}

export async function pauseAccount(ports: ConnectPorts, id: string): Promise<MailAccount> {
  await loadAccount(ports, id);
  await ports.scheduler.cancelAccount(id);
  await ports.accounts.update(id, { state: 'paused', error: null, errorSince: null, failures: 0, backoffUntil: null });
  ports.notifier.accountChanged(id);
  return loadAccount(ports, id);
}

/** Queues a run. Rejects with `conflict` unless the account is active. */
export async function requestSync(ports: ConnectPorts, id: string): Promise<void> {
  const account = await loadAccount(ports, id);
  if (account.state !== 'active') {
    throw new MailError({ kind: 'bug', code: 'conflict', message: 'The account is not active, so nothing is imported.', remedier: 'owner' });
  }
  await ports.scheduler.runNow(id, 'sync');
}

/**
 * To be called when a test has passed, with the settings it was made with. A draft becomes ready; an account that was
 * stopped by a refusal, or waits since its settings were changed, goes on where it was. Rejects with `conflict` when
 * the settings were changed while the test went on: it says nothing about the new ones.
 */
export async function acceptTest(ports: ConnectPorts, tested: ConnectionSettings): Promise<MailAccount> {
  const account = await loadAccount(ports, tested.accountId);
  if (!isSameConnection(tested, await ports.accounts.loadConnection(account.id))) {
    throw new MailError({ kind: 'bug', code: 'conflict', message: 'The settings were changed while the test went on. Test again.', remedier: 'owner' });
  }
  const testedSettings = fingerprint(ports, account);
  const passed: MailAccount = { ...account, testedSettings };
  if (account.state === 'stopped' || (account.state === 'paused' && account.error?.code === 'invalid-input')) {
    await ports.accounts.update(account.id, { testedSettings });
    return start(ports, passed);
  }
  await ports.accounts.update(account.id, { testedSettings, ...(account.state === 'draft' ? { state: 'ready' as const } : {}) });
  ports.notifier.accountChanged(account.id);
  return loadAccount(ports, account.id);
}

/** Schedules every active account anew: after a start, and after the number of minutes was changed. */
export async function scheduleActive(ports: Pick<ConnectPorts, 'accounts' | 'scheduler' | 'syncMinutes'>): Promise<void> {
  for (const account of await ports.accounts.listActive()) await ports.scheduler.scheduleAccount(account.id, ports.syncMinutes);
}

async function start(ports: ConnectPorts, account: MailAccount): Promise<MailAccount> {
  await ports.accounts.update(account.id, {
    state: 'active', error: null, errorSince: null, failures: 0, backoffUntil: null, activatedAt: account.activatedAt ?? ports.clock.now().toISOString(),
  });
  await ports.scheduler.scheduleAccount(account.id, ports.syncMinutes);
  await ports.scheduler.runNow(account.id, 'sync');
  ports.notifier.accountChanged(account.id);
  return loadAccount(ports, account.id);
}

const fingerprint = (ports: ConnectPorts, account: MailAccount): string => ports.digest(describeConnection(account));

async function loadAccount(ports: ConnectPorts, id: string): Promise<MailAccount> {
  const account = await ports.accounts.load(id);
  if (account === null) throw new MailError({ kind: 'bug', code: 'not-found', message: 'There is no such account.', remedier: 'developer', detail: id });
  return account;
}
