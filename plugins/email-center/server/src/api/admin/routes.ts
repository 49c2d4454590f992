/** Every admin route with the right it asks for. A route cannot be written here without one. */

import { FORWARD_LINES } from './forward-routes';
import { LINK_LINES } from './link-routes';
import { LIST_LINES } from './list-routes';
import { ROUTING_LINES } from './routing-routes';
import { SETTING_LINES } from './setting-routes';
import { WORK_LINES } from './work-routes';
import { TASK_LINES } from './task-routes';
import { CENTER_VIEW_LINES } from './center-routes';
import { DISCOVERY_LINES } from './discovery-routes';
import { EVENT_LINES } from './event-routes';
import { OUTBOX_LINES } from './outbox-routes';
import { READER_LINES } from './reader-routes';
import { SEARCH_LINES } from './search-routes';
import { WRITING_LINES } from './writing-routes';
import type { Line } from './route-line';

const CENTER_LINES: readonly Line[] = [
  ['GET', '/providers', 'admin-accounts.providers', 'manage-accounts'],
  ['POST', '/accounts', 'admin-accounts.create', 'manage-accounts'],
  ['GET', '/accounts', 'admin-accounts.list', 'take-part'],
  ['GET', '/accounts/:id', 'admin-accounts.load', 'take-part'],
  ['PUT', '/accounts/:id', 'admin-accounts.update', 'manage-accounts'],
  ['DELETE', '/accounts/:id', 'admin-accounts.remove', 'manage-accounts'],
  ['POST', '/accounts/:id/test', 'admin-account-test.run', 'manage-accounts'],
  ['POST', '/accounts/:id/activate', 'admin-accounts.activate', 'manage-accounts'],
  ['POST', '/accounts/:id/pause', 'admin-accounts.pause', 'manage-accounts'],
  ['POST', '/accounts/:id/sync', 'admin-accounts.sync', 'run-imports'],
  ['POST', '/accounts/:id/reconcile', 'admin-accounts.reconcile', 'run-imports'],
  ['GET', '/accounts/:id/status', 'admin-accounts.status', 'take-part'],
  ['GET', '/messages', 'admin-messages.list', 'read-messages'],
  ['GET', '/messages/:id', 'admin-messages.load', 'work'],
  ['GET', '/messages/:id/raw', 'admin-messages.raw', 'work'],
  ['GET', '/messages/:id/parts/:partNumber', 'admin-messages.part', 'work'],
  ['GET', '/record-types', 'admin-records.types', 'take-part'],
  ['GET', '/records/:recordType/:recordId/activities', 'admin-records.activities', 'read-messages'],
  ['GET', '/ledger', 'admin-ledger.list', 'read-ledger'],
  ['POST', '/ledger/:id/replay', 'admin-ledger.replay', 'replay'],
  ['POST', '/address-index/rebuild', 'admin-records.rebuildIndex', 'manage-all-accounts'],
];

const LINES: readonly Line[] = [...CENTER_LINES, ...SETTING_LINES, ...LIST_LINES, ...LINK_LINES, ...WORK_LINES, ...ROUTING_LINES, ...FORWARD_LINES, ...TASK_LINES,
  ...CENTER_VIEW_LINES, ...DISCOVERY_LINES, ...EVENT_LINES, ...OUTBOX_LINES, ...READER_LINES, ...SEARCH_LINES, ...WRITING_LINES];

/**
 * What people write themselves, and change again, is theirs as they wrote it: with an address taken out, the next save would
 * lose it. What a draft begins with is concealed before.
 */
const WRITTEN_HERE = /^admin-(?:drafts\.(?:list|begin|load|save)|templates\.|center-marks\.(?:searches|addSearch))/;
const CONCEALED = ['plugin::email-center.conceal-forward-addresses'];

export const adminRoutes = {
  type: 'admin',
  routes: LINES.map(([method, path, handler, right]) => ({
    method,
    path,
    handler,
    config: {
      policies: ['admin::isAuthenticatedAdmin', { name: 'plugin::email-center.has-right', config: { right } }],
      middlewares: WRITTEN_HERE.test(handler) ? [] : CONCEALED,
    },
  })),
};
