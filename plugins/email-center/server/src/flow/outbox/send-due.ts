/** Works off what an account has to send: one item after the other, each by one run only, whichever node it is on. */
import { MailError } from '../../domain/mail/mail-error';
import type { MailAccount } from '../../domain/mail/account';
import { giveUp } from '../../domain/outbox/attempt';
import { waits, type OutboxItem } from '../../domain/outbox/item';
import { decideReady } from '../../domain/outbox/may-send';
import { attempt } from './attempt';
import { fileInCenter, fileInSent } from './file-sent';
import { HeldItem, ITEM_LEASE_SECONDS } from './held-item';
import type { SendingPorts } from './sending-ports';
import { settle } from './settle';
import { finishTakingBack } from './take-back';

/** How long one run may take before others have their turn, milliseconds. */
const SHARE = 60_000;
/** What failed for a reason of our own is tried again after this time, milliseconds. */
const AFTER_FAILURE = 60_000;

/**
 * Resolves when nothing is due, its share of time is used up, or the account may not send now. Then the next run is scheduled. Rejects
 * only when the store cannot be read; what goes wrong with one item is noted with it.
 */
export async function sendDue(ports: SendingPorts, accountId: string, stop: AbortSignal): Promise<void> {
  const until = ports.clock.now().getTime() + SHARE;
  const account = await ports.accounts.load(accountId);
  const refusal = account === null ? null : decideReady(account);
  // It is looked at again when the account is well, once a minute.
  if (refusal !== null) return ports.outbox.noteWaiting(accountId, refusal);
  while (!stop.aborted && ports.clock.now().getTime() < until) {
    const claimed = await ports.outbox.claimDue(accountId, ITEM_LEASE_SECONDS);
    if (claimed === null) break;
    if ((await workOn(ports, account, new HeldItem(ports, claimed, stop))) === 'pause') return;
  }
  const next = await ports.outbox.nextDue(accountId);
  if (next !== null && !stop.aborted) await ports.scheduler.runOutbox(accountId, next);
}

/** One item as far as it goes now. `pause`: the others of the account would fare no better. */
async function workOn(ports: SendingPorts, account: MailAccount | null, held: HeldItem): Promise<'on' | 'pause'> {
  const { id, accountId, state } = held.item;
  try {
    return account === null ? await withoutAccount(ports, held) : await goOn(ports, account, held);
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (error.code === 'lease-lost' || error.code === 'cancelled') return 'pause';
    ports.logger[error.kind === 'bug' ? 'error' : 'warn']('An item of the outbox failed; it is taken up again.', { item: id, accountId, state, error: error.toJSON() });
    await held.save({ dueAt: ports.clock.now().getTime() + AFTER_FAILURE }).catch((failure: unknown) => ports.logger.debug('That could not be noted with it.', { item: id, error: MailError.wrap(failure).toJSON() }));
    return 'on';
  } finally {
    await held.release();
    ports.notifier.outboxChanged(accountId, held.item.userId);
  }
}

/** Steps follow each other as long as the one before leaves something to be done now. */
async function goOn(ports: SendingPorts, account: MailAccount, held: HeldItem): Promise<'on' | 'pause'> {
  const isDue = (): boolean => held.item.dueAt !== null && held.item.dueAt <= ports.clock.now().getTime() && !held.signal.aborted;
  while (isDue() || isUnfiled(held.item)) {
    const { state } = held.item;
    // Before anything else, and also while the server still has to take it for somebody.
    if (isUnfiled(held.item)) {
      await fileInCenter(ports, account, held);
      continue;
    }
    if (state === 'taken-back') {
      await finishTakingBack(ports, held);
      return 'on';
    }
    if (state === 'sent') {
      await fileInSent(ports, account, held);
      continue;
    }
    if (needsSettling(held.item)) {
      await settle(ports, account, held);
      continue;
    }
    if ((await attempt(ports, account, held)) === 'pause') return 'pause';
  }
  return 'on';
}

const isUnfiled = ({ sentAt, storedMessage }: OutboxItem): boolean => sentAt !== null && storedMessage === null;

/** The last try may have reached its end without an answer. */
function needsSettling({ state, handedOverAt, askedAgain }: OutboxItem): boolean {
  return handedOverAt !== null && (state === 'uncertain' || state === 'sending' || askedAgain);
}

async function withoutAccount(ports: SendingPorts, held: HeldItem): Promise<'on'> {
  const { item } = held;
  if (item.state === 'taken-back') await finishTakingBack(ports, held);
  else if (waits(item) || (item.state === 'sending' && item.handedOverAt === null)) await held.save({ ...giveUp(item, accountRemoved()), orphaned: true });
  else if (item.state === 'sending') await held.save({ state: 'uncertain', dueAt: null, error: accountRemoved().toJSON(), orphaned: true });
  else await held.save({ dueAt: null, ...(item.filing.state === 'waiting' ? { filing: { state: 'failed', why: 'The mail account was removed.' } } : {}) });
  return 'on';
}

export function accountRemoved(): MailError {
  return new MailError({ kind: 'transient', code: 'account-removed', remedier: 'owner', message: 'The mail account was removed before this message was sent. Take it back and send it from another account.' });
}
