/** GraphQL, when the host has its plugin: our types can be read, never written, and records know their activities. */
import type { Core, UID } from '@strapi/strapi';
import { boundedLimit } from './content-api/populate';
import { ACTIVITIES_KEY, FIND_ACTIVITIES, TYPES } from './content-api/names';
import { graphqlGuard } from './content-api/read-only-tokens';
import { concealFields } from './content-api/graphql-fields';
import { searchByGraphql, type Definition, type Nexus } from './content-api/graphql-search';
import { loadRecordActivities } from './content-api/record-activities';

interface ShadowCrud {
  disableMutations(): ShadowCrud;
  field(name: string): { disable(): unknown };
}

interface ExtensionService {
  shadowCRUD(uid: string): ShadowCrud;
  use(extension: (tools: { nexus: Nexus }) => object): void;
}

interface NamingService {
  naming: Record<'getTypeName' | 'getFindQueryName' | 'getFindOneQueryName' | 'getFindConnectionQueryName', (contentType: unknown) => string>;
}

/** What never leaves by GraphQL, neither as output nor as a filter that could guess it. */
const PRIVATE_FIELDS = ['identity', 'rawKey', 'messageIdHash'];

export function exposeGraphql(strapi: Core.Strapi, recordTypes: readonly string[]): void {
  const graphql = strapi.plugin('graphql');
  if (!graphql) return;
  const extension = graphql.service('extension') as ExtensionService;
  for (const uid of Object.values(TYPES)) extension.shadowCRUD(uid).disableMutations();
  for (const field of PRIVATE_FIELDS) extension.shadowCRUD(TYPES.message).field(field).disable();
  const naming = () => (graphql.service('utils') as NamingService).naming;
  const typeOf = (uid: string) => strapi.contentType(uid as UID.ContentType);
  const nameOf = (uid: string) => naming().getTypeName(typeOf(uid));
  const guarded = { middlewares: [graphqlGuard(strapi)] };
  extension.use(({ nexus }) => {
    const search = searchByGraphql(strapi, nexus, nameOf(TYPES.message));
    return {
      types: [...recordTypes.map((uid) => nexus.extendType({ type: nameOf(uid), definition: (type) => activitiesField(strapi, uid, nameOf(TYPES.activity), nexus.intArg, type) })), ...search.types],
      resolversConfig: {
        ...Object.fromEntries(recordTypes.map((uid) => [`${nameOf(uid)}.${ACTIVITIES_KEY}`, { auth: { scope: [FIND_ACTIVITIES] }, ...guarded }])),
        ...concealFields(strapi, nameOf),
        ...Object.fromEntries(queryNames(naming(), Object.values(TYPES).map(typeOf)).map((name) => [`Query.${name}`, guarded])),
        ...search.resolversConfig,
      },
    };
  });
}

const queryNames = ({ getFindQueryName, getFindOneQueryName, getFindConnectionQueryName }: NamingService['naming'], types: readonly unknown[]): string[] =>
  types.flatMap((type) => [getFindQueryName(type), getFindOneQueryName(type), getFindConnectionQueryName(type)]);

function activitiesField(strapi: Core.Strapi, uid: string, activityType: string, intArg: Nexus['intArg'], type: Definition): void {
  type.list.field(ACTIVITIES_KEY, {
    type: activityType,
    description: 'The newest mail activities of this record.',
    args: { limit: intArg({ description: '1 to 100; 10 when left out.' }), start: intArg({ description: 'How many of the newest to leave out.' }) },
    resolve: (record: { documentId: string }, args: { limit?: number | null; start?: number | null }) =>
      loadRecordActivities(strapi, { recordType: uid, recordId: record.documentId }, { limit: boundedLimit(args.limit), start: Math.max(args.start ?? 0, 0) }),
  });
}
