/**
 * What REST and GraphQL are asked, without the answers telling a forward address: a filter is an oracle, since what it finds tells
 * what stands there. Every condition on a field that holds text of mail finds nothing where that very field names a forward
 * address, so a right guess is answered like a wrong one. An order, and a search over all fields, cannot be narrowed so: they are
 * refused.
 */
import { TYPES } from './names';

interface Attribute {
  type?: string;
  target?: string;
  component?: string;
}
/** The attributes of a type; undefined for what is none. */
export type AttributesOf = (uid: string) => Record<string, Attribute> | undefined;

const OURS: ReadonlySet<string> = new Set(Object.values(TYPES));
const TEXTUAL: ReadonlySet<string> = new Set(['string', 'text', 'json']);
/** These name records, conversations and parts, never people. */
const WITHOUT_ADDRESSES: ReadonlySet<string> = new Set(['recordType', 'recordId', 'threadId', 'partNumber', 'contentType', 'identity', 'rawKey', 'messageIdHash']);

/** Whether a field may hold an address. */
export function mayName(attributesOf: AttributesOf, uid: string, field: string): boolean {
  return OURS.has(uid) && TEXTUAL.has(attributesOf(uid)?.[field]?.type ?? '') && !WITHOUT_ADDRESSES.has(field);
}

export interface Asked {
  filters?: unknown;
  sort?: unknown;
  populate?: unknown;
  _q?: unknown;
}

/** What a query asks of such fields, at any depth of filters, orders and populated relations. */
export function readAsked(attributesOf: AttributesOf, uid: string, query: Asked): { filters: boolean; refused: boolean } {
  const found = { filters: false, refused: (query._q !== undefined && query._q !== '' && OURS.has(uid)) || pathsOf(query.sort).some((path) => leadsToText(attributesOf, uid, path)) };
  narrow({ attributesOf, known: [], seen: () => void (found.filters = true) }, uid, query.filters);
  for (const [target, nested] of populated(attributesOf, uid, query.populate)) {
    const inner = readAsked(attributesOf, target, nested);
    found.filters ||= inner.filters;
    found.refused ||= inner.refused;
  }
  return found;
}

/** The same query, whose conditions on such fields find nothing where these addresses are named. */
export function withoutOracle<Query extends Asked>(attributesOf: AttributesOf, known: readonly string[], uid: string, query: Query): Query {
  const filters = narrow({ attributesOf, known }, uid, query.filters);
  const populate = narrowPopulate(attributesOf, known, uid, query.populate);
  return { ...query, ...(query.filters === undefined ? {} : { filters }), ...(query.populate === undefined ? {} : { populate }) };
}

interface Narrowing {
  attributesOf: AttributesOf;
  known: readonly string[];
  seen?: () => void;
}

/** As GraphQL writes them; a field of that name is a field. */
const LOGIC: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function narrow(by: Narrowing, uid: string, filters: unknown): unknown {
  if (Array.isArray(filters)) return filters.map((one) => narrow(by, uid, one));
  if (!isObject(filters)) return filters;
  const conditions = Object.entries(filters).map(([key, value]): object => {
    if (key.startsWith('$') || (LOGIC.has(key) && by.attributesOf(uid)?.[key] === undefined)) return { [key]: narrow(by, uid, value) };
    const target = targetOf(by.attributesOf, uid, key);
    if (target !== undefined) return { [key]: narrow(by, target, value) };
    if (!mayName(by.attributesOf, uid, key)) return { [key]: value };
    by.seen?.();
    return { $and: [{ [key]: value }, ...by.known.map((address) => namesNot(key, address))] };
  });
  return conditions.length === 1 ? conditions[0] : { $and: conditions };
}

/** Empty, or without the address, as it is written and as links encode it, and without one of its secrets. */
function namesNot(field: string, address: string): object {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at)];
  const without = (text: string): object => ({ [field]: { $notContainsi: text } });
  const never = [without(address), without(`${local}%40`), { $or: [without(`${local}+`), without(domain)] }];
  return { $or: [{ [field]: { $null: true } }, { $and: never }] };
}

/** A relation or component leads to another type; media are no mail. */
export function targetOf(attributesOf: AttributesOf, uid: string, field: string): string | undefined {
  const attribute = attributesOf(uid)?.[field];
  return attribute?.type === 'relation' ? attribute.target : attribute?.type === 'component' ? attribute.component : undefined;
}

/** `a`, `a:desc`, `a.b:asc,c`, lists of these, and objects of any depth: as paths of fields. */
function pathsOf(sort: unknown): string[][] {
  if (typeof sort === 'string') return sort.split(',').map((one) => one.trim().split(':')[0]!.split('.'));
  if (Array.isArray(sort)) return sort.flatMap(pathsOf);
  if (!isObject(sort)) return [];
  return Object.entries(sort).flatMap(([key, value]) => (isObject(value) ? pathsOf(value).map((path) => [key, ...path]) : [key.split('.')]));
}

function leadsToText(attributesOf: AttributesOf, uid: string, path: readonly string[]): boolean {
  const [field = '', ...rest] = path;
  const target = targetOf(attributesOf, uid, field);
  return target === undefined ? mayName(attributesOf, uid, field) : leadsToText(attributesOf, target, rest);
}

/** Whether a type is one of ours or has relations that lead to one. */
export function reachesMail(attributesOf: AttributesOf, uid: string, passed = new Set<string>()): boolean {
  if (OURS.has(uid)) return true;
  if (passed.has(uid)) return false;
  passed.add(uid);
  return Object.entries(attributesOf(uid) ?? {}).some(([field, { type }]) => {
    const next = targetOf(attributesOf, uid, field);
    return type === 'dynamiczone' || (next !== undefined && reachesMail(attributesOf, next, passed));
  });
}

/** The relations a query populates with a query of their own. */
function populated(attributesOf: AttributesOf, uid: string, populate: unknown): [string, Asked][] {
  if (!isObject(populate)) return [];
  return Object.entries(populate).flatMap(([field, nested]): [string, Asked][] => {
    if (!isObject(nested)) return [];
    const target = targetOf(attributesOf, uid, field);
    const morphs = isObject(nested.on) ? Object.entries(nested.on).flatMap(([type, inner]): [string, Asked][] => (isObject(inner) ? [[type, inner]] : [])) : [];
    return [...(target === undefined ? [] : [[target, nested] as [string, Asked]]), ...morphs];
  });
}

function narrowPopulate(attributesOf: AttributesOf, known: readonly string[], uid: string, populate: unknown): unknown {
  if (!isObject(populate)) return populate;
  return Object.fromEntries(Object.entries(populate).map(([field, nested]) => {
    if (!isObject(nested)) return [field, nested];
    const target = targetOf(attributesOf, uid, field);
    const own = target === undefined ? nested : withoutOracle(attributesOf, known, target, nested);
    if (!isObject(nested.on)) return [field, own];
    const on = Object.fromEntries(Object.entries(nested.on).map(([type, inner]) => [type, isObject(inner) ? withoutOracle(attributesOf, known, type, inner) : inner]));
    return [field, { ...own, on }];
  }));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
