import type { CenterItem, MessageDetail } from '../../../../shared/contracts';

export type PrimaryAction = 'take' | 'link' | 'reply' | null;

interface Situation {
  message: Pick<MessageDetail, 'links' | 'work' | 'view'>;
  /** The newest of the conversation. */
  newest: Pick<CenterItem, 'direction' | 'answered' | 'automatic'> | undefined;
  /** The person has put it aside. */
  done: boolean;
  mayLink: boolean;
  maySend: boolean;
}

/** The one thing to do next: what nobody works on is taken, what belongs to nobody is linked, what waits for an answer gets one. Null: nothing shouts. */
export function primaryAction({ message, newest, done, mayLink, maySend }: Situation): PrimaryAction {
  const work = message.work ?? [];
  if ((message.view ?? 'everything') !== 'everything' || done || work.some(({ state }) => state === 'done')) return null;
  if (work.some(({ can }) => can.take)) return 'take';
  if (message.links.length === 0 && mayLink) return 'link';
  // A machine does not wait for an answer.
  const waits = newest?.direction === 'incoming' && !newest.answered && newest.automatic === 'none';
  const isSomebodyElses = work.some(({ handler, can }) => handler !== null && !can.done);
  return waits && maySend && !isSomebodyElses ? 'reply' : null;
}
