import { z } from 'zod';
import { reasonsSchema } from './reasons';

/** A panel user as screens name them. */
export const personSchema = z.object({ id: z.number(), name: z.string() });
export type PersonDto = z.infer<typeof personSchema>;

/** group: a group's message; case: mail of a routed sender; look: a message that a person must look at. */
export const workKindSchema = z.enum(['group', 'case', 'look']);
export const workStateSchema = z.enum(['open', 'done']);

/** What the person who asks may do with it now. */
export const workRightsSchema = z.object({
  take: z.boolean(),
  /** From whoever has it. */
  takeOver: z.boolean(),
  release: z.boolean(),
  handOver: z.boolean(),
  /** To anybody who may work on it, whoever has it. */
  assign: z.boolean(),
  done: z.boolean(),
  reopen: z.boolean(),
  due: z.boolean(),
});

/** A piece of work that a message makes. */
export const workSchema = z.object({
  id: z.string(),
  kind: workKindSchema,
  state: workStateSchema,
  account: z.object({ id: z.string(), name: z.string() }),
  /** Null: nobody. */
  handler: personSchema.nullable(),
  /** Those one of whom may take it. */
  offeredTo: z.array(personSchema),
  /** Why it was given to somebody, offered, or to nobody, when it came in. */
  reason: z.object({ code: z.string(), sentence: z.string(), reasons: reasonsSchema, routeId: z.string().nullable() }),
  receivedAt: z.string(),
  takenAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  can: workRightsSchema,
});
export type WorkDto = z.infer<typeof workSchema>;
