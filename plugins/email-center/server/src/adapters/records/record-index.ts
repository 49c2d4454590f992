/** Keeps the address index equal to the records: with every write through the document service, and anew when asked. */
import { createHash } from 'node:crypto';
import type { Core, Modules } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Clock } from '../../flow/ports';
import { addressesOf, selectionOf } from './addresses-of';
import type { ParticipatingType } from './participating';

/** Where the index is written; the caller's transaction is handed on. */
export interface AddressWriter {
  replace(
    executor: Knex, range: { recordType: string; recordIds: readonly string[] } | { recordType: string; after: string | null; upTo: string | null },
    entries: readonly { recordId: string; field: string; address: string; enteredAt: number }[],
  ): Promise<readonly { recordId: string; address: string }[]>;
  keepTypes(executor: Knex, recordTypes: readonly string[]): Promise<void>;
  isEmpty(executor: Knex): Promise<boolean>;
}

export interface RecordIndexDependencies {
  strapi: Core.Strapi;
  types: readonly ParticipatingType[];
  writer: AddressWriter;
  clock: Clock;
}

/** Addresses a record did not know before, once they are committed. */
export interface EnteredAddresses {
  recordType: string;
  recordId: string;
  /** Normalised. */
  addresses: string[];
  /** Panel user who entered them; null: not in the panel. */
  userId: number | null;
}

export interface RecordIndex {
  /** Whom to tell of addresses that were entered by writing a record; not by a rebuild. One listener, set when the application is there. */
  whenEntered(listener: (entered: EnteredAddresses) => void): void;
  /** From now on each write of a participating record updates the index in the same transaction. Call once, at register. */
  watch(): void;
  /** Reads all records again; resolves with the number of addresses. */
  rebuild(): Promise<number>;
  /** Rebuilds when other fields take part than at the last rebuild, or when the index is empty; null: nothing to do. */
  rebuildIfStale(): Promise<number | null>;
}

type Version = Record<string, unknown> & { documentId: string; createdAt: unknown };

const WRITES = new Set(['create', 'update', 'delete', 'publish', 'unpublish', 'discardDraft', 'clone']);
/** Rows of records read and compared in one transaction. */
const PAGE = 1_000;
const STORE = { type: 'plugin', name: 'email-center', key: 'address-index' } as const;

export function createRecordIndex(dependencies: RecordIndexDependencies): RecordIndex {
  const { strapi, types } = dependencies;
  const byUid = new Map(types.map((type) => [type.uid, type]));
  let listener: (entered: EnteredAddresses) => void = () => undefined;
  const rebuild = async (): Promise<number> => {
    let addresses = 0;
    await dependencies.writer.keepTypes(strapi.db.connection, types.map((type) => type.uid));
    for (const type of types) addresses += await rebuildType(dependencies, type);
    await strapi.store.set({ ...STORE, value: { fingerprint: fingerprint(types) } });
    return addresses;
  };
  return {
    whenEntered: (told) => void (listener = told),
    watch: () => {
      strapi.documents.use((context, next) => {
        const type = byUid.get(context.uid);
        if (type === undefined || !WRITES.has(context.action) || isIrrelevant(context, type)) return next();
        return writeAndIndex(dependencies, type, context, next, (entered) => listener(entered));
      });
    },
    rebuild,
    rebuildIfStale: async () => {
      const stored = (await strapi.store.get(STORE)) as { fingerprint?: unknown } | null;
      const isCurrent = stored?.fingerprint === fingerprint(types) && !(await dependencies.writer.isEmpty(strapi.db.connection));
      return isCurrent ? null : rebuild();
    },
  };
}

function fingerprint(types: readonly ParticipatingType[]): string {
  const fields = types.map((type) => `${type.uid}: ${type.fields.join(', ')}`).sort();
  return createHash('sha256').update(fields.join('\n')).digest('hex');
}

/** An update of a type without drafts that touches none of the fields leaves its addresses as they are. */
function isIrrelevant(context: Modules.Documents.Middleware.Context, type: ParticipatingType): boolean {
  if (context.action !== 'update' || context.contentType.options?.draftAndPublish === true) return false;
  const data = (context.params as { data?: Record<string, unknown> }).data ?? {};
  return !type.fields.some((field) => (field.split('.')[0] ?? '') in data);
}

/**
 * The write and its effect on the index commit together or not at all. Within a transaction the caller opened, Strapi joins
 * that one, and `entered` is told once that one is committed.
 */
