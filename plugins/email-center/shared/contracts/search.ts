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
  /** The IANA time zone in which `before:` and `after:` count days; UTC when left out. */
  zone: z.string().max(64).optional(),
}).strict();
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** What of the query was not understood, and so was left out; `at` and `length` point into `q`. */
export const searchTroubleSchema = z.object({ code: z.enum(['unknown-value', 'not-a-date', 'unknown-account', 'unknown-tag', 'too-many-words', 'only-not']), at: z.number(), length: z.number(), value: z.string() });
export type SearchTrouble = z.infer<typeof searchTroubleSchema>;
/** Folded words in their order, as they were looked for, and where; the last one may go on (`prefix`). */
export const searchMarkSchema = z.object({ words: z.array(z.string()), prefix: z.boolean(), field: z.enum(['any', 'subject', 'from', 'to', 'cc', 'filename']) });
export type SearchMark = z.infer<typeof searchMarkSchema>;
export const searchPageSchema = page(centerItemSchema).extend({
  /** What is marked in a message that is opened from its hits. */
  marks: z.array(searchMarkSchema),
  trouble: z.array(searchTroubleSchema),
  /** False while stored mail is still being put into the index; `indexed` of `total` messages are. */
  complete: z.boolean(), indexed: z.number(), total: z.number(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

/** GET /search/suggest?q=&at= : what could stand where the cursor is; `insert` replaces `length` characters from `at`. */
export const suggestQuerySchema = z.object({ q: z.string().max(500).default(''), at: z.coerce.number().int().min(0).max(500).optional() }).strict();
export type SuggestQuery = z.infer<typeof suggestQuerySchema>;
export const suggestionSchema = z.object({
  kind: z.enum(['operator', 'person', 'record', 'account', 'tag', 'value', 'saved']),
  insert: z.string(), label: z.string(), detail: z.string().nullable(), at: z.number(), length: z.number(),
});
export type SuggestionDto = z.infer<typeof suggestionSchema>;
export const suggestionsSchema = z.object({ suggestions: z.array(suggestionSchema) });

/** The operators, with the words people of other languages may type instead; colon and lower case are those of the query. */
export const SEARCH_OPERATORS = {
  from: ['von', 'van'],
  to: ['an', 'aan'],
  cc: [],
  subject: ['betreff', 'onderwerp'],
  has: ['mit', 'met'],
  filename: ['datei', 'bestand'],
  in: [],
  account: ['konto'],
  record: ['eintrag', 'dossier'],
  tag: ['schlagwort', 'label'],
  before: ['vor', 'voor'],
  after: ['nach', 'na'],
  is: ['ist'],
} as const satisfies Record<string, readonly string[]>;
export type SearchOperator = keyof typeof SEARCH_OPERATORS;

/** What the operators with fixed values take, each with what may be typed instead. */
export const SEARCH_VALUES = {
  has: { attachment: ['attachments', 'anhang', 'anlage', 'bijlage', 'bijlagen'] },
  in: { inbox: ['incoming', 'posteingang', 'eingang', 'inkomend'], sent: ['outgoing', 'gesendet', 'verzonden'] },
  is: {
    unread: ['ungelesen', 'ongelezen'], read: ['gelesen', 'gelezen'], unassigned: ['unzugewiesen', 'niet-toegewezen'], done: ['erledigt', 'klaar'],
    snoozed: ['zurückgestellt', 'uitgesteld'], linked: ['verknüpft', 'gekoppeld'], unmatched: ['unverknüpft', 'ongekoppeld'],
  },
} as const satisfies Partial<Record<SearchOperator, Record<string, readonly string[]>>>;
