/** Which records of a type a person may read: the content manager's right, with its conditions. */
import type { Core } from '@strapi/strapi';
import type { RecordLinkDto } from '../../../shared/contracts';
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

/**
 * Leaves out links to records the content manager would not show this person: a link tells the record's name, and which of
 * its fields holds which address. Each type is asked about once.
 */
export function readableLinks(ctx: RequestContext): (links: readonly RecordLinkDto[]) => RecordLinkDto[] {
  const known = new Map<string, boolean>();
  const isReadable = (recordType: string): boolean => {
    const readable = known.get(recordType) ?? mayReadRecords(ctx, recordType);
    known.set(recordType, readable);
    return readable;
  };
  return (links) => links.filter((link) => isReadable(link.recordType));
}
