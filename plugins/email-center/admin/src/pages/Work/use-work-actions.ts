import { useAuth, useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { WorkDto, WorkStepInput } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useStepWorkMutation } from '../../api/work-api';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { offerUndo } from './undo';
import { changedWork } from './work-state';
import { foreseen, undoOf } from './work-steps';

export type RunStep = (work: WorkDto, messageId: string, step: WorkStepInput, nameOf?: (id: number) => string) => Promise<boolean>;

/** Who is signed in, as work names people. */
export function useMe(): { id: number; name: string } {
  const user = useAuth('EmailCenterWork', (state) => state.user);
  return { id: Number(user?.id ?? 0), name: [user?.firstname, user?.lastname].filter(Boolean).join(' ') || user?.username || user?.email || '' };
}

type SendStep = (before: WorkDto, messageId: string, step: WorkStepInput, nameOf?: (id: number) => string) => Promise<WorkDto | null>;

/** Takes one step: it shows at once, and is put back and told when the server refuses it (null then). */
export function useSendStep(): SendStep {
  const text = useText();
  const { id, name } = useMe();
  const { toggleNotification } = useNotification();
  const [stepWork] = useStepWorkMutation();
  return useCallback<SendStep>(
    async (before, messageId, step, nameOf = (userId) => `#${userId}`) => {
      changedWork.set(before.id, foreseen(before, step, { id, name }, nameOf));
      try {
        const after = await stepWork({ workId: before.id, messageId, step }).unwrap();
        changedWork.set(before.id, after);
        return after;
      } catch (thrown) {
        changedWork.set(before.id, undefined);
        const problem = problemOf(thrown);
        const message = problem.status === 409 ? text('work.faster') : explainProblem(text, problem).what;
        toggleNotification({ type: 'warning', message });
        return null;
      }
    },
    [stepWork, toggleNotification, text, id, name]
  );
}

/** Steps show at once, are told when they fail, and can be taken back for ten seconds where that is possible. */
export function useWorkActions(): RunStep {
  const text = useText();
  const send = useSendStep();
  return useCallback<RunStep>(
    async (work, messageId, step, nameOf) => {
      const after = await send(work, messageId, step, nameOf);
      if (after === null) return false;
      const undo = undoOf(work, step);
      if (undo === null) return true;
      offerUndo(text(`work.did.${step.step}`), async () => {
        let current: WorkDto | null = after;
        for (const one of undo) if (current !== null) current = await send(current, messageId, one, nameOf);
      });
      return true;
    },
    [send, text]
  );
}
