/** Who comes into the panel: by logging in, by a first or a new password, or by a session that is renewed after a pause. */
import type { Core } from '@strapi/strapi';
import { decideComingIn } from '../domain/access/coming-in';
import { asMailError } from './edge';

type ComesIn = (userId: number) => Promise<unknown>;

interface Answer {
  data?: { token?: unknown; user?: { id?: unknown } };
}

interface SessionManager {
  (origin: 'admin'): { validateAccessToken(token: string): { isValid: boolean; payload?: { userId?: unknown } } };
}

/** Requests that sign in without the event that a login emits. */
const SIGNING_IN = new Set(['/admin/register', '/admin/register-admin', '/admin/reset-password']);
const RENEWING = '/admin/access-token';

/**
 * To be called at register, before the routes are mounted. What `comesIn` does is awaited by nobody: signing in is never
 * slower for it, and a failure of it is logged.
 */
export function watchSignIns(strapi: Core.Strapi, comesIn: ComesIn, now: () => number = () => Date.now()): void {
  const watchedSince = now();
  const seen = new Map<number, number>();
  const tell = (userId: number): void => {
    seen.set(userId, now());
    // A listener that fails would end the process.
    Promise.resolve().then(() => comesIn(userId)).catch((thrown: unknown) => strapi.log.error(`email-center: offers could not be taken at a sign-in: ${asMailError(thrown).message}`));
  };
  const renewed = (userId: number): void => {
    const last = seen.get(userId) ?? null;
    if (decideComingIn(now(), last, watchedSince)) tell(userId);
    else seen.set(userId, now());
  };
  strapi.eventHub.on('admin.auth.success', async (event: { user?: { id?: unknown } }) => {
    const userId = idOf(event.user?.id);
    if (userId !== null) tell(userId);
  });
  strapi.server.use(async (ctx, next) => {
    await next();
    if (ctx.method !== 'POST' || ctx.status !== 200) return;
    const { data } = (ctx.body ?? {}) as Answer;
    if (SIGNING_IN.has(ctx.path)) {
      const userId = idOf(data?.user?.id);
      if (userId !== null) tell(userId);
    } else if (ctx.path === RENEWING && typeof data?.token === 'string') {
      const userId = ownerOf(strapi, data.token);
      if (userId !== null) renewed(userId);
    }
  });
}

function ownerOf(strapi: Core.Strapi, token: string): number | null {
  const manager = (strapi as unknown as { sessionManager?: SessionManager }).sessionManager;
  const validated = manager?.('admin').validateAccessToken(token);
  return validated?.isValid ? idOf(validated.payload?.userId) : null;
}

function idOf(value: unknown): number | null {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
