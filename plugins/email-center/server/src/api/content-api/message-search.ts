/** The search of headless consumers, by REST and by GraphQL. */
import type { Core } from '@strapi/strapi';
import type { SearchQuery } from '../../../../shared/contracts';
import type { Headless } from '../../flow/search/search';
import { holderOf } from '../application-holder';
import { concealmentFor, type Asking } from '../forward-sight';
import { findNamedRecords } from '../named-records';

/** Strapi checked the caller's permission for the action; the content API has no users who own accounts. */
export const HEADLESS = { userId: null, reads: 'all' } as const;

export type MessageSearchPage = Headless;

/** All mail is searched; forward addresses are taken out unless this caller may see them. Rejects with `invalid-input` for a cursor of another search. */
export async function searchMessages(strapi: Core.Strapi, query: SearchQuery, asking: Asking): Promise<MessageSearchPage> {
  const application = holderOf(strapi).get();
  const types = application.recordTypes().map(({ uid }) => uid);
  const records = (q: string) => findNamedRecords(application, q, types, async () => ({}));
  const concealment = await concealmentFor(strapi, asking);
  const page = await application.search.searchHeadless({ viewer: HEADLESS, records, conceal: concealment?.text ?? asItIs }, query);
  return concealment === null ? page : concealment.everywhere(page);
}

const asItIs = (text: string): string => text;
