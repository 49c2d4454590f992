/** Intake: routes, cases and offers. */
import type { Line } from './route-line';

export const ROUTING_LINES: readonly Line[] = [];
