/** What columns hold, and how the three databases hand it back. */

import type { Reason } from '../../domain/mail/reason';

export type Row = Record<string, unknown>;

/** BIGINT comes as text from PostgreSQL and MySQL, as a number from SQLite. */
export function toNumber(value: unknown): number {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new TypeError(`not a number: ${String(value)}`);
  return number;
}

export function toNullableNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : toNumber(value);
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
}

export function toNullableText(value: unknown): string | null {
  return value === null || value === undefined ? null : toText(value);
}

/** SQLite has 0 and 1, PostgreSQL booleans, MySQL either, by its driver's settings. */
export function toBoolean(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}

/** Epoch milliseconds of our own tables as ISO time. */
export function toIso(value: unknown): string {
  return new Date(toNumber(value)).toISOString();
}

export function toNullableIso(value: unknown): string | null {
  return value === null || value === undefined ? null : toIso(value);
}

/** A datetime column of a content type: SQLite keeps epoch milliseconds, the others hand back a Date. */
export function toDate(value: unknown): Date {
  return value instanceof Date ? value : new Date(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : (value as string | number));
}

/** JSON columns come as text or, by the driver's settings, parsed already. Written by us, so the shape is trusted. */
export function fromJson<T>(value: unknown, whenMissing: T): T {
  if (value === null || value === undefined) return whenMissing;
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}

/** Codes of reasons as they were stored; none where only the English sentence is known. */
export function toReasons(value: unknown): Reason[] {
  return fromJson<Reason[]>(value, []);
}

export function toEpoch(iso: string): number;
export function toEpoch(iso: string | null): number | null;
export function toEpoch(iso: string | null): number | null {
  return iso === null ? null : new Date(iso).getTime();
}

/** PostgreSQL refuses NUL in text, and lone surrogates in JSON; neither means anything in a message. */
// eslint-disable-next-line no-control-regex -- NUL is exactly what is taken out
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu;
/** Nearly all text has neither; this test, which also stops at the halves of an emoji, is much the faster. */
// eslint-disable-next-line no-control-regex -- NUL is exactly what is looked for
const SUSPICIOUS = /[\u0000\ud800-\udfff]/;

function withoutUnstorable(text: string): string {
  return SUSPICIOUS.test(text) ? text.replace(UNSTORABLE, '\ufffd') : text;
}

/** Text that every database takes, at most `limit` UTF-16 units long, never ending in half a character. */
export function storable(text: string, limit: number): string {
  const cut = text.length > limit ? text.slice(0, limit) : text;
  return withoutUnstorable(cut);
}

export function storableOrNull(text: string | null, limit: number): string | null {
  return text === null ? null : storable(text, limit);
}

/** JSON whose every text is storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? withoutUnstorable(item) : item));
}

/** Null where there are none. */
export function storableReasons(reasons: readonly Reason[] | undefined): string | null {
  return reasons === undefined || reasons.length === 0 ? null : storableJson(reasons);
}
