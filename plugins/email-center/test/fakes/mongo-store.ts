/** The documents of the MongoDB that is none (see `mongo.ts`), and the commands on them. */
import { Long, ObjectId, deserialize, serialize } from 'bson';
import { Query, aggregate } from 'mingo';

export type Document = Record<string, unknown>;

interface Collection {
  documents: Document[];
  indexes: { key: Record<string, unknown>; unique?: boolean }[];
}

export class MongoStore {
  private readonly collections = new Map<string, Collection>();
  private readonly commands: Record<string, (command: Document, collection: () => Collection) => Document> = {
    hello: greet, ismaster: greet, isMaster: greet, ping: () => ({}), endSessions: () => ({}),
    createIndexes: (command, collection) => {
      collection().indexes.push(...(command.indexes as Collection['indexes']));
      return {};
    },
    insert: (command, collection) => insert(collection(), command.documents as Document[]),
    find: (command, collection) => batch(page(find(collection(), command.filter, command.sort), command)),
    aggregate: (command, collection) => batch(aggregate(collection().documents.map(comparable), comparable(command.pipeline) as Document[]) as Document[]),
    count: (command, collection) => ({ n: find(collection(), command.query).length }),
    update: (command, collection) => update(collection(), command.updates as Document[]),
    delete: (command, collection) => remove(collection(), command.deletes as Document[]),
    findAndModify: (command, collection) => findAndModify(collection(), command),
  };

  answer(command: Document): Document {
    const [name] = Object.keys(command) as [string];
    const run = this.commands[name];
    if (run === undefined) return { ok: 0, errmsg: `the fake knows no command ${name}`, code: 59, codeName: 'CommandNotFound' };
    try {
      return { ...run(command, () => this.collection(`${String(command.$db)}.${String(command[name])}`)), ok: 1 };
    } catch (error) {
      return { ok: 0, errmsg: error instanceof Error ? error.message : String(error), code: error instanceof DuplicateKey ? 11000 : 1 };
    }
  }

  private collection(name: string): Collection {
    const known = this.collections.get(name) ?? { documents: [], indexes: [] };
    this.collections.set(name, known);
    return known;
  }
}

class DuplicateKey extends Error {}

function greet(): Document {
  return {
    isWritablePrimary: true, ismaster: true, helloOk: true, maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000,
    localTime: new Date(), logicalSessionTimeoutMinutes: 30, connectionId: 1, minWireVersion: 0, maxWireVersion: 21, readOnly: false,
  };
}

const batch = (documents: readonly Document[]): Document => ({ cursor: { id: Long.ZERO, ns: 'agenda.jobs', firstBatch: documents } });

function page(documents: readonly Document[], command: Document): Document[] {
  const skip = Number(command.skip ?? 0);
  const limit = Math.abs(Number(command.limit ?? 0));
  return documents.slice(skip, limit === 0 ? undefined : skip + limit);
}

/** mingo compares plain values: ids become texts, BSON expressions become regular ones. */
function comparable(value: unknown): unknown {
  if (value instanceof ObjectId) return `ObjectId(${value.toHexString()})`;
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return value;
  const { _bsontype: type, pattern, options } = value as { _bsontype?: string; pattern?: string; options?: string };
  if (type === 'BSONRegExp') return new RegExp(pattern ?? '', options);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, comparable(field)]));
}

function find(collection: Collection, filter: unknown, sort?: unknown): Document[] {
  const query = new Query(comparable(filter ?? {}) as Document);
  const found = collection.documents.filter((document) => query.test(comparable(document) as Document));
  return sort === undefined ? found : sorted(found, sort as Record<string, number>);
}

function sorted(documents: readonly Document[], sort: Record<string, number>): Document[] {
  return [...documents].sort((a, b) => {
    for (const [field, direction] of Object.entries(sort)) {
      const order = compareFields(a[field], b[field]);
      if (order !== 0) return order * Number(direction);
    }
    return 0;
  });
}

/** Nothing sorts before numbers, numbers before texts, texts before dates. */
function compareFields(a: unknown, b: unknown): number {
  const rank = (value: unknown): number => (value == null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [x, y] = [comparable(a), comparable(b)] as [number, number];
  return x < y ? -1 : x > y ? 1 : 0;
}

function insert(collection: Collection, documents: readonly Document[]): Document {
  for (const document of documents) {
    document._id ??= new ObjectId();
    refuseDuplicates(collection, document);
    collection.documents.push(document);
  }
  return { n: documents.length };
}

function refuseDuplicates(collection: Collection, document: Document): void {
  for (const index of collection.indexes.filter((candidate) => candidate.unique === true)) {
    const same = (other: Document): boolean => Object.keys(index.key).every((field) => JSON.stringify(other[field]) === JSON.stringify(document[field]));
    if (collection.documents.some(same)) throw new DuplicateKey('E11000 duplicate key error');
  }
}

function update(collection: Collection, updates: readonly Document[]): Document {
  let matched = 0;
  let modified = 0;
  const upserted: Document[] = [];
  updates.forEach(({ q, u, multi, upsert }, index) => {
    const found = multi === true ? find(collection, q) : find(collection, q).slice(0, 1);
    for (const document of found) change(document, u as Document, false);
    matched += found.length;
    modified += found.length;
    if (found.length > 0 || upsert !== true) return;
    matched += 1;
    upserted.push({ index, _id: create(collection, q as Document, u as Document)._id });
  });
  return { n: matched, nModified: modified, ...(upserted.length > 0 ? { upserted } : {}) };
}

function findAndModify(collection: Collection, command: Document): Document {
  const [found] = find(collection, command.query, command.sort);
  if (found === undefined) {
    if (command.upsert !== true) return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
    const created = create(collection, command.query as Document, command.update as Document);
    return { value: command.new === true ? created : null, lastErrorObject: { n: 1, updatedExisting: false, upserted: created._id } };
  }
  const before = deserialize(serialize(found));
  change(found, command.update as Document, false);
  return { value: command.new === true ? found : before, lastErrorObject: { n: 1, updatedExisting: true } };
}

function remove(collection: Collection, deletes: readonly Document[]): Document {
  let removed = 0;
  for (const { q, limit } of deletes) {
    const found = new Set(limit === 1 ? find(collection, q).slice(0, 1) : find(collection, q));
    collection.documents = collection.documents.filter((document) => !found.has(document));
    removed += found.size;
  }
  return { n: removed };
}

/** What an upsert inserts: the fields the query names with a value, and then the update. */
function create(collection: Collection, query: Document, changes: Document): Document {
  const document: Document = { _id: new ObjectId() };
  for (const [field, value] of Object.entries(query)) if (!isCondition(field, value)) setField(document, field, value);
  change(document, changes, true);
  collection.documents.push(document);
  return document;
}

const isCondition = (field: string, value: unknown): boolean =>
  field.startsWith('$') || (typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$')));

function change(document: Document, changes: Document, inserting: boolean): void {
  for (const [operator, fields] of Object.entries(changes) as [string, Document][]) {
    if (operator === '$set' || operator === '$setOnInsert') {
      if (operator === '$set' || inserting) for (const [field, value] of Object.entries(fields)) setField(document, field, value);
    } else if (operator === '$unset') for (const field of Object.keys(fields)) delete document[field];
    else throw new Error(`the fake knows no update operator ${operator}`);
  }
}

function setField(document: Document, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let place = document;
  for (const name of names) place = (place[name] ??= {}) as Document;
  place[last] = value;
}
