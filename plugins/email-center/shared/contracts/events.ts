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
  /** Of a conversation one is at. */
  z.object({ type: z.literal('presence'), thread: z.string(), people: z.array(presenceSchema) }),
  z.object({ type: z.literal('accounts'), accounts: z.array(z.string()) }),
]);
export type CenterEvent = z.infer<typeof centerEventSchema>;

/**
 * POST /messages/:id/presence: a sign of life every 20 s while one reads or answers; answers who else is at a message of its conversation that one
 * sees, too. Gone after 65 s without one. `thread` is how events name the conversation.
 */
export const setPresenceSchema = z.object({ doing: z.enum(['reading', 'answering', 'gone']) }).strict();
export const presenceResultSchema = z.object({ thread: z.string(), people: z.array(presenceSchema) });
export type PresenceResult = z.infer<typeof presenceResultSchema>;
