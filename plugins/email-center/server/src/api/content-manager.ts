/**
 * The content manager hides our types from its lists only: its API would still read them past the rights to own, group
 * and all mail, and with attributes that are private everywhere else.
 */
import type { Core } from '@strapi/strapi';
import { TYPES } from './content-api/names';

const READ_ACTION = 'plugin::content-manager.explorer.read';
const OURS: ReadonlySet<string> = new Set(Object.values(TYPES));

/** Whether a request's path leads into the content manager and names one of our types, however it is written. */
export function namesOurType(path: string): boolean {
  const [, first = '', ...rest] = path.split('/');
  return decoded(first) === 'content-manager' && rest.some((segment) => decoded(segment).startsWith('plugin::email-center.'));
}

/** As the router reads it: without regard to case, and as it stands when it is not encoded well. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).toLowerCase();
  } catch (error) {
    if (error instanceof URIError) return segment.toLowerCase();
    throw error;
  }
}

/** Answers 404 there, to everybody, before any other part of Strapi sees the request. */
export function closeContentManager(strapi: Core.Strapi): void {
  strapi.server.use(async (ctx, next) => {
    if (!namesOurType(ctx.path)) return next();
    ctx.status = 404;
    ctx.body = { data: null, error: { status: 404, name: 'NotFoundError', message: 'Not Found', details: {} } };
  });
}

/** Takes our types out of what a role can be granted to read there. To be called once the content manager offered it. */
export function withdrawFromRoles(strapi: Core.Strapi): void {
  const action = strapi.service('admin::permission').actionProvider.get(READ_ACTION) as { subjects?: string[] } | undefined;
  if (action?.subjects) action.subjects = action.subjects.filter((uid) => !OURS.has(uid));
}
