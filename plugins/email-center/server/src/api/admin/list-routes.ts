/** Block and allow lists. */
import type { Line } from './route-line';

export const LIST_LINES: readonly Line[] = [];
