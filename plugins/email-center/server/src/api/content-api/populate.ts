/** Takes `emailActivities` out of a REST query: the plugin answers it, the core controller would not know it. */
import { ACTIVITIES_KEY, ACTIVITIES_LIMIT } from './names';

export interface PopulateRequest {
  /** Newest activities per record. */
  limit: number;
  /** The query without the key. */
  query: Record<string, unknown>;
}

/**
 * Reads `populate=emailActivities`, `populate[0]=emailActivities`, `populate=company,emailActivities`,
 * `populate[emailActivities]=*` and `populate[emailActivities][limit]=5`. Null when it is not asked for; `populate=*`
 * does not ask for it, as a history is not a small thing to add to every answer.
 */
export function readPopulate(query: Record<string, unknown>): PopulateRequest | null {
  const { populate, ...rest } = query;
  const taken = take(populate);
  if (taken === null) return null;
  return { limit: taken.limit, query: taken.rest === undefined ? rest : { ...rest, populate: taken.rest } };
}

function take(populate: unknown): { limit: number; rest: unknown } | null {
  if (typeof populate === 'string') return fromNames(populate.split(','), (names) => names.join(','));
  if (Array.isArray(populate)) return fromNames(populate, (names) => names);
  if (typeof populate !== 'object' || populate === null) return null;
  const entries = Object.entries(populate);
  const own = entries.find(([key, value]) => key === ACTIVITIES_KEY && value !== 'false');
  const others = Object.fromEntries(entries.filter(([key]) => key !== ACTIVITIES_KEY));
  if (own) return { limit: limitOf(own[1]), rest: Object.keys(others).length > 0 ? others : undefined };
  // An array with gaps arrives as an object of indexes.
  const indexed = entries.filter(([, value]) => value !== ACTIVITIES_KEY);
  if (indexed.length === entries.length) return null;
  return { limit: ACTIVITIES_LIMIT.usual, rest: indexed.length > 0 ? Object.fromEntries(indexed) : undefined };
}

function fromNames(given: unknown[], join: (names: string[]) => unknown): { limit: number; rest: unknown } | null {
  const names = given.map((name) => String(name).trim()).filter((name) => name !== '');
  if (!names.includes(ACTIVITIES_KEY)) return null;
  const others = names.filter((name) => name !== ACTIVITIES_KEY);
  return { limit: ACTIVITIES_LIMIT.usual, rest: others.length > 0 ? join(others) : undefined };
}

function limitOf(value: unknown): number {
  const asked = typeof value === 'object' && value !== null && 'limit' in value ? Number(value.limit) : NaN;
  return boundedLimit(Number.isInteger(asked) ? asked : undefined);
}

/** Between one and the most there are. */
export function boundedLimit(asked: number | null | undefined): number {
  return Math.min(Math.max(asked ?? ACTIVITIES_LIMIT.usual, 1), ACTIVITIES_LIMIT.most);
}
