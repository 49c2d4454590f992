/** Block and allow lists. Whose entries one may keep decides the controller. */
import type { Line } from './route-line';

export const LIST_LINES: readonly Line[] = [
  ['GET', '/lists', 'admin-lists.list', 'keep-lists'],
  ['POST', '/lists', 'admin-lists.add', 'keep-lists'],
  ['POST', '/lists/dry-run', 'admin-lists.dryRun', 'keep-lists'],
  ['POST', '/lists/many', 'admin-lists.addMany', 'keep-lists'],
  ['POST', '/lists/import', 'admin-lists.takeIn', 'keep-lists'],
  ['GET', '/lists/export', 'admin-lists.handOut', 'keep-lists'],
  ['GET', '/lists/:id', 'admin-lists.load', 'keep-lists'],
  ['PUT', '/lists/:id', 'admin-lists.change', 'keep-lists'],
  ['DELETE', '/lists/:id', 'admin-lists.remove', 'keep-lists'],
  ['GET', '/lists/:id/blocked', 'admin-list-effects.blocked', 'keep-lists'],
  ['GET', '/lists/:id/past', 'admin-list-effects.past', 'keep-lists'],
  ['POST', '/lists/:id/freed', 'admin-list-effects.freed', 'keep-lists'],
  ['POST', '/lists/:id/let-in', 'admin-list-effects.letIn', 'keep-lists'],
  ['POST', '/lists/:id/apply', 'admin-list-effects.apply', 'erase-listed'],
];
