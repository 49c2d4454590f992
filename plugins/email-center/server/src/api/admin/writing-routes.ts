/** Identities, recipients, drafts, templates. Of drafts nobody but their author finds any; whose templates one may change decides the controller. */
import type { Line } from './route-line';

export const WRITING_LINES: readonly Line[] = [
  ['GET', '/identities', 'admin-drafts.identities', 'write'],
  ['GET', '/recipients', 'admin-drafts.recipients', 'write'],
  ['GET', '/drafts', 'admin-drafts.list', 'write'],
  ['POST', '/drafts', 'admin-drafts.begin', 'write'],
  ['GET', '/drafts/:id', 'admin-drafts.load', 'write'],
  ['PUT', '/drafts/:id', 'admin-drafts.save', 'write'],
  ['DELETE', '/drafts/:id', 'admin-drafts.remove', 'write'],
  ['GET', '/drafts/:id/check', 'admin-drafts.check', 'write'],
  ['POST', '/drafts/:id/send', 'admin-drafts.send', 'write'],
  ['POST', '/drafts/:id/attachments', 'admin-draft-files.upload', 'write'],
  ['POST', '/drafts/:id/attach', 'admin-draft-files.attach', 'write'],
  ['GET', '/drafts/:id/attachments/:attachment', 'admin-draft-files.open', 'write'],
  ['DELETE', '/drafts/:id/attachments/:attachment', 'admin-draft-files.detach', 'write'],
  ['GET', '/templates', 'admin-templates.list', 'write'],
  ['POST', '/templates', 'admin-templates.add', 'write'],
  ['GET', '/templates/placeholders', 'admin-templates.placeholders', 'write'],
  ['PUT', '/templates/:id', 'admin-templates.change', 'write'],
  ['DELETE', '/templates/:id', 'admin-templates.remove', 'write'],
  ['POST', '/templates/:id/fill', 'admin-templates.fill', 'write'],
];
