/** Links by hand, late matching, and long tasks. */
import type { Line } from './route-line';

export const LINK_LINES: readonly Line[] = [];
