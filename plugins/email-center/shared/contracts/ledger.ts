import { z } from 'zod';
import { reasonsSchema } from './reasons';
import { mailErrorSchema, page } from './shapes';

/** GET /ledger: newest decision first. `q` is an address, part of a subject, or a Message-ID. */
export const listLedgerQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  account: z.string().max(64).optional(),
  outcome: z.enum(['imported', 'duplicate', 'blocked', 'unmatched-skipped', 'too-large', 'automatic-skipped', 'quarantined', 'vanished', 'test-message', 'erased']).optional(),
  q: z.string().trim().max(300).optional(),
}).strict();
export type ListLedgerQuery = z.infer<typeof listLedgerQuerySchema>;

export const sightingSchema = z.object({
  id: z.string(),
  account: z.object({ id: z.string(), name: z.string() }),
  mailbox: z.string(),
  role: z.enum(['inbox', 'sent']),
  uidValidity: z.number(),
  uid: z.number(),
  outcome: z.string(),
  /** Why, in English words. */
  reason: z.string(),
  reasons: reasonsSchema,
  error: mailErrorSchema.nullable(),
  messageId: z.string().nullable(),
  counterpart: z.string().nullable(),
  subject: z.string(),
  size: z.number(),
  internalDate: z.string(),
  decidedAt: z.string(),
  /** The stored message it led to, when there is one the caller may read. */
  storedMessage: z.string().nullable(),
  canReplay: z.boolean(),
});
export type SightingDto = z.infer<typeof sightingSchema>;
export const ledgerPageSchema = page(sightingSchema);

/** POST /ledger/:id/replay. `error`: why it still cannot be read; null where it can. */
export const replayResultSchema = z.object({ outcome: z.string(), reason: z.string(), error: mailErrorSchema.nullable() });

/** The task of a comparison, and what it is about. */
export const RECONCILE_TASK = 'reconcile';
export const reconcileSubject = (accountId: string): string => `account:${accountId}`;

/** POST /accounts/:id/reconcile answers 202 with the task (TaskDto); this is its result: the differences found and what was done about them. */
export const reconcileResultSchema = z.object({
  mailboxes: z.array(z.object({
    path: z.string(), server: z.number(), decided: z.number(),
    /** On the server and never decided: read now. */
    missing: z.number(), healed: z.number(),
    /** Decided and no longer on the server (deleted or moved there): kept here. */
    gone: z.number(),
  })),
});
export type ReconcileResult = z.infer<typeof reconcileResultSchema>;
