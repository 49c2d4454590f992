import { z } from 'zod';
import { messageListItemSchema } from './messages';
import { reasonsSchema } from './reasons';
import { mailErrorSchema, page } from './shapes';
import { taskSchema } from './tasks';

export const LIST_KINDS = ['block', 'allow'] as const;
export const LIST_FORMS = ['address', 'domain', 'domain-and-below', 'pattern'] as const;
export const LIST_SCOPES = ['everybody', 'user', 'account'] as const;

const about = {
  kind: z.enum(LIST_KINDS),
  form: z.enum(LIST_FORMS),
  value: z.string().trim().min(1).max(320),
  note: z.string().trim().max(500).default(''),
};
/** `accountId` with the scope `account` only; `userId` with the scope `user` only, where it is the person who asks when nobody else is named. */
const where = { scope: z.enum(LIST_SCOPES), accountId: z.string().max(64).nullish(), userId: z.number().int().positive().nullish() };

/** POST /lists answers the entry with its warnings. */
export const listEntryInputSchema = z.object({ ...about, ...where }).strict();
export type ListEntryInput = z.infer<typeof listEntryInputSchema>;
/** PUT /lists/:id : whom an entry is for does not change. */
export const changeListEntrySchema = z.object(about).strict();
export type ChangeListEntry = z.infer<typeof changeListEntrySchema>;

/** What should be known before an entry is saved; none of them forbids it. */
export const listWarningSchema = z.object({
  /** own-address: it keeps out an account's own address; everything: it names every address; first-allow: nothing else is imported from now on; contradicts: the other kind names the same. */
  code: z.enum(['own-address', 'everything', 'first-allow', 'contradicts']),
  address: z.string().optional(),
});
export type ListWarning = z.infer<typeof listWarningSchema>;

const person = z.object({ id: z.number(), name: z.string() });
export const listEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(LIST_KINDS),
  form: z.enum(LIST_FORMS),
  value: z.string(),
  scope: z.enum(LIST_SCOPES),
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whose accounts it is for, with the scope `user`. */
  user: person.nullable(),
  note: z.string(),
  createdBy: person.nullable(),
  createdAt: z.string(),
});
export type ListEntryDto = z.infer<typeof listEntrySchema>;
/** What an entry said before it was changed. */
export const formerListEntrySchema = z.object({ kind: about.kind, form: about.form, value: about.value }).strict();
export type FormerListEntry = z.infer<typeof formerListEntrySchema>;
/** `was`: null for a new entry. */
export const savedListEntrySchema = z.object({ entry: listEntrySchema, warnings: z.array(listWarningSchema), was: formerListEntrySchema.nullable() });
export type SavedListEntry = z.infer<typeof savedListEntrySchema>;

/**
 * GET /lists: newest first. `everybody` asks for the right to manage rules; `mine` are those for oneself and for the accounts
 * one manages; `all` are all one may keep, other people's among them.
 */
export const listEntriesQuerySchema = z.object({
  view: z.enum(['everybody', 'mine', 'all']).default('mine'),
  kind: z.enum(LIST_KINDS).optional(),
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
}).strict();
export type ListEntriesQuery = z.infer<typeof listEntriesQuerySchema>;
export const listEntryPageSchema = page(listEntrySchema);

export const DRY_RUN_DAYS = 30;
/** Newest messages looked at by a dry run; what is older than the last of them is not counted. */
export const DRY_RUN_MESSAGES = 20_000;
export const DRY_RUN_SHOWN = 50;

