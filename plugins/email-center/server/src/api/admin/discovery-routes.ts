/** Finding the settings of an account. */
import type { Line } from './route-line';

export const DISCOVERY_LINES: readonly Line[] = [];
