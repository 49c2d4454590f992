/** Keeps forward addresses out of REST and GraphQL (S5.3): out of what is answered, and out of what can be told from the answer. */
import type { Core, UID } from '@strapi/strapi';
import type { Concealment } from '../../domain/intake/conceal-forward';
import { concealmentFor, type Asking } from '../forward-sight';
import { reachesMail, readAsked, withoutOracle, type Asked, type AttributesOf } from './forward-filters';
import { FIND_FORWARD, TYPES } from './names';
import { invalid } from './strapi-refusals';

const READS: readonly string[] = ['findMany', 'findOne', 'findFirst', 'count'];
const OURS: ReadonlySet<string> = new Set(Object.values(TYPES));

const attributesIn = (strapi: Core.Strapi): AttributesOf => (uid) => strapi.getModel(uid as UID.Schema)?.attributes as ReturnType<AttributesOf>;

/** The request that is answered; null where none is: what the server asks itself is nobody's answer. */
const askingIn = (strapi: Core.Strapi): Asking | null => (strapi.requestContext.get()?.state as Asking | undefined) ?? null;

/** To be called at `register`. */
export function keepForwardAddressesIn(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    const asking = READS.includes(context.action) ? askingIn(strapi) : null;
    if (asking !== null) Object.assign(context, { params: await narrowed(strapi, asking, context.uid, context.params as Asked) });
    return next();
  });
  const reaching = new Map<string, boolean>();
  const reaches = (uid: string): boolean => {
    const known = reaching.get(uid) ?? reachesMail(attributesIn(strapi), uid);
    reaching.set(uid, known);
    return known;
  };
  // GraphQL answers each field by itself (see graphql.ts); all of REST passes here, also what the host's own types populate.
  const sanitizer = ({ uid }: { uid: string }) => async (data: unknown): Promise<unknown> => {
    const asking = reaches(uid) ? askingIn(strapi) : null;
    const concealment = asking === null ? null : await concealmentFor(strapi, asking);
    return concealment === null ? data : concealOurs(attributesIn(strapi), concealment, uid, data);
  };
  // Strapi types it as one that could also be called without an argument, and never calls it so.
  strapi.sanitizers.add('content-api.output', sanitizer as unknown as OutputSanitizer);
}

type OutputSanitizer = Parameters<Core.Strapi['sanitizers']['add']>[1];

/** The query without oracles; rejects with Strapi's own refusal where it cannot be had so. */
async function narrowed(strapi: Core.Strapi, asking: Asking, uid: string, params: Asked): Promise<Asked> {
  const asked = readAsked(attributesIn(strapi), uid, params);
  if (!asked.filters && !asked.refused) return params;
  const concealment = await concealmentFor(strapi, asking);
  if (concealment === null) return params;
  if (asked.refused) throw await refusal(strapi);
  return withoutOracle(attributesIn(strapi), concealment.known, uid, params);
}

/** What could tell a forward address is refused, with what does without it. */
export function refusal(strapi: Core.Strapi): Promise<Error> {
  return invalid(strapi, `An order by what mail says, and a search over all of its fields (_q), could tell a forward address: they need the permission ${FIND_FORWARD}. Filters, /email-center/search and an order by time do without it.`);
}

/** Our entries wherever they stand within those of the host; of the host's own fields none is touched. */
function concealOurs(attributesOf: AttributesOf, concealment: Concealment, uid: string, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((one) => concealOurs(attributesOf, concealment, uid, one));
  if (typeof data !== 'object' || data === null) return data;
  if (OURS.has(uid)) return concealment.everywhere(data);
  return Object.fromEntries(Object.entries(data).map(([field, value]: [string, unknown]) => {
    const { type, target, component } = attributesOf(uid)?.[field] ?? {};
    const next = type === 'relation' ? target : component;
    if (next !== undefined) return [field, concealOurs(attributesOf, concealment, next, value)];
    return [field, type === 'dynamiczone' && Array.isArray(value) ? value.map((one: { __component?: string }) => concealOurs(attributesOf, concealment, one.__component ?? '', one)) : value];
  }));
}
