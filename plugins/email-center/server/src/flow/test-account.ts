/** The test of an account (S1.5, S2.2): every step from the names of the servers to a message that arrives. */
import type { TEST_STEPS, TestEvent } from '../../../shared/contracts';
import type { ConnectionSettings, Endpoint, MailAccount } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import type { MailErrorData } from '../domain/mail/mail-error';
import { chooseSent } from '../domain/sync/special-use';
import type { Clock, MailSender, MailServer, MailSession, ServerProbe } from './ports';
import { TestSteps } from './test-steps';
import { sendTestMessage, awaitTestMessage } from './test-message';

export type TestStep = (typeof TEST_STEPS)[number];
export type StepEvent = Extract<TestEvent, { type: 'step' }>;

export interface TestPorts {
  server: MailServer;
  probe: ServerProbe;
  sender: MailSender;
  clock: Clock;
  /** Resolves after so many milliseconds; rejects when the signal says so. */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A new UUID. */
  newId: () => string;
}

export interface TestResult {
  passed: boolean;
  /** The first failure: what is shown with the account. */
  error: MailErrorData | null;
}

type TestedAccount = Pick<MailAccount, 'backfillDays' | 'sentMailbox'>;

/**
 * Runs all steps and reports each as it begins and ends. After a failure whatever can still be tested is tested, the rest
 * is reported as skipped, so that one run tells all that is wrong. Nothing is changed but that one message is sent to
 * the account's own address. Resolves also when steps fail.
 */
export async function testAccount(
  ports: TestPorts, account: TestedAccount, settings: ConnectionSettings, report: (event: StepEvent) => void, signal: AbortSignal,
): Promise<TestResult> {
  const steps = new TestSteps(ports.clock, report, signal);
  let session: MailSession | null = null;
  try {
    const known = await resolveNames(ports, steps, settings, signal);
    const imapSafe = await testConnection(ports, steps, 'imap', settings.imap, known?.imap ?? false, signal);
    session = await steps.run('login-imap', imapSafe, async () => ({ value: await ports.server.connect(settings, signal), facts: { login: settings.login } }));
    await lookIntoMailboxes(ports, steps, account, session);
    const smtpSafe = await testConnection(ports, steps, 'smtp', settings.smtp, known?.smtp ?? false, signal);
    const maySend = await steps.run('login-smtp', smtpSafe, async () => {
      const { greeting } = await ports.sender.verify(settings, signal);
      return { value: true, facts: { login: settings.login }, detail: greeting };
    });
    const messageId = await sendTestMessage(ports, steps, settings, maySend === true && session !== null, signal);
    await awaitTestMessage(ports, steps, session, messageId, signal);
    return { passed: steps.error === null, error: steps.error };
  } finally {
    await session?.close();
  }
}

/** Both names in one step; a server whose name is known is tested although the other's is not. */
async function resolveNames(ports: TestPorts, steps: TestSteps, { imap, smtp }: ConnectionSettings, signal: AbortSignal): Promise<{ imap: boolean; smtp: boolean } | null> {
  const found = { imap: false, smtp: false };
  await steps.run('resolve', true, async () => {
    const [first, second] = await Promise.allSettled([ports.probe.resolve(imap.host, signal), ports.probe.resolve(smtp.host, signal)]);
    found.imap = first.status === 'fulfilled';
    found.smtp = second.status === 'fulfilled';
    if (first.status === 'rejected') throw first.reason;
    if (second.status === 'rejected') throw second.reason;
    return { value: true, facts: { addresses: [...new Set([...first.value, ...second.value])] } };
  });
  return found;
}

async function testConnection(ports: TestPorts, steps: TestSteps, protocol: 'imap' | 'smtp', endpoint: Endpoint, possible: boolean, signal: AbortSignal): Promise<boolean> {
  const { host, port } = endpoint;
  const reached = await steps.run(`reach-${protocol}`, possible, async () => {
    await ports.probe.reach(host, port, signal);
    return { value: true, facts: { host, port } };
  });
  const secured = await steps.run(`tls-${protocol}`, reached === true, async () => {
    const { certificate, greeting } = await ports.probe.secure(protocol, endpoint, signal);
    const { subject, issuer, validFrom, validTo, protocol: version } = certificate;
    return { value: true, facts: { issuer, validTo, subject, greeting }, detail: `${greeting}\n${version}; ${subject}; ${issuer}; ${validFrom} to ${validTo}` };
  });
  return secured === true;
}

async function lookIntoMailboxes(ports: TestPorts, steps: TestSteps, account: TestedAccount, session: MailSession | null): Promise<void> {
  let sent: string | null = null;
  await steps.run('mailboxes', session !== null, async () => {
    const mailboxes = await session!.listMailboxes();
    const names = mailboxes.map(({ path }) => path);
    const choice = chooseSent(mailboxes, account.sentMailbox);
    if (!choice) throw noSentMailbox(account.sentMailbox, names);
    sent = choice.path;
    return { value: true, facts: { inbox: 'INBOX', sent: choice.path, names }, detail: `Sent by ${choice.by}` };
  });
  await steps.run('window', session !== null, async () => {
    const paths = sent === null ? ['INBOX'] : ['INBOX', sent];
    return { value: true, facts: { days: account.backfillDays, ...(await measureWindow(ports, session!, paths, account.backfillDays)) } };
  });
}

/** How much the backfill would fetch. With no days to look back the Inbox is opened all the same: that it can be is tested, too. */
async function measureWindow(ports: TestPorts, session: MailSession, paths: readonly string[], days: number): Promise<{ messages: number; bytes: number }> {
  const since = new Date(ports.clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
  let messages = 0;
  let bytes = 0;
  for (const path of paths) {
    const { uidValidity } = await session.status(path);
    const uids = await session.searchSince(path, uidValidity, since);
    if (days === 0) continue;
    messages += uids.length;
    bytes += await session.totalSize(path, uidValidity, uids);
  }
  return { messages, bytes };
}

function noSentMailbox(chosen: string | null, names: readonly string[]): MailError {
  return new MailError({
    kind: 'transient', code: chosen === null ? 'no-sent-mailbox' : 'mailbox-missing', remedier: 'owner',
    message: chosen === null ? 'None of the mailboxes could be told to hold sent mail: choose it by hand.' : `The Sent mailbox ${chosen} does not exist on the server: choose it by hand.`,
    detail: names.join('\n'),
  });
}