async function writeAndIndex<T>(
  dependencies: RecordIndexDependencies, type: ParticipatingType, context: Modules.Documents.Middleware.Context, next: () => T, entered: (entered: EnteredAddresses) => void,
): Promise<Awaited<T>> {
  const { strapi } = dependencies;
  const userId = panelUser(strapi);
  const written = await strapi.db.transaction(async ({ trx, onCommit }) => {
    const result = await next();
    const documentId = documentIdOf(context, result);
    if (documentId === null) return { result };
    const addresses = await indexDocument(dependencies, type, documentId, trx);
    if (addresses.length > 0) onCommit(() => entered({ recordType: type.uid, recordId: documentId, addresses, userId }));
    return { result };
  });
  return written.result;
}

function documentIdOf(context: Modules.Documents.Middleware.Context, result: unknown): string | null {
  const fromResult = (result as { documentId?: unknown } | null)?.documentId;
  const fromParams = (context.params as { documentId?: unknown } | undefined)?.documentId;
  // A clone is asked for by the id of its original.
  const documentId = context.action === 'create' || context.action === 'clone' ? fromResult : (fromParams ?? fromResult);
  return typeof documentId === 'string' ? documentId : null;
}

/** Drafts, published versions and languages together: what any of them knows, the record knows. */
async function indexDocument({ strapi, writer, clock }: RecordIndexDependencies, type: ParticipatingType, documentId: string, trx: Knex): Promise<string[]> {
  const { select, populate } = selectionOf(type.fields);
  const versions = (await strapi.db.query(type.uid).findMany({ where: { documentId }, select: ['id', 'documentId', ...select], populate })) as Version[];
  const enteredAt = clock.now().getTime();
  const entries = versions.flatMap((version) => addressesOf(version, type.fields).map((found) => ({ ...found, recordId: documentId, enteredAt })));
  const added = await writer.replace(trx, { recordType: type.uid, recordIds: [documentId] }, entries);
  return [...new Set(added.map(({ address }) => address))];
}

/** Whoever is signed in to the panel in the request that is being answered. */
function panelUser(strapi: Core.Strapi): number | null {
  const state = strapi.requestContext.get()?.state as { auth?: { strategy?: { name?: string } }; user?: { id?: unknown } } | undefined;
  return state?.auth?.strategy?.name === 'admin' && typeof state.user?.id === 'number' ? state.user.id : null;
}

/**
 * Pages in the order of documentIds, so that all versions of a record are on one page and what the index knows of records
 * between two of them is known to be gone. Addresses found here for the first time count as entered when their record was
 * created, because nothing else is known.
 */
async function rebuildType(dependencies: RecordIndexDependencies, type: ParticipatingType): Promise<number> {
  let after: string | null = null;
  let addresses = 0;
  for (;;) {
    const page: { last: string | null; addresses: number } = await rebuildPage(dependencies, type, after);
    addresses += page.addresses;
    if (page.last === null) return addresses;
    after = page.last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function rebuildPage({ strapi, writer }: RecordIndexDependencies, type: ParticipatingType, after: string | null): Promise<{ last: string | null; addresses: number }> {
  return strapi.db.transaction(async ({ trx }) => {
    const versions = await readPage(strapi, type, after);
    const last = versions.at(-1)?.documentId;
    const isFull = versions.length >= PAGE;
    // The versions of the last record may go on behind the page.
    const complete = isFull && versions[0]?.documentId !== last ? versions.filter((version) => version.documentId !== last) : versions;
    const upTo = isFull ? (complete.at(-1)?.documentId ?? null) : null;
    const entries = new Map(complete.flatMap((version) => addressesOf(version, type.fields).map((found) =>
      [`${version.documentId} ${found.field} ${found.address}`, { ...found, recordId: version.documentId, enteredAt: createdAt(version) }] as const)));
    await writer.replace(trx, { recordType: type.uid, after, upTo }, [...entries.values()]);
    return { last: upTo, addresses: entries.size };
  });
}

function createdAt(version: Version): number {
  const time = new Date(version.createdAt as string).getTime();
  return Number.isFinite(time) ? time : 0;
}

async function readPage(strapi: Core.Strapi, type: ParticipatingType, after: string | null): Promise<Version[]> {
  const { select, populate } = selectionOf(type.fields);
  return (await strapi.db.query(type.uid).findMany({
    where: after === null ? {} : { documentId: { $gt: after } }, select: ['id', 'documentId', 'createdAt', ...select], populate,
    orderBy: [{ documentId: 'asc' }, { id: 'asc' }], limit: PAGE,
  })) as Version[];
}
