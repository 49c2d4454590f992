import { z } from 'zod';
import { centerItemSchema } from './center';
import { page } from './shapes';

/**
 * GET /search: full-text search over what one may see, newest first. `q` may hold the operators `from: to: cc: subject: has:attachment filename:
 * in: account: record: tag: before: after: is:unread is:unassigned is:done`, `"a phrase"` and `-not`. Case and diacritics do not count.
 */
export const searchQuerySchema = z.object({
  q: z.string().trim().min(1).max(500),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}).strict();
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** What of the query was not understood, and so was left out; `at` and `length` point into `q`. */
export const searchTroubleSchema = z.object({ code: z.enum(['unknown-value', 'not-a-date', 'unknown-account', 'unknown-tag', 'too-many-words', 'only-not']), at: z.number(), length: z.number(), value: z.string() });
export type SearchTrouble = z.infer<typeof searchTroubleSchema>;
export const searchPageSchema = page(centerItemSchema).extend({
  trouble: z.array(searchTroubleSchema),
  /** False while stored mail is still being put into the index; `indexed` of `total` messages are. */
  complete: z.boolean(), indexed: z.number(), total: z.number(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

/** GET /search/suggest?q=&at= : what could stand where the cursor is; `insert` replaces `length` characters from `at`. */
export const suggestQuerySchema = z.object({ q: z.string().max(500), at: z.coerce.number().int().min(0).max(500).optional() }).strict();
export const suggestionSchema = z.object({
  kind: z.enum(['operator', 'person', 'record', 'account', 'tag', 'value', 'saved']),
  insert: z.string(), label: z.string(), detail: z.string().nullable(), at: z.number(), length: z.number(),
});
export type SuggestionDto = z.infer<typeof suggestionSchema>;
export const suggestionsSchema = z.object({ suggestions: z.array(suggestionSchema) });
