/** Full-text search. */
import type { Line } from './route-line';

export const SEARCH_LINES: readonly Line[] = [
  ['GET', '/search', 'admin-search.find', 'read-messages'],
  ['GET', '/search/suggest', 'admin-search.suggest', 'read-messages'],
];
