/**
 * `?populate=emailActivities` on the REST actions of record types. The record types have no such attribute: a relation to
 * a history of thousands would be loaded with every update of the record. The core actions are wrapped instead.
 */
import type { Core, UID } from '@strapi/strapi';
import { forbidden, refuse } from '../edge';
import { verifyGranted } from './granted';
import { ACTIVITIES_KEY, FIND_ACTIVITIES, TYPES } from './names';
import { readPopulate } from './populate';
import { isRefusedToken, READ_ONLY_REFUSED } from './read-only-tokens';
import { loadRecordActivities } from './record-activities';

/** What the wrapper needs of a Koa context: `query` can be replaced, and the core action parses it again. */
interface ContentContext {
  query: Record<string, unknown>;
  state: { auth?: object };
  status: number;
  body: unknown;
}

type Action = (ctx: ContentContext, next?: unknown) => Promise<unknown>;

interface Entry {
  documentId?: unknown;
  /** Only in the response format of Strapi 4. */
  attributes?: Record<string, unknown>;
}

/** Wraps find and findOne of each type's controller, whether it is the core one or the host's own. */
export function servePopulate(strapi: Core.Strapi, recordTypes: readonly string[]): void {
  const controllers = strapi.get('controllers');
  for (const uid of recordTypes) {
    if (!controllers.keys().includes(uid)) continue;
    controllers.extend(uid as UID.Controller, (controller: Record<string, Action>) => {
      const wrapped = Object.create(controller) as Record<string, Action>;
      for (const name of ['find', 'findOne'] as const) {
        if (typeof controller[name] === 'function') wrapped[name] = withActivities(strapi, uid, controller[name].bind(controller));
      }
      return wrapped;
    });
  }
}

function withActivities(strapi: Core.Strapi, recordType: string, core: Action): Action {
  return async (ctx, next) => {
    const asked = readPopulate(ctx.query);
    if (!asked) return core(ctx, next);
    if (!(await verifyGranted(strapi, ctx.state.auth, FIND_ACTIVITIES))) return refuse(ctx, forbidden(`The permission ${FIND_ACTIVITIES} is missing.`));
    if (isRefusedToken(strapi, ctx.state.auth)) return refuse(ctx, forbidden(READ_ONLY_REFUSED));
    ctx.query = asked.query;
    const answer = await core(ctx, next);
    for (const entry of entriesOf(answer)) await addActivities(strapi, recordType, entry, asked.limit, ctx.state.auth ?? {});
    return answer;
  };
}

function entriesOf(answer: unknown): Entry[] {
  const data = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : null;
  if (Array.isArray(data)) return data as Entry[];
  return typeof data === 'object' && data !== null ? [data as Entry] : [];
}

async function addActivities(strapi: Core.Strapi, recordType: string, entry: Entry, limit: number, auth: object): Promise<void> {
  const recordId = entry.documentId ?? entry.attributes?.documentId;
  if (typeof recordId !== 'string') return;
  const rows = await loadRecordActivities(strapi, { recordType, recordId }, { limit });
  const activities = await strapi.contentAPI.sanitize.output(rows, strapi.contentType(TYPES.activity as UID.ContentType), { auth });
  Object.assign(entry.attributes ?? entry, { [ACTIVITIES_KEY]: activities });
}
