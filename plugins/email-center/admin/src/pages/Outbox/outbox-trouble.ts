import type { OutboxItemDto } from '../../../../shared/contracts';

/** Of refused recipients: for good, for now, or for some while the others have the message. */
const REFUSALS = { failed: 'outbox.refused', queued: 'outbox.put-off', sent: 'outbox.missed' } as const;

/**
 * The texts (`.what` and `.remedy`) for refused recipients, and which addresses they are about; null where the error itself says what
 * is to be said. Elsewhere that error is about the address of an account and for its owner, here it is about one that was typed, for
 * whoever typed it.
 */
export function refusedRecipients({ state, error, recipients }: Pick<OutboxItemDto, 'state' | 'error' | 'recipients'>): { key: (typeof REFUSALS)[keyof typeof REFUSALS]; addresses: string } | null {
  // Without an answer the server was not asked for them: there is another reason.
  const told = recipients.filter((one) => one.state !== 'accepted' && one.response !== '').map(({ address }) => address);
  if (error?.code !== 'recipient-refused' || told.length === 0) return null;
  return state === 'failed' || state === 'queued' || state === 'sent' ? { key: REFUSALS[state], addresses: told.join(', ') } : null;
}

/** Errors that the same message meets again however often it is sent. */
const NEEDS_CHANGE = new Set(['recipient-refused', 'message-refused', 'too-large', 'account-removed', 'invalid-input']);

/** The step that helps, shown before the others; null where there is none, or where it is for the person to decide. */
export function firstStep({ state, error, can }: Pick<OutboxItemDto, 'state' | 'error' | 'can'>): 'send-now' | 'take-back' | 'retry' | null {
  if (can.sendNow) return 'send-now';
  if (can.cancel && error !== null && NEEDS_CHANGE.has(error.code)) return 'take-back';
  return can.retry && state !== 'uncertain' ? 'retry' : null;
}
