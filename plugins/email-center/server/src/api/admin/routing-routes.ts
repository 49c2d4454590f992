/** Intake: routes, cases and offers. */
import type { Line } from './route-line';

export const ROUTING_LINES: readonly Line[] = [
  ['GET', '/routes', 'admin-routing.list', 'manage-rules'],
  ['GET', '/routes/candidates', 'admin-routing.candidates', 'manage-rules'],
  ['POST', '/routes', 'admin-routing.create', 'manage-rules'],
  ['POST', '/routes/dry-run', 'admin-routing.dryRun', 'manage-rules'],
  ['PUT', '/routes/:id', 'admin-routing.update', 'manage-rules'],
  ['DELETE', '/routes/:id', 'admin-routing.remove', 'manage-rules'],
  ['POST', '/routes/:id/route-unassigned', 'admin-routing.routeUnassigned', 'manage-rules'],
  ['POST', '/work-items/take-offers', 'admin-offers.takeAll', 'work'],
  ['GET', '/work-items/taken-offers', 'admin-offers.lost', 'work'],
  ['POST', '/work-items/taken-offers/:id/dismiss', 'admin-offers.dismiss', 'work'],
];
