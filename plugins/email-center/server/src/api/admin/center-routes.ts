/** Views of the center, states, tags, notes, saved searches. What each message allows is asked of it, behind the right of the route. */
import type { Line } from './route-line';

export const CENTER_VIEW_LINES: readonly Line[] = [
  ['GET', '/center/views', 'admin-center.views', 'work'],
  ['GET', '/center/imports', 'admin-center.imports', 'work'],
  ['GET', '/center/messages', 'admin-center.list', 'work'],
  ['POST', '/center/states', 'admin-center.states', 'work'],
  ['POST', '/center/link', 'admin-center.link', 'link-messages'],
  ['POST', '/center/unlink', 'admin-center.unlink', 'link-messages'],
  ['POST', '/center/assign', 'admin-center.assign', 'work'],
  ['POST', '/center/erase', 'admin-center.erase', 'erase-read'],
  ['GET', '/messages/:id/conversation', 'admin-center.conversation', 'work'],
  ['GET', '/messages/:id/people', 'admin-center-marks.people', 'work'],
  ['POST', '/messages/:id/notes', 'admin-center-marks.addNote', 'work'],
  ['DELETE', '/notes/:id', 'admin-center-marks.removeNote', 'work'],
  ['GET', '/tags', 'admin-center-marks.tags', 'work'],
  ['POST', '/tags', 'admin-center-marks.addTag', 'read-messages'],
  ['PUT', '/tags/:id', 'admin-center-marks.changeTag', 'read-messages'],
  ['DELETE', '/tags/:id', 'admin-center-marks.removeTag', 'read-messages'],
  ['GET', '/saved-searches', 'admin-center-marks.searches', 'read-messages'],
  ['POST', '/saved-searches', 'admin-center-marks.addSearch', 'read-messages'],
  ['DELETE', '/saved-searches/:id', 'admin-center-marks.removeSearch', 'read-messages'],
];
