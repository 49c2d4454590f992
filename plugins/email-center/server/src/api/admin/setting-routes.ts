/** What administrators decide while the center runs. */
import type { Line } from './route-line';

export const SETTING_LINES: readonly Line[] = [];
