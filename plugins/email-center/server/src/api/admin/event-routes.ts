/** What happens now, and who reads or answers. */
import type { Line } from './route-line';

export const EVENT_LINES: readonly Line[] = [
  ['GET', '/center/events', 'admin-events.stream', 'work'],
  ['POST', '/messages/:id/presence', 'admin-events.presence', 'work'],
];
