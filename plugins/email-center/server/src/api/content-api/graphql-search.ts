/** Full-text search by GraphQL: the same words, the same cut and the same rights as `GET /api/email-center/search`. */
import type { Core, UID } from '@strapi/strapi';
import { searchQuerySchema } from '../../../../shared/contracts';
import { asMailError, parseInput, publicError, Refusal } from '../edge';
import type { Asking } from '../forward-sight';
import { searchMessages, type MessageSearchPage } from './message-search';
import { SEARCH_MESSAGES, TYPES } from './names';
import { invalid } from './strapi-refusals';

/** What is used of nexus, which the host's GraphQL plugin brings along. */
export interface Nexus {
  extendType(config: { type: string; definition(t: Definition): void }): unknown;
  objectType(config: { name: string; description?: string; definition(t: Definition): void }): unknown;
  nonNull(type: unknown): unknown;
  list(type: unknown): unknown;
  intArg(config?: object): unknown;
  stringArg(config?: object): unknown;
}
export interface Definition {
  field(name: string, config: object): void;
  list: { field(name: string, config: object): void };
}

const PAGE = 'EmailCenterSearchPage';
const FOUND = 'EmailCenterFound';
const QUERY = 'emailCenterSearch';

interface Arguments {
  q: string;
  cursor?: string | null;
  limit?: number | null;
  zone?: string | null;
}
interface Found {
  documentId: string;
  message: object | null;
}

/** `messageType`: how GraphQL calls a message. The message itself needs the right to find messages, as everywhere. Strapi gives read-only tokens nothing but what finds entries. */
export function searchByGraphql(strapi: Core.Strapi, nexus: Nexus, messageType: string): { types: unknown[]; resolversConfig: object } {
  const required = (type: string) => ({ type: nexus.nonNull(type) });
  const found = nexus.objectType({
    name: FOUND, description: 'A message that was found, and where.',
    definition(type) {
      type.field('documentId', required('ID'));
      type.field('message', { type: messageType });
      type.field('subject', { ...required('JSON'), description: 'Pieces {text, hit} of the subject.' });
      type.field('snippet', { ...required('JSON'), description: 'Pieces {text, hit} of the text around the first hit.' });
      type.field('elsewhere', { type: 'String', description: 'people, file or text, where neither subject nor snippet has a hit.' });
    },
  });
  const page = nexus.objectType({
    name: PAGE,
    definition(type) {
      type.field('items', { type: nexus.nonNull(nexus.list(nexus.nonNull(FOUND))), description: 'Newest first. A page may be short and still have a next one.' });
      type.field('next', { type: 'String', description: 'The cursor of the next page; null behind the last one.' });
      type.field('trouble', { ...required('JSON'), description: 'What of q was not understood, and so was left out: [{code, at, length, value}].' });
      type.field('complete', { ...required('Boolean'), description: 'False while stored mail is still being put into the index.' });
      type.field('indexed', required('Int'));
      type.field('total', required('Int'));
    },
  });
  const args = { q: nexus.nonNull(nexus.stringArg()), cursor: nexus.stringArg(), limit: nexus.intArg({ description: '1 to 100; 50 when left out.' }), zone: nexus.stringArg({ description: 'The IANA time zone of before: and after:; UTC when left out.' }) };
  const resolve = (_root: unknown, asked: Arguments, { state }: { state: Asking }): Promise<object> => runSearch(strapi, asked, state);
  const query = nexus.extendType({ type: 'Query', definition: (type) => type.field(QUERY, { ...required(PAGE), description: 'Full-text search over all stored mail.', args, resolve }) });
  return {
    types: [found, page, query],
    resolversConfig: { [`Query.${QUERY}`]: { auth: { scope: [SEARCH_MESSAGES] } }, [`${FOUND}.message`]: { auth: { scope: [`${TYPES.message}.find`] } } },
  };
}

async function runSearch(strapi: Core.Strapi, { q, cursor, limit, zone }: Arguments, asking: Asking): Promise<object> {
  const { items, ...page } = await searchOr400(strapi, { q, cursor: cursor ?? undefined, limit: limit ?? undefined, zone: zone ?? undefined }, asking);
  const messages = (await strapi.db.query(TYPES.message as UID.ContentType).findMany({ where: { documentId: { $in: items.map(({ id }) => id) } } })) as { documentId: string }[];
  const byId = new Map(messages.map((message) => [message.documentId, message]));
  return { ...page, items: items.map(({ id, found }): Found => ({ documentId: id, message: byId.get(id) ?? null, ...found })) };
}

/** GraphQL passes on the sentence of Strapi's own errors only. */
async function searchOr400(strapi: Core.Strapi, query: object, asking: Asking): Promise<MessageSearchPage> {
  try {
    return await searchMessages(strapi, parseInput(searchQuerySchema, query), asking);
  } catch (thrown) {
    if (thrown instanceof Refusal) throw await invalid(strapi, thrown.message);
    const error = asMailError(thrown);
    if (error.code === 'invalid-input') throw await invalid(strapi, publicError(error).message);
    throw thrown;
  }
}
