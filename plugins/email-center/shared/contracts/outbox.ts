import { z } from 'zod';
import { addressSchema, mailErrorSchema, page } from './shapes';

/**
 * held: can still be taken back; scheduled: waits for its time; queued: next; sending: at the server; sent: the server has taken it, for
 * those `recipients` that are accepted; failed: it did not, and will not be tried again; uncertain: the connection broke after the message
 * was handed over and Sent does not tell: a person decides.
 */
export const outboxStateSchema = z.enum(['held', 'scheduled', 'queued', 'sending', 'sent', 'failed', 'uncertain']);

export const outboxItemSchema = z.object({
  id: z.string(),
  state: outboxStateSchema,
  account: z.object({ id: z.string(), name: z.string(), address: z.string() }),
  to: z.array(addressSchema), cc: z.array(addressSchema), bcc: z.array(addressSchema),
  subject: z.string(), preview: z.string(), attachmentCount: z.number(), size: z.number(),
  /** Not sent before (ISO): the end of the time to take it back, or the time that was asked for. */
  sendAt: z.string().nullable(),
  attempts: z.number(),
  nextTryAt: z.string().nullable(),
  /** Why it failed, or why it was not sent yet. */
  error: mailErrorSchema.nullable(),
  /** What the server said to each; the archive address is not among them. */
  recipients: z.array(z.object({ address: z.string(), state: z.enum(['waiting', 'accepted', 'refused']), response: z.string() })),
  /** Whether it stands in the Sent mailbox: by us, by the provider, not yet, or why it could not be put there. */
  filedInSent: z.object({ state: z.enum(['waiting', 'appended', 'provider', 'failed']), why: z.string() }),
  /** The stored message, as soon as it is sent. */
  message: z.string().nullable(),
  createdAt: z.string(), sentAt: z.string().nullable(),
  by: z.object({ id: z.number(), name: z.string() }),
  can: z.object({ cancel: z.boolean(), sendNow: z.boolean(), retry: z.boolean(), dismiss: z.boolean() }),
});
export type OutboxItemDto = z.infer<typeof outboxItemSchema>;

/** GET /outbox: what is not sent yet or went wrong, newest first; with `all`, also what was sent. One's own, and that of the groups one is in. */
export const listOutboxQuerySchema = z.object({ all: z.enum(['0', '1']).default('0'), cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }).strict();
export type ListOutboxQuery = z.infer<typeof listOutboxQuerySchema>;
export const outboxPageSchema = page(outboxItemSchema);
/** POST /outbox/:id/cancel: back to a draft. 409 when it is being sent or was. */
export const cancelledSchema = z.object({ draft: z.string() });
// POST /outbox/:id/send-now, /outbox/:id/retry (of a failed or uncertain one; sent again), /outbox/:id/dismiss (of a failed or uncertain one): answer with the item.
