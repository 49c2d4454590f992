/** Views of the center, states, tags, notes, saved searches. */
import type { Line } from './route-line';

export const CENTER_VIEW_LINES: readonly Line[] = [];
