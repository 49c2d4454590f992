/** Opaque cursors of keyset pages: the sort key of the last row shown. */
import { z } from 'zod';
import { MailError } from '../../../domain/mail/mail-error';

/** A place in a list ordered by time and id, both descending. */
export const timeAndId = z.tuple([z.number().int(), z.number().int().nonnegative()]);
export type TimeAndId = z.infer<typeof timeAndId>;
/** A place in a list ordered by id, descending. */
export const idOnly = z.tuple([z.number().int().nonnegative()]);
/** A place in a list ordered by name and id. */
export const nameAndId = z.tuple([z.string(), z.string()]);

export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** Rejects with `invalid-input` for what is no cursor of this list. */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (error) {
    throw new MailError({ kind: 'bug', code: 'invalid-input', remedier: 'developer', message: 'The cursor does not belong to this list.' }, { cause: error });
  }
}

/** The first `limit` of one more than asked for, and the cursor behind the last of them. */
export function pageOf<T>(found: readonly T[], limit: number, keyOf: (item: T) => readonly (string | number)[]): { items: T[]; next: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
