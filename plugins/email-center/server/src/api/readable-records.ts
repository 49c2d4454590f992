/** Which records of a type a person may read: the content manager's right, with its conditions. */
import type { Core } from '@strapi/strapi';
import type { NarrowRecords } from '../flow/links/records';
import { mayReadRecords } from './person';
import type { RequestContext } from './request-context';

interface PermissionChecker {
  sanitizedQuery: { read(query: object): Promise<{ filters?: object }> };
}

interface QueryParams {
  transform(uid: string, query: { filters: object }): { where?: object };
}

/** The right to types alone is asked elsewhere (`mayReadRecords`); here its conditions ("is creator") count, too. */
export function readableRecords(strapi: Core.Strapi, ctx: RequestContext): NarrowRecords {
  return async (recordType) => {
    if (!mayReadRecords(ctx, recordType)) return null;
    const service = strapi.plugin('content-manager').service('permission-checker') as { create(of: { userAbility: unknown; model: string }): PermissionChecker };
    const { filters } = await service.create({ userAbility: ctx.state.userAbility, model: recordType }).sanitizedQuery.read({});
    return filters === undefined ? {} : ((strapi.get('query-params') as QueryParams).transform(recordType, { filters }).where ?? {});
  };
}
