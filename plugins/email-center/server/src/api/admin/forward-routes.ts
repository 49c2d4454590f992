/** Forward addresses. */
import type { Line } from './route-line';

export const FORWARD_LINES: readonly Line[] = [
  ['POST', '/accounts/:id/rotate-address', 'admin-forward.rotate', 'see-forward'],
  ['POST', '/messages/:id/counterpart', 'admin-forward.setCounterpart', 'link-messages'],
];
