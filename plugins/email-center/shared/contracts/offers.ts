import { z } from 'zod';
import { addressSchema } from './shapes';
import { personSchema } from './work-shape';

/** POST /work-items/take-offers: everything that is offered to whoever asks and that nobody was faster to take. */
export const takenOffersSchema = z.object({ taken: z.number() });

/** GET /work-items/taken-offers: what was offered to whoever asks, too, and somebody else has taken in the last seven days. */
export const lostOffersSchema = z.object({
  items: z.array(z.object({ workId: z.string(), messageId: z.string(), subject: z.string(), from: addressSchema.nullable(), takenBy: personSchema, takenAt: z.string() })),
});
export type LostOfferDto = z.infer<typeof lostOffersSchema>['items'][number];
