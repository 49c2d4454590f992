/** A test with its consequence: what passed may be activated, what was stopped goes on. */
import { MailError } from '../domain/mail/mail-error';
import { acceptTest, type ConnectPorts } from './connect-account';
import { testAccount, type StepEvent, type TestPorts } from './test-account';

/**
 * Resolves with whether all steps passed. The first failure is shown with an account that does not import anyway; one
 * that is active is judged by its runs, and a test that was given up judges nothing. Rejects with `not-found`, and with
 * `conflict` when the settings were changed meanwhile.
 */
export async function testAndAccept(ports: ConnectPorts & TestPorts, id: string, report: (event: StepEvent) => void, signal: AbortSignal): Promise<boolean> {
  const account = await ports.accounts.load(id);
  if (!account) throw new MailError({ kind: 'bug', code: 'not-found', message: 'There is no such account.', remedier: 'owner', detail: id });
  const settings = await ports.accounts.loadConnection(id);
  const { passed, error } = await testAccount(ports, account, settings, report, signal);
  if (signal.aborted) return false;
  if (!passed) {
    const shown = account.state === 'draft' || account.state === 'stopped';
    if (shown && error) await ports.accounts.update(id, { error, errorSince: account.errorSince ?? ports.clock.now().toISOString() });
    return false;
  }
  const accepted = await acceptTest(ports, settings);
  if (accepted.error && accepted.state === 'ready') await ports.accounts.update(id, { error: null, errorSince: null });
  return true;
}
