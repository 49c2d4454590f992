/** What waits to be sent. */
import type { Line } from './route-line';

export const OUTBOX_LINES: readonly Line[] = [];
