/** Whether a message that was handed over without an answer was sent: told by where it is found. */
import type { MailAccount } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import type { OutboxItem } from '../../domain/outbox/item';
import { providerFiles } from '../../domain/outbox/sent-filing';
import { afterLook, type Look } from '../../domain/outbox/settle';
import { withSession } from '../sync-account';
import type { HeldItem } from './held-item';
import { sentMailbox } from './sent-mailbox';
import type { SendingPorts } from './sending-ports';

export async function settle(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<void> {
  const look = await lookFor(ports, account, held);
  await held.save(afterLook(held.item, look, ports.clock.now().getTime()));
}

/** Null: looking cannot tell, because others have it from an earlier try. */
async function lookFor(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<Look | null> {
  const { item } = held;
  if (item.recipients.some(({ state }) => state === 'accepted')) return null;
  // Whoever got it and is imported here, too, has it from the server.
  if (await ports.outbox.wasSighted(item.messageId)) return { found: true };
  const { sentFiling } = await ports.sending.load(account.id);
  const { providerFiles: seen } = await ports.outbox.sendingState(account.id);
  try {
    if (!(await isInSent(ports, account, item, held.signal))) return { found: false, decides: providerFiles(sentFiling, account.smtp.host, seen) };
    if (!seen) await ports.outbox.saveSendingState(account.id, { providerFiles: true });
    return { found: true };
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (error.kind === 'bug' || error.code === 'cancelled' || error.code === 'lease-lost') throw error;
    ports.logger.warn('Sent could not be looked into for a message of which it is not known whether it was sent.', { item: item.id, accountId: account.id, code: error.code });
    return { found: false, decides: false };
  }
}

async function isInSent(ports: SendingPorts, account: MailAccount, { messageId }: OutboxItem, signal: AbortSignal): Promise<boolean> {
  return withSession(ports, account.id, signal, async (session) => (await session.findMessageId(await sentMailbox(ports, account, session), messageId)) !== null);
}
