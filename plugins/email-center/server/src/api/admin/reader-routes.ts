/** Files of messages beyond the single part: all of them, in the media library, headers. */
import type { Line } from './route-line';

export const READER_LINES: readonly Line[] = [];
