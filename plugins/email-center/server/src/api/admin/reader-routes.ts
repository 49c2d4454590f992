/** Files of messages beyond the single part: all of them, in the media library, headers. */
import type { Line } from './route-line';

export const READER_LINES: readonly Line[] = [
  ['GET', '/messages/:id/files.zip', 'admin-reader.pack', 'work'],
  ['GET', '/messages/:id/headers', 'admin-reader.headers', 'work'],
  ['POST', '/messages/:id/parts/:partNumber/save', 'admin-reader.save', 'work'],
];
