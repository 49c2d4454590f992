import type { OutboxItemDto } from '../../../../shared/contracts';
import type { PillTone } from '../../components/Pill';
import type { TextKey } from '../../text/text';

export const STATE_TONES: Record<OutboxItemDto['state'], PillTone> = {
  held: 'neutral', scheduled: 'secondary', queued: 'primary', sending: 'primary', sent: 'success', failed: 'danger', uncertain: 'warning',
};

/** How a message stands: the text, and the time that belongs to it. */
export function outboxSentence({ state, attempts, sendAt, nextTryAt, sentAt, recipients }: OutboxItemDto): { key: TextKey; at: string | null; count: number } {
  if (state === 'queued' && attempts > 0) return { key: 'outbox.is.tried', at: nextTryAt, count: attempts };
  const refused = recipients.filter((one) => one.state === 'refused').length;
  if (state === 'sent' && refused > 0) return { key: 'outbox.is.partly', at: sentAt, count: refused };
  return { key: `outbox.is.${state}`, at: state === 'scheduled' ? sendAt : state === 'sent' ? sentAt : null, count: attempts };
}

/** Whether it will be something else soon, without anybody doing anything. */
export const isMoving = ({ state, nextTryAt }: OutboxItemDto, now: number): boolean =>
  state === 'held' || state === 'sending' || (state === 'queued' && (nextTryAt === null || Date.parse(nextTryAt) - now < 60_000));
