import { z } from 'zod';
import { reasonsSchema } from './reasons';

/** One page of a keyset-paged list: `next` is the opaque cursor of the following page, null on the last one. */
export const page = <T extends z.ZodTypeAny>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

export const addressSchema = z.object({ name: z.string(), address: z.string() });

export const mailErrorSchema = z.object({
  kind: z.enum(['auth', 'tls', 'transient', 'throttled', 'cursor', 'malformed', 'bug']),
  code: z.string(),
  message: z.string(),
  remedier: z.enum(['owner', 'administrator', 'provider', 'developer']),
  detail: z.string().optional(),
  /** What the message says, where it says more than the code. */
  reasons: reasonsSchema,
});
export type MailErrorDto = z.infer<typeof mailErrorSchema>;

/** Every refused request answers `{ error: { status, name, message, details: MailErrorDto } }` in Strapi's shape. */
export const okSchema = z.object({ ok: z.literal(true) });
