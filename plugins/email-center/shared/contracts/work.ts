import { z } from 'zod';
import { messageListItemSchema } from './messages';
import { reasonsSchema } from './reasons';
import { page } from './shapes';
import { personSchema, workSchema } from './work-shape';

/** A piece of work as lists show it, with its message. */
export const workItemSchema = workSchema.extend({ message: messageListItemSchema });
export type WorkItemDto = z.infer<typeof workItemSchema>;

/**
 * mine, mine-done: what I work on, what I did; unhandled, open, done: of one group (`account`) or of all my groups;
 * offers: offered to me; offered: every offer nobody took; unassigned: cases that belong to nobody; look: what a person
 * must look at. The last three need the right to give work or to read all messages.
 */
export const workViewSchema = z.enum(['mine', 'mine-done', 'unhandled', 'open', 'done', 'offers', 'offered', 'unassigned', 'look']);
export type WorkView = z.infer<typeof workViewSchema>;

/** GET /work: keyset pages, newest message first. */
export const listWorkQuerySchema = z.object({
  view: workViewSchema.default('mine'),
  account: z.string().max(64).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}).strict();
export type ListWorkQuery = z.infer<typeof listWorkQuerySchema>;
export const workPageSchema = page(workItemSchema);

/** GET /work-items/counts: kept numbers, never counted. `unassigned`, `offered` and `look` are 0 for those who do not see them. */
export const workCountsSchema = z.object({
  mine: z.number(),
  offers: z.number(),
  unhandled: z.number(),
  unassigned: z.number(),
  offered: z.number(),
  look: z.number(),
  /** The groups one sees. `open` holds the unhandled ones, too. */
  groups: z.array(z.object({ account: z.object({ id: z.string(), name: z.string() }), unhandled: z.number(), open: z.number() })),
});
export type WorkCountsDto = z.infer<typeof workCountsSchema>;

export const workEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  event: z.enum(['created', 'taken', 'handed-over', 'released', 'assigned', 'done', 'reopened', 'due', 'returned']),
  /** Null: the email center itself. */
  actor: personSchema.nullable(),
  from: personSchema.nullable(),
  to: personSchema.nullable(),
  note: z.string(),
  /** Of a note that the email center made itself. */
  reasons: reasonsSchema,
});
export type WorkEventDto = z.infer<typeof workEventSchema>;

/** GET /messages/:id/work: what a message is to whom, the newest step last. */
export const messageWorkSchema = z.object({
  items: z.array(workSchema.extend({
    /** Of a group: its members, and when each read the message. */
    informed: z.array(z.object({ person: personSchema, readAt: z.string().nullable() })),
    events: z.array(workEventSchema),
    /** Who it can be handed over to. */
    candidates: z.array(personSchema),
  })),
});
export type MessageWorkDto = z.infer<typeof messageWorkSchema>;

const note = z.string().trim().max(2000).default('');
const userId = z.number().int().positive();

/** Bodies of POST /work-items/:id/{take,release,hand-over,assign,done,reopen,due}; each answers with the work as it is then (WorkDto). */
export const workStepSchemas = {
  /** `from`: who has it as far as the taker knows; left out: nobody. 409 when somebody else was faster. */
  take: z.object({ from: userId.nullable().default(null) }).strict(),
  release: z.object({ note }).strict(),
  'hand-over': z.object({ to: userId, note }).strict(),
  assign: z.object({ to: userId, note }).strict(),
  done: z.object({ note }).strict(),
  reopen: z.object({ note }).strict(),
  /** ISO date and time; null takes it away. */
  due: z.object({ dueAt: z.string().datetime({ offset: true }).nullable() }).strict(),
} as const;
export type WorkStepName = keyof typeof workStepSchemas;
export type WorkStepInput = { [Step in WorkStepName]: { step: Step } & z.infer<(typeof workStepSchemas)[Step]> }[WorkStepName];

/** POST /messages/:id/unread: the message is unread again for whoever asks. */
export const unreadResultSchema = z.object({ ok: z.literal(true) });
