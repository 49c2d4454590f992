import { useCallback } from 'react';
import type { WorkDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { useMe } from './use-work-actions';

/** Whose work it is, in one sentence. */
export function useWorkSentence(): (work: WorkDto) => string {
  const text = useText();
  const { id } = useMe();
  return useCallback(
    (work: WorkDto) => {
      const name = work.handler?.name ?? '';
      const mine = work.handler?.id === id;
      if (work.state === 'done') return mine ? text('work.is.done-mine') : text('work.is.done', { name });
      if (mine) return text('work.is.mine');
      if (work.handler !== null) return text('work.is.others', { name });
      if (work.offeredTo.length > 0) return text('work.is.offered', { names: work.offeredTo.map((person) => person.name).join(', ') });
      return work.kind === 'look' ? text('work.is.look') : text('work.is.nobodys');
    },
    [text, id]
  );
}
