/** The records of people who work here, of the content type the option `employees` names. */
import { domainToUnicode } from 'node:url';
import type { Core } from '@strapi/strapi';
import { normalizeAddress } from '../../domain/mail/address';
import type { Employee } from '../../domain/intake/route';
import type { Clock } from '../../flow/ports';
import type { EmployeeDirectory } from '../../flow/routing/ports';

export { watchPeople } from './watch';

/** The option `employees`. */
export interface EmployeeOptions {
  contentType: string;
  emailFields: readonly string[];
  current?: { field: string; value: string | number | boolean } | { from?: string; until?: string } | null;
}

interface EmployeeDependencies {
  strapi: Core.Strapi;
  options: EmployeeOptions | null | undefined;
  clock: Clock;
}

type Version = Record<string, unknown> & { documentId: string };
type Attributes = Record<string, { type: string }>;

const TEXTS = new Set(['email', 'string', 'text']);
const DATES = new Set(['date', 'datetime', 'timestamp']);
const VALUES = new Set(['boolean', 'string', 'text', 'enumeration', 'integer', 'biginteger', 'decimal', 'float']);
const NAMES = ['name', 'fullName', 'fullname', 'displayName', 'title'];
/** Conditions in one statement: SQLite takes no expression deeper than 1,000. */
const TERMS = 200;
/** Versions of one record (drafts, languages) that a search may find beside each other. */
const VERSIONS = 4;

/** Throws one sentence when the option names a type or an attribute that does not exist or cannot be what it is named as. */
export function createEmployees({ strapi, options, clock }: EmployeeDependencies): EmployeeDirectory {
  if (options === null || options === undefined) {
    return { recordType: null, findByAddresses: async () => [], load: async () => new Map(), search: async () => [] };
  }
  const attributes = checkOptions(strapi, options);
  const nameField = NAMES.find((name) => TEXTS.has(attributes[name]?.type ?? '')) ?? null;
  const find = async (where: object, limit?: number): Promise<Employee[]> => {
    const select = ['id', 'documentId', ...new Set([...options.emailFields, ...currentFields(options), ...(nameField === null ? [] : [nameField])])];
    const versions = (await strapi.db.query(options.contentType as never).findMany({
      where, select, orderBy: [{ [nameField ?? 'documentId']: 'asc' }, { id: 'asc' }], ...(limit === undefined ? {} : { limit }),
    })) as Version[];
    return toEmployees(versions, options, nameField, clock);
  };
  return {
    recordType: options.contentType,
    async findByAddresses(addresses) {
      if (addresses.length === 0) return [];
      const wanted = new Set(addresses);
      const spellings = [...new Set(addresses.flatMap(spellingsOf))];
      const found = new Map<string, Employee>();
      const atOnce = Math.max(1, Math.floor(TERMS / options.emailFields.length));
      for (let start = 0; start < spellings.length; start += atOnce) {
        const piece = spellings.slice(start, start + atOnce);
        const some = await find({ $or: options.emailFields.flatMap((field) => piece.map((spelling) => ({ [field]: { $eqi: spelling } }))) });
        for (const employee of some) found.set(employee.recordId, employee);
      }
      // A hit by one version of a record, or by a field as it was written: what counts is the normalised form.
      return [...found.values()].filter((employee) => employee.addresses.some((address) => wanted.has(address)));
    },
    load: async (recordIds) => new Map((recordIds.length === 0 ? [] : await find({ documentId: { $in: [...recordIds] } })).map((employee) => [employee.recordId, employee])),
    async search(q, limit) {
      const fields = [...(nameField === null ? [] : [nameField]), ...options.emailFields];
      return (await find(q === '' ? {} : { $or: fields.map((field) => ({ [field]: { $containsi: q } })) }, limit * VERSIONS)).slice(0, limit);
    },
  };
}

/** As it is normalised, and with the domain in the letters people write. */
function spellingsOf(address: string): string[] {
  const at = address.lastIndexOf('@');
  const unicode = domainToUnicode(address.slice(at + 1));
  return unicode === '' ? [address] : [address, `${address.slice(0, at + 1)}${unicode}`];
}

/** All versions of a record together are one employee: whatever address one of them has on file counts. */
function toEmployees(versions: readonly Version[], options: EmployeeOptions, nameField: string | null, clock: Clock): Employee[] {
  const employees = new Map<string, Employee>();
  const today = clock.now();
  for (const version of versions) {
    const known = employees.get(version.documentId);
    const addresses = options.emailFields.flatMap((field) => (typeof version[field] === 'string' ? (normalizeAddress(version[field]) ?? []) : []));
    const name = nameField === null ? '' : String(version[nameField] ?? '').trim();
    employees.set(version.documentId, {
      recordType: options.contentType, recordId: version.documentId,
      name: known?.name || name || addresses[0] || version.documentId,
      addresses: [...new Set([...(known?.addresses ?? []), ...addresses])],
      isCurrent: known?.isCurrent === true || isCurrent(version, options.current, today),
    });
  }
  return [...employees.values()];
}

function currentFields({ current }: EmployeeOptions): string[] {
  if (!current) return [];
  return 'field' in current ? [current.field] : [current.from, current.until].filter((field): field is string => field !== undefined);
}

/** Days are compared as days: whoever leaves today still works here today. */
function isCurrent(version: Version, rule: EmployeeOptions['current'], now: Date): boolean {
  if (!rule) return true;
  if ('field' in rule) return isSame(version[rule.field], rule.value);
  const today = now.toISOString().slice(0, 10);
  const [from, until] = [dayOf(version, rule.from), dayOf(version, rule.until)];
  return (from === null || from <= today) && (until === null || until >= today);
}

/** SQLite hands booleans out as 0 and 1, and large numbers may come as text. */
function isSame(held: unknown, value: string | number | boolean): boolean {
  if (typeof value === 'boolean') return held === value || held === Number(value);
  return held !== null && held !== undefined && String(held) === String(value);
}

function dayOf(version: Version, field: string | undefined): string | null {
  const value = field === undefined ? null : version[field];
  if (value === null || value === undefined || value === '') return null;
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10);
}

function checkOptions(strapi: Core.Strapi, options: EmployeeOptions): Attributes {
  const type = (strapi.contentTypes as unknown as Record<string, { attributes: Attributes } | undefined>)[options.contentType];
  if (type === undefined) throw new Error(`The email center's option "employees" names the content type ${options.contentType}, which does not exist.`);
  const require = (field: string | undefined, kinds: ReadonlySet<string>, what: string): void => {
    if (field === undefined || kinds.has(type.attributes[field]?.type ?? '')) return;
    throw new Error(`The email center's option "employees" names the attribute "${field}" of ${options.contentType}, but there is no such attribute that holds ${what}.`);
  };
  for (const field of options.emailFields) require(field, TEXTS, 'text');
  const { current } = options;
  if (current && 'field' in current) require(current.field, VALUES, 'a value');
  else if (current) for (const field of [current.from, current.until]) require(field, DATES, 'a date');
  return type.attributes;
}
