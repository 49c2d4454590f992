/** The kinds of long work there are; each subject adds its own. */
import type { Parts } from './build-application';
import type { TaskKind } from './flow/tasks';

export function composeTaskKinds(_parts: Parts): readonly TaskKind[] {
  return [];
}
