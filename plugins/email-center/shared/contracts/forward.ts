import { z } from 'zod';
import { reasonsSchema } from './reasons';
import { addressSchema } from './shapes';

/** What a forward address takes (S5); belongs to accounts of that kind alone. */
export const forwardSettingsSchema = z.object({
  /** Panel users and current employees, or everyone. */
  feeders: z.enum(['known', 'everyone']).default('known'),
  /** False: neither files nor the original with them are kept. */
  keepsAttachments: z.boolean().default(true),
  /** The name under which the receiving server writes Authentication-Results; null: told from its host. */
  authservId: z.string().trim().min(1).max(253).nullable().default(null),
}).strict();
export type ForwardSettings = z.infer<typeof forwardSettingsSchema>;

/** As an account shows it. `formerUntil`: until when the address before the last rotation is taken, too; null: none is. */
export const forwardShownSchema = z.object({ ...forwardSettingsSchema.shape, formerUntil: z.string().nullable(), rotated: z.boolean() });

const result = z.enum(['pass', 'fail', 'none']);
export const authenticationSchema = z.object({ spf: result, dkim: result, dmarc: result });

/** Of a message that came by a forward address: the message within, how it was read, and who forwarded it. */
export const forwardedSchema = z.object({
  style: z.enum(['redirect', 'attached', 'inline', 'bcc', 'by-hand']),
  from: z.array(addressSchema), to: z.array(addressSchema), cc: z.array(addressSchema),
  subject: z.string(),
  date: z.string().nullable(),
  /** In words: what was recognised and where. */
  why: z.string(),
  reasons: reasonsSchema,
  direction: z.enum(['incoming', 'outgoing']),
  by: addressSchema.nullable(),
  authentication: authenticationSchema,
});
export type ForwardedDto = z.infer<typeof forwardedSchema>;

/** POST /accounts/:id/rotate-address answers the account with its new address. `graceDays`: how long the former one is taken, too. */
export const rotateAddressSchema = z.object({ graceDays: z.number().int().min(0).max(90).default(14) }).strict();

/** POST /messages/:id/counterpart: a person says who a message that needs a look is from, or to. */
export const setCounterpartSchema = z.object({ address: z.string().trim().max(320).email(), direction: z.enum(['incoming', 'outgoing']) }).strict();
export const counterpartSetSchema = z.object({ linked: z.number() });
