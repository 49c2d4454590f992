/** What administrators decide while the center runs. */
import type { Line } from './route-line';

export const SETTING_LINES: readonly Line[] = [
  ['GET', '/settings/:name', 'admin-settings.load', 'manage-rules'],
  ['PUT', '/settings/:name', 'admin-settings.save', 'manage-rules'],
];
