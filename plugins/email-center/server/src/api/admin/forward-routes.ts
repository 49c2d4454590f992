/** Forward addresses. */
import type { Line } from './route-line';

export const FORWARD_LINES: readonly Line[] = [];
