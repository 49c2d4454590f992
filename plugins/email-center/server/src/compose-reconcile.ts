/** Comparing an account with its server, put together. */
import { RECONCILE_TASK, reconcileSubject } from '../../shared/contracts';
import { waitFor } from './adapters/clock/wait';
import { syncPorts, type Parts } from './build-application';
import { reconcileInTurn } from './flow/reconcile-task';
import type { Task, TaskKind, Tasks } from './flow/tasks';

export const startReconcile = (tasks: Tasks, accountId: string, userId: number): Promise<Task> =>
  tasks.start({ kind: RECONCILE_TASK, subject: reconcileSubject(accountId), input: { accountId }, userId });

/** Its input was made by `startReconcile`. */
export function reconcileTask(parts: Parts): TaskKind {
  const ports = { ...syncPorts(parts), clock: parts.clock, wait: waitFor };
  return { kind: RECONCILE_TASK, run: async (input, context) => ({ ...(await reconcileInTurn(ports, (input as { accountId: string }).accountId, context)) }) };
}
