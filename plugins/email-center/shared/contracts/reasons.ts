import { z } from 'zod';

/**
 * Why something was decided, for every language: a code with what it names. The panel has a sentence for each code it knows; of
 * others, and where there are none, it shows the English sentence that stands beside. Several are read one after another.
 */
export const reasonSchema = z.object({ code: z.string(), params: z.record(z.union([z.string(), z.number()])) });
export type ReasonDto = z.infer<typeof reasonSchema>;

/** Missing where only the English sentence is known. */
export const reasonsSchema = z.array(reasonSchema).optional();
