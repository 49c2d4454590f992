/** Whether a caller of the content API was granted a permission. */
import type { Core } from '@strapi/strapi';

/** Strapi says no by an exception, so an exception is the answer here and not a failure. */
export async function verifyGranted(strapi: Core.Strapi, auth: unknown, permission: string): Promise<boolean> {
  try {
    await strapi.get('auth').verify(auth, { scope: [permission] });
    return true;
  } catch (error) {
    if (error instanceof Error && (error.name === 'ForbiddenError' || error.name === 'UnauthorizedError')) return false;
    throw error;
  }
}
