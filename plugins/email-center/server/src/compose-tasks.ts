/** The kinds of long work there are; each subject adds its own. */
import type { Parts } from './build-application';
import { lateMatching } from './compose-links';
import { listTasks } from './compose-lists';
import type { TaskKind } from './flow/tasks';

export function composeTaskKinds(parts: Parts): readonly TaskKind[] {
  return [lateMatching(parts), ...listTasks(parts)];
}