/** POST /lists/dry-run: what the entry would have kept out of what came in during the last 30 days. `id`: as a change of that entry. */
export const dryRunInputSchema = listEntryInputSchema.extend({ id: z.string().max(64).optional() }).strict();
export type DryRunInput = z.infer<typeof dryRunInputSchema>;
export const dryRunSchema = z.object({
  days: z.number(),
  looked: z.number(),
  /** There were more than 20,000 messages: the newest of them were looked at. */
  capped: z.boolean(),
  kept: z.number(),
  /** Messages of that time that the lists kept out and that it would let in; counted up to 10,000. */
  letsIn: z.number(),
  /** The newest of those it would have kept out, as far as the person who asks may read them. */
  items: z.array(messageListItemSchema),
  warnings: z.array(listWarningSchema),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** Also for all entries that were made in one go with it, as an import makes them. */
const together = z.boolean().default(false);
const togetherQuery = z.enum(['true', 'false']).default('false').transform((said) => said === 'true');

/** GET /lists/:id/blocked?days= : how many messages of that time its removal would let in; at most 10,000 are counted. */
export const blockedQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) }).strict();
export const blockedCountSchema = z.object({ days: z.number(), count: z.number(), capped: z.boolean() });
export type BlockedCount = z.infer<typeof blockedCountSchema>;

/** GET /lists/:id/past: how many messages of the last 30 days are here that it keeps out from now on. */
export const pastQuerySchema = z.object({ together: togetherQuery }).strict();
export const pastCountSchema = z.object({
  days: z.number(),
  count: z.number(),
  /** There were more than 20,000 messages: the newest of them were looked at. */
  capped: z.boolean(),
});
export type PastCount = z.infer<typeof pastCountSchema>;

/**
 * POST /lists/:id/freed answers as `blocked`: how many messages that the lists kept out the new entry lets in (with all made in one go with it), or a changed one
 * that said `was` before. POST /lists/:id/let-in imports them and answers the task.
 */
export const letInSchema = z.object({ days: z.number().int().min(1).max(365).default(30), was: formerListEntrySchema.optional() }).strict();
export type LetIn = z.input<typeof letInSchema>;

/** DELETE /lists/:id?importDays=30 : with days, what its removal lets in of that time is read from the servers now. */
export const removeListEntryQuerySchema = z.object({ importDays: z.coerce.number().int().min(1).max(365).optional(), together: togetherQuery }).strict();
/** An account of which nothing could be read; null: it is gone. Among the `result` of the task `import-blocked`, with `imported` and `looked`. */
export const failedImportSchema = z.object({ account: z.string().nullable(), error: mailErrorSchema });
export type FailedImport = z.infer<typeof failedImportSchema>;
export const removedListEntrySchema = z.object({ ok: z.literal(true), task: taskSchema.nullable() });

/** POST /lists/:id/apply: what had come in before; `show` undoes `hide`. Asks for the right to erase; answers the task. */
export const applyListEntrySchema = z.object({ action: z.enum(['hide', 'show', 'erase']), together }).strict();
export type ApplyListEntry = z.input<typeof applyListEntrySchema>;
export const startedTaskSchema = z.object({ task: taskSchema });

/** GET /lists/export?scope=&accountId=&userId= answers text/csv (RFC 4180) with the columns kind, form, value, note, account. */
export const exportListsQuerySchema = z.object({ scope: z.enum(LIST_SCOPES), accountId: z.string().max(64).optional(), userId: z.coerce.number().int().positive().optional() }).strict();
/**
 * POST /lists/import: nothing is imported when a line is wrong, unless `skipWrong` is set. Entries that are there already count
 * as known. A line that names an account in the column `account` (its address or its name) is for that account.
 */
export const importListsSchema = z.object({ csv: z.string().min(1).max(900_000), skipWrong: z.boolean().default(false), ...where }).strict();
export type ImportLists = z.infer<typeof importListsSchema>;
/** POST /lists/many: the same said of several addresses, domains or patterns; answers as the import does, a line being a place in `values`. */
export const addManySchema = z.object({ kind: about.kind, form: about.form, note: about.note, values: z.array(about.value).min(1).max(200), ...where }).strict();
export type AddMany = z.input<typeof addManySchema>;
export const importedListsSchema = z.object({
  imported: z.boolean(), added: z.number(), known: z.number(),
  /** One of those that were added for each account, person, or everybody; with `together` it stands for all of these. */
  firsts: z.array(z.string()),
  /** Lines as counted in the file, the heading being line 1. */
  wrong: z.array(z.object({ line: z.number(), message: z.string(), reasons: reasonsSchema })),
});
export type ImportedLists = z.infer<typeof importedListsSchema>;
