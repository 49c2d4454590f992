/** One try to hand a message to the account's server. */
import type { SendingSettings } from '../../../../shared/contracts';
import type { ConnectionSettings, MailAccount } from '../../domain/mail/account';
import { MailError, type MailErrorData } from '../../domain/mail/mail-error';
import { afterAttempt, giveUp, type AttemptEnd } from '../../domain/outbox/attempt';
import { mailboxOf } from '../../domain/outbox/archive-address';
import { decideMaySendFrom } from '../../domain/outbox/may-send';
import type { OutboxItem, RecipientResult } from '../../domain/outbox/item';
import { backoffDelay } from '../../domain/sync/backoff';
import { recordFailure } from '../account-outcome';
import type { HeldItem } from './held-item';
import type { SendingPorts } from './sending-ports';

const MINUTE = 60_000;

export async function attempt(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<'on' | 'pause'> {
  const refusal = await whyNotHim(ports, account, held.item);
  if (refusal !== null) {
    await held.save({ ...giveUp(held.item, refusal.error), orphaned: refusal.orphaned });
    return 'on';
  }
  const settings = await ports.sending.load(account.id);
  const turn = await whoseTurn(ports, account.id, settings);
  if (turn !== null) {
    await held.save({ dueAt: turn });
    return 'on';
  }
  const archive = await archiveOf(ports, held, settings);
  let connection: ConnectionSettings;
  try {
    connection = await ports.accounts.loadConnection(account.id);
  } catch (thrown) {
    await accountFailed(ports, account, MailError.wrap(thrown));
    return 'pause';
  }
  const now = ports.clock.now().getTime();
  await held.save({ state: 'sending', attempts: held.item.attempts + 1, tryingSince: held.item.tryingSince ?? now, handedOverAt: null, askedAgain: false, tried: true });
  return note(ports, account, held, await handOver(ports, held, connection, archive));
}

/** Whoever wrote it may be gone, have lost the right to send, or no longer be one who sends from the account. */
async function whyNotHim(ports: SendingPorts, account: MailAccount, { userId }: OutboxItem): Promise<{ error: MailError; orphaned: boolean } | null> {
  const standing = await ports.people.standing(userId);
  if (standing === 'gone') return { error: writerGone(), orphaned: true };
  if (standing === 'without-right') return { error: withoutRight(), orphaned: false };
  if (decideMaySendFrom(userId, account)) return null;
  const error = new MailError({ kind: 'transient', code: 'writer-not-of-account', remedier: 'owner', message: `Whoever wrote this message no longer sends from ${account.address}.` });
  return { error, orphaned: false };
}

function withoutRight(): MailError {
  return new MailError({ kind: 'transient', code: 'writer-without-right', remedier: 'administrator', message: 'The role of whoever wrote this message no longer sends messages, so it was not sent.' });
}

export function writerGone(): MailError {
  return new MailError({ kind: 'transient', code: 'writer-gone', remedier: 'administrator', message: 'Whoever wrote this message no longer uses this panel, so it was not sent.' });
}

/** When the account may send next; null: now. */
async function whoseTurn(ports: SendingPorts, accountId: string, { perMinute }: SendingSettings): Promise<number | null> {
  const now = ports.clock.now().getTime();
  const [{ pausedUntil }, tries] = await Promise.all([ports.outbox.sendingState(accountId), ports.outbox.triesSince(accountId, now - MINUTE, perMinute)]);
  if (pausedUntil !== null && pausedUntil > now) return pausedUntil;
  return tries.length < perMinute ? null : Math.max(now + 1, tries[0]! + MINUTE);
}

/** Null: it gets no copy with this try. One that became a managed account since it was entered would store each message twice. */
async function archiveOf(ports: SendingPorts, held: HeldItem, { archiveAddress }: SendingSettings): Promise<string | null> {
  const { archive, recipients } = held.item;
  if (archiveAddress === null || archive?.state === 'accepted') return null;
  const mailbox = mailboxOf(archiveAddress);
  if (mailbox === null || recipients.some(({ address }) => mailboxOf(address) === mailbox)) return null;
  if (!(await ports.sending.isManaged(archiveAddress))) return archiveAddress;
  const refused: RecipientResult = { address: archiveAddress, state: 'refused', response: 'It is itself a mail account of the email center.' };
  await held.save({ archive: refused });
  ports.logger.warn('An archive address is itself a mail account; it gets no copies.', { accountId: held.item.accountId });
  return null;
}

async function handOver(ports: SendingPorts, held: HeldItem, connection: ConnectionSettings, archive: string | null): Promise<AttemptEnd> {
  const { from, recipients, size, needsUtf8, rawKey } = held.item;
  try {
    return await ports.deliver(connection, {
      from: from.address, recipients: recipients.filter(({ state }) => state === 'waiting').map(({ address }) => address), archive, size, needsUtf8,
      octets: () => ports.reader.openRaw(rawKey),
      // The fence: who has lost the item by now never lets the end of the message go.
      beforeEnd: () => held.save({ handedOverAt: ports.clock.now().getTime() }),
    }, held.signal);
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (error.code === 'lease-lost') throw error;
    if (error.code === 'cancelled') {
      // This node stops: another one, or this one at its next start, goes on with it.
      await held.save({ state: 'queued', handedOverAt: null, dueAt: ports.clock.now().getTime() });
      throw error;
    }
    if (error.kind === 'bug') ports.logger.error('A message could not be handed to its server.', { item: held.item.id, error: error.toJSON() });
    return { end: 'not-taken', about: 'message', permanent: error.code === 'blob-missing', error: error.toJSON(), replies: [] };
  }
}

async function note(ports: SendingPorts, account: MailAccount, held: HeldItem, end: AttemptEnd): Promise<'on' | 'pause'> {
  const now = ports.clock.now().getTime();
  const change = afterAttempt(held.item, end, now, ports.random());
  if (end.end === 'taken') {
    await held.save({ ...change, ...(end.serverMessageId === null ? {} : { serverMessageId: end.serverMessageId }) });
    if (end.archive?.accepted === false) ports.logger.warn('The archive address of an account was refused.', { accountId: account.id, response: end.archive.response });
    if ((await ports.outbox.sendingState(account.id)).failures > 0) await ports.outbox.saveSendingState(account.id, { failures: 0, pausedUntil: null });
    return 'on';
  }
  if (end.end === 'not-taken' && end.about === 'account') {
    const stops = end.error.kind === 'auth' || end.error.kind === 'tls';
    // What waits for the owner does not grow old meanwhile.
    await held.save({ ...change, ...(stops ? { state: 'queued', dueAt: now, tryingSince: null } : {}) });
    await accountFailed(ports, account, MailError.from(end.error));
    return 'pause';
  }
  await held.save(change);
  return 'on';
}

/** `auth` and `tls` stop the account and tell its owner, as for imports; everything else makes all its messages wait. */
async function accountFailed(ports: SendingPorts, account: MailAccount, error: MailError): Promise<void> {
  if (error.kind === 'auth' || error.kind === 'tls') {
    if (account.state === 'active') await recordFailure(ports, account, error);
    else await voidTest(ports, account, error.toJSON());
    return;
  }
  const { failures } = await ports.outbox.sendingState(account.id);
  const until = ports.clock.now().getTime() + Math.min(10 * MINUTE, backoffDelay(error.kind, failures + 1, ports.random()));
  await ports.outbox.saveSendingState(account.id, { failures: failures + 1, pausedUntil: until });
  await ports.scheduler.runOutbox(account.id, until);
}

/** An account that is not importing has nothing to stop: it sends again once its settings passed the test. */
async function voidTest(ports: SendingPorts, account: MailAccount, error: MailErrorData): Promise<void> {
  const current = await ports.accounts.load(account.id);
  if (current === null || current.testedSettings !== account.testedSettings) return;
  await ports.accounts.update(account.id, { testedSettings: null, error, errorSince: current.errorSince ?? ports.clock.now().toISOString() });
  ports.notifier.accountChanged(account.id);
}
