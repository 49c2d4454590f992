/** Links by hand, and late matching. */
import type { Line } from './route-line';

export const LINK_LINES: readonly Line[] = [
  ['POST', '/messages/:id/links', 'admin-links.add', 'link-messages'],
  ['DELETE', '/messages/:id/links/:recordType/:recordId', 'admin-links.remove', 'link-messages'],
  ['GET', '/messages/:id/why', 'admin-links.why', 'read-messages'],
  ['GET', '/records/search', 'admin-links.search', 'link-messages'],
  ['POST', '/records/:recordType/:recordId/look-earlier', 'admin-links.lookEarlier', 'link-messages'],
];
