import { z } from 'zod';
import { personSchema } from './work-shape';

export const presenceSchema = z.object({ person: personSchema, doing: z.enum(['reading', 'answering']) });
export type PresenceDto = z.infer<typeof presenceSchema>;

/**
 * GET /center/events: text/event-stream. Each `data:` line is one of these, of what this person may see. An event says that something changed, not what it
 * is now: whoever shows it reads it again. `hello` comes first, and again after a time without any, so that a dead line is noticed.
 */
export const centerEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  /** Messages came in. */
  z.object({ type: z.literal('mail'), accounts: z.array(z.string()) }),
  /** Read, done, snoozed, tagged. */
  z.object({ type: z.literal('states'), messages: z.array(z.string()) }),
  z.object({ type: z.literal('work') }),
  z.object({ type: z.literal('outbox') }),
  z.object({ type: z.literal('notes'), message: z.string() }),
  z.object({ type: z.literal('presence'), message: z.string(), people: z.array(presenceSchema) }),
  z.object({ type: z.literal('accounts'), accounts: z.array(z.string()) }),
]);
export type CenterEvent = z.infer<typeof centerEventSchema>;

/** POST /messages/:id/presence: a sign of life every 20 s while one reads or answers; answers who else does. Gone after 60 s without one. */
export const setPresenceSchema = z.object({ doing: z.enum(['reading', 'answering', 'gone']) }).strict();
export const presenceResultSchema = z.object({ people: z.array(presenceSchema) });
