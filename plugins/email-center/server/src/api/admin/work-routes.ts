/** Groups and the work their messages make. */
import type { Line } from './route-line';

export const WORK_LINES: readonly Line[] = [];
