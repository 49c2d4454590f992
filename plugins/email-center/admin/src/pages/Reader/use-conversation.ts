import type { CenterItem, MessageDetail, NoteDto } from '../../../../shared/contracts';
import { problemOf, type Problem } from '../../api/problem';
import { useConversationQuery } from '../../api/reader-api';

export interface ShownConversation {
  items: CenterItem[];
  notes: NoteDto[];
  /** Whether it is longer than what is shown. */
  cut: boolean;
  /** The messages besides the chosen one could not be had. */
  problem: Problem | null;
  /** Whether what belongs to it is known by now; the chosen message is there before. */
  complete: boolean;
  reload: () => void;
}

/** As an item of the center, for a message that stands alone or whose conversation cannot be had. */
function alone(message: MessageDetail): CenterItem {
  return { ...message, threadId: null, conversation: 1, unread: false, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0 };
}

/** The conversation of a message; read again whenever the screen says that something of the center changed. */
export function useConversation(messageId: string, message: MessageDetail | undefined): ShownConversation {
  const { currentData, error, refetch } = useConversationQuery(messageId, { refetchOnMountOrArgChange: true });
  const items = currentData && currentData.items.length > 0 ? currentData.items : message ? [alone(message)] : [];
  return {
    items, notes: currentData?.notes ?? [], cut: currentData?.cut ?? false, complete: currentData !== undefined || error !== undefined,
    problem: error && !currentData ? problemOf(error) : null, reload: () => void refetch(),
  };
}
