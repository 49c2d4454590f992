/** Groups and the work their messages make. */
import type { Line } from './route-line';

export const WORK_LINES: readonly Line[] = [
  ['GET', '/work-items', 'admin-work.list', 'work'],
  ['GET', '/work-items/counts', 'admin-work.counts', 'work'],
  ['POST', '/work-items/:id/take', 'admin-work.take', 'work'],
  ['POST', '/work-items/:id/release', 'admin-work.release', 'work'],
  ['POST', '/work-items/:id/hand-over', 'admin-work.handOver', 'work'],
  ['POST', '/work-items/:id/assign', 'admin-work.assign', 'assign-work'],
  ['POST', '/work-items/:id/done', 'admin-work.done', 'work'],
  ['POST', '/work-items/:id/reopen', 'admin-work.reopen', 'work'],
  ['POST', '/work-items/:id/due', 'admin-work.due', 'work'],
  ['GET', '/messages/:id/work', 'admin-work.ofMessage', 'work'],
  ['POST', '/messages/:id/unread', 'admin-work.unread', 'work'],
  ['GET', '/groups/people', 'admin-groups.people', 'manage-all-accounts'],
];
