/** The message an account sends to itself, and its way back. */
import type { ConnectionSettings } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import { testMessageId } from '../domain/mail/test-message';
import type { MailSession } from './ports';
import type { TestPorts } from './test-account';
import type { TestSteps } from './test-steps';

/** Most servers deliver to themselves within seconds; greylisting takes longer and is not waited for. */
const ARRIVES_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 1_000;

/** Resolves with the Message-ID, or null when it was not sent. */
export async function sendTestMessage(ports: TestPorts, steps: TestSteps, settings: ConnectionSettings, possible: boolean, signal: AbortSignal): Promise<string | null> {
  const { address } = settings;
  return steps.run('send', possible, async () => {
    const messageId = testMessageId(ports.newId(), address);
    const { response } = await ports.sender.send(settings, {
      messageId, from: address, to: [address],
      subject: `Test message of the email center for ${address}`,
      text: `The email center sent this message to ${address} to test the settings of the account.\nYou can delete it.\n`,
      // No answering machine may answer it (RFC 3834 section 5).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    }, signal);
    return { value: messageId, facts: { to: address, response }, detail: response };
  });
}

export async function awaitTestMessage(ports: TestPorts, steps: TestSteps, session: MailSession | null, messageId: string | null, signal: AbortSignal): Promise<void> {
  await steps.run('arrive', session !== null && messageId !== null, async () => {
    const started = ports.clock.now().getTime();
    for (;;) {
      const uid = await session!.findMessageId('INBOX', messageId!);
      const waited = ports.clock.now().getTime() - started;
      if (uid !== null) return { value: true, facts: { seconds: Math.ceil(waited / 1000) } };
      if (waited >= ARRIVES_WITHIN_MS) throw missing();
      await ports.wait(LOOK_EVERY_MS, signal);
    }
  });
}

function missing(): MailError {
  return new MailError({
    kind: 'transient', code: 'test-message-missing', remedier: 'owner',
    message: `The test message was sent but did not arrive in the Inbox within ${ARRIVES_WITHIN_MS / 1000} seconds: look whether a rule or the junk filter moved it, and test again.`,
  });
}
