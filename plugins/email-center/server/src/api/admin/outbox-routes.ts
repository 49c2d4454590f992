/** What waits to be sent, and how accounts send. */
import type { Line } from './route-line';

export const OUTBOX_LINES: readonly Line[] = [
  ['GET', '/accounts/:id/sending', 'admin-sending.load', 'manage-accounts'],
  ['PUT', '/accounts/:id/sending', 'admin-sending.save', 'manage-accounts'],
];
