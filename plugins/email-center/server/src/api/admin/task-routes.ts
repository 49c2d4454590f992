/** Long work in the background. Whose task it is decides the controller. */
import type { Line } from './route-line';

export const TASK_LINES: readonly Line[] = [
  ['GET', '/tasks', 'admin-tasks.find', 'take-part'],
  ['GET', '/tasks/:id', 'admin-tasks.load', 'take-part'],
  ['POST', '/tasks/:id/stop', 'admin-tasks.stop', 'take-part'],
];
