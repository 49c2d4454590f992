/** What was sent is filed at once: in the email center, and in the account's Sent mailbox. */
import type { MailAccount } from '../../domain/mail/account';
import { MailError } from '../../domain/mail/mail-error';
import type { OutboxItem } from '../../domain/outbox/item';
import { appendRetryDelay, nextLook, planSentFiling, providerFiles } from '../../domain/outbox/sent-filing';
import { fileOwnMessage } from '../file-own-message';
import type { MailSession } from '../ports';
import { withSession } from '../sync-account';
import type { HeldItem } from './held-item';
import { sentMailbox } from './sent-mailbox';
import type { SendingPorts } from './sending-ports';

/** Each step may be done again: interrupted, nothing is doubled. The draft goes last of all. */
export async function fileInCenter(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<void> {
  const { item } = held;
  const message = await ports.reader.reparse(item.rawKey);
  await fileOwnMessage(ports, account, {
    message: { ...message, identity: item.identity, bcc: item.bcc }, rawKey: item.rawKey, size: item.size, sentAt: new Date(item.sentAt!).toISOString(),
  });
  const stored = await ports.outbox.storedMessage(item.identity);
  if (stored !== null && item.record !== null) await ports.linkByHand({ message: stored, record: item.record, userId: item.userId });
  if (item.draftId !== '') await ports.drafts.sent(item.draftId);
  // '' where it was erased in this very moment: it is not filed again.
  await held.save({ storedMessage: stored ?? '' });
}

/** Puts it into Sent, unless the provider does. A failure is tried again by itself and never sends anything again. */
export async function fileInSent(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<void> {
  const { item } = held;
  if (item.filing.state !== 'waiting') return held.save({ dueAt: null });
  const { sentFiling } = await ports.sending.load(account.id);
  const known = providerFiles(sentFiling, account.smtp.host, (await ports.outbox.sendingState(account.id)).providerFiles);
  const now = ports.clock.now().getTime();
  const since = now - (item.sentAt ?? now);
  const step = planSentFiling(sentFiling, known, item.filingTries, since);
  if (step.do === 'nothing') return held.save({ filing: step.filing, dueAt: null });
  if (step.do === 'wait') return held.save({ dueAt: now + step.milliseconds });
  try {
    await withSession(ports, account.id, held.signal, (session) => lookAndAppend(ports, account, held, session, known));
  } catch (thrown) {
    await noteFailure(ports, held, MailError.wrap(thrown));
  }
}

async function lookAndAppend(ports: SendingPorts, account: MailAccount, held: HeldItem, session: MailSession, known: boolean): Promise<void> {
  const { item } = held;
  const path = await sentMailbox(ports, account, session);
  if (await isThere(session, path, item)) return noteFound(ports, account, held, known);
  const now = ports.clock.now().getTime();
  const later = nextLook(known, item.filingTries + 1, now - (item.sentAt ?? now));
  if (later !== null) return held.save({ filingTries: item.filingTries + 1, dueAt: now + later });
  // Noted before it is done: what is found there afterwards was put there by us.
  await held.save({ filingTries: item.filingTries + 1, filing: { state: 'waiting', why: APPENDING } });
  await session.append(path, item.rawKey, { flags: ['\\Seen'], internalDate: new Date(item.sentAt ?? now).toISOString() });
  await held.save({ filing: { state: 'appended', why: '' }, dueAt: null });
}

const APPENDING = 'It is being put into Sent.';

async function isThere(session: MailSession, path: string, { messageId, serverMessageId }: OutboxItem): Promise<boolean> {
  if ((await session.findMessageId(path, messageId)) !== null) return true;
  return serverMessageId !== null && (await session.findMessageId(path, serverMessageId)) !== null;
}

async function noteFound(ports: SendingPorts, account: MailAccount, held: HeldItem, known: boolean): Promise<void> {
  const ours = held.item.filing.why === APPENDING;
  await held.save({ filing: ours ? { state: 'appended', why: '' } : { state: 'provider', why: '' }, dueAt: null });
  if (!ours && !known) await ports.outbox.saveSendingState(account.id, { providerFiles: true });
}

async function noteFailure(ports: SendingPorts, held: HeldItem, error: MailError): Promise<void> {
  const { id, accountId, filing, filingTries } = held.item;
  if (error.code === 'cancelled' || error.code === 'lease-lost') throw error;
  ports.logger[error.kind === 'bug' ? 'error' : 'warn']('A sent message could not be put into Sent yet.', { item: id, accountId, code: error.code, detail: error.detail ?? error.message });
  const delay = appendRetryDelay(filingTries, ports.random());
  if (delay === null) return held.save({ filing: { state: 'failed', why: error.message.slice(0, 500) }, dueAt: null });
  await held.save({ filingTries: filingTries + 1, filing: { state: 'waiting', why: filing.why === APPENDING ? APPENDING : error.message.slice(0, 500) }, dueAt: ports.clock.now().getTime() + delay });
}
