import { useState } from 'react';
import { discardDraft } from '../../api/draft-requests';
import { useNoteDraftsChangedMutation } from '../../api/writing-api';
import { wasBegunHere } from './beginnings';
import { dropSession, sessionOf } from './draft-sessions';
import { closeComposer, type OpenComposer } from './use-compose';

export interface Closing {
  /** It could not be saved: the person decides. */
  asks: boolean;
  close(): Promise<void>;
  closeAnyway(): void;
  stay(): void;
}

/** Closing keeps what was written as a draft, and throws away what nobody touched. */
export function useClosing({ key, draftId }: OpenComposer): Closing {
  const [asks, setAsks] = useState(false);
  const [noteDrafts] = useNoteDraftsChangedMutation();
  const gone = () => {
    if (draftId !== null) dropSession(draftId);
    closeComposer(key);
    void noteDrafts();
  };
  const close = async () => {
    const session = draftId === null ? null : sessionOf(draftId);
    if (draftId === null || session === null) return gone();
    if (!session.snapshot().touched && wasBegunHere(key)) {
      // An empty draft that stays is no loss.
      await discardDraft(draftId).catch(() => undefined);
      return gone();
    }
    // What was written after the draft was sent or discarded elsewhere is nowhere else.
    (await session.flush()) && session.pending.length === 0 ? gone() : setAsks(true);
  };
  return { asks, close, closeAnyway: gone, stay: () => setAsks(false) };
}
