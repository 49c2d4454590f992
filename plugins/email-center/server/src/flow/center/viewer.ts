/** Who looks at the center: as lists of messages see them, and as work does. */
import type { Grants } from '../../domain/access/decide-access';
import type { Viewer } from '../queries';

export interface CenterViewer extends Viewer {
  userId: number;
  grants: Grants;
}
