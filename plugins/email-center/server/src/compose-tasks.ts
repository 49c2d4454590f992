/** The kinds of long work there are; each subject adds its own. */
import type { Parts } from './build-application';
import { erasing } from './compose-center';
import { lateMatching } from './compose-links';
import { listTasks } from './compose-lists';
import { reconcileTask } from './compose-reconcile';
import type { TaskKind } from './flow/tasks';

export function composeTaskKinds(parts: Parts): readonly TaskKind[] {
  return [reconcileTask(parts), lateMatching(parts), erasing(parts), ...listTasks(parts)];
}
