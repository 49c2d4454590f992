import { z } from 'zod';

/** An address that a message did not reach. */
export const failureSchema = z.object({
  address: z.string(),
  /** Enhanced status code (RFC 3463), or ''. */
  status: z.string(),
  permanent: z.boolean(),
  /** In the mail server's words. */
  why: z.string(),
});

/** What is known of the delivery of a message: of a bounce what it is about, of a sent message what came back. */
export const deliverySchema = z.object({
  /** Of a bounce: the addresses that failed. */
  failed: z.array(failureSchema),
  /** Of a bounce: the stored message that was not delivered, when the caller may read it. */
  about: z.string().nullable(),
  /** Of a message that came back: the bounces, newest first. */
  bounces: z.array(z.object({ message: z.string(), receivedAt: z.string(), failed: z.array(failureSchema) })),
});
export type DeliveryDto = z.infer<typeof deliverySchema>;

/** An address of a record that bounces, since when and why; mail that comes from it ends that. */
export const failingAddressSchema = failureSchema.extend({ since: z.string(), lastAt: z.string(), message: z.string().nullable() });
export type FailingAddressDto = z.infer<typeof failingAddressSchema>;

/** `none`: written by a person; `any`: any kind of automatic mail. */
export const automaticFilterSchema = z.enum(['none', 'any', 'bounce', 'auto-reply', 'complaint', 'list', 'bulk']);
export type AutomaticFilter = z.infer<typeof automaticFilterSchema>;
