/** Finding the settings of an account. */
import type { Line } from './route-line';

export const DISCOVERY_LINES: readonly Line[] = [
  ['POST', '/discovery', 'admin-discovery.find', 'manage-accounts'],
  ['POST', '/accounts/:id/estimate', 'admin-discovery.estimate', 'manage-accounts'],
];
