/** What waits to be sent, and how accounts send. */
import type { Line } from './route-line';

export const OUTBOX_LINES: readonly Line[] = [
  ['GET', '/outbox', 'admin-outbox.list', 'write'],
  ['POST', '/outbox/:id/cancel', 'admin-outbox.cancel', 'write'],
  ['POST', '/outbox/:id/send-now', 'admin-outbox.sendNow', 'write'],
  ['POST', '/outbox/:id/retry', 'admin-outbox.retry', 'write'],
  ['POST', '/outbox/:id/dismiss', 'admin-outbox.dismiss', 'write'],
  ['GET', '/accounts/:id/sending', 'admin-sending.load', 'manage-accounts'],
  ['PUT', '/accounts/:id/sending', 'admin-sending.save', 'manage-accounts'],
];
