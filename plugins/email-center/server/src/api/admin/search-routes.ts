/** Full-text search. */
import type { Line } from './route-line';

export const SEARCH_LINES: readonly Line[] = [];
