import { useNotification } from '@strapi/strapi/admin';
import { useSyncExternalStore } from 'react';
import type { NoteDto } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useRemoveNoteMutation } from '../../api/reader-api';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { offerUndo, UNDO_MS } from '../Work/undo';

/** Notes that are out of sight and go for good when they can no longer be taken back. */
const going = new Map<string, () => void>();
const listeners = new Set<() => void>();
const changed = () => listeners.forEach((listener) => listener());
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Removes a note: gone from the screen at once, from the server after the time in which it can be taken back, so that undo keeps its place and time. */
export function useNoteRemoval(note: Pick<NoteDto, 'id'>): { hidden: boolean; remove: () => void } {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [removeNote] = useRemoveNoteMutation();
  const hidden = useSyncExternalStore(subscribe, () => going.has(note.id));
  const remove = () => {
    const back = () => {
      going.delete(note.id);
      changed();
    };
    const finish = async () => {
      const answer = await removeNote(note.id);
      if (!('error' in answer)) return;
      back();
      toggleNotification({ type: 'warning', title: text('note.not-removed'), message: explainProblem(text, problemOf(answer.error)).what });
    };
    const timer = setTimeout(() => void finish(), UNDO_MS);
    going.set(note.id, () => clearTimeout(timer));
    changed();
    offerUndo(text('note.removed'), async () => {
      going.get(note.id)?.();
      back();
    });
  };
  return { hidden, remove };
}
