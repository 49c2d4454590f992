import { z } from 'zod';
import { automaticFilterSchema } from './automatic';
import { messageListItemSchema } from './messages';
import { page } from './shapes';
import { personSchema } from './work-shape';

/** Colours of the panel's design system that a tag can have. */
export const tagColorSchema = z.enum(['neutral', 'primary', 'secondary', 'alternative', 'success', 'warning', 'danger']);
export const tagSchema = z.object({ id: z.string(), name: z.string(), color: tagColorSchema });
export type TagDto = z.infer<typeof tagSchema>;

/** Text with what was searched for told apart; joined, the pieces are the text. */
export const markedTextSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type MarkedText = z.infer<typeof markedTextSchema>;

/** A message as the lists of the center show it. */
export const centerItemSchema = messageListItemSchema.extend({
  /** Null: a message that belongs to no conversation yet. */
  threadId: z.string().nullable(),
  /** Messages of its conversation that the person sees, itself included; 100 stands for 100 and more. */
  conversation: z.number(),
  /** Not opened yet by the person who asks. */
  unread: z.boolean(),
  /** Put aside: out of the inbox, found under "done" and by search. */
  done: z.boolean(),
  /** Out of the inbox until then (ISO). */
  snoozedUntil: z.string().nullable(),
  tags: z.array(tagSchema),
  /** A message that was sent from here, or from one's own mail program, answers it. */
  answered: z.boolean(),
  /** Internal notes on it. */
  notes: z.number(),
  /** Of a search: where it was found. `elsewhere` says it in a word where neither shows a hit. */
  found: z.object({ subject: markedTextSchema, snippet: markedTextSchema, elsewhere: z.enum(['people', 'file', 'text']).nullable() }).optional(),
});
export type CenterItem = z.infer<typeof centerItemSchema>;

/**
 * inbox: incoming mail of one's own accounts that is neither done nor snoozed; mine to look (see the views of work); all: whatever one
 * may read; unmatched: incoming, with no record; sent: outgoing, of the accounts one sends from; done, snoozed: what one put aside; mentioned: with a note that
 * names me; tag: with that tag (`id`); search: a saved search (`id`). `group` has the account as `id`.
 */
export const centerViewSchema = z.enum([
  'inbox', 'mine', 'mine-done', 'offers', 'group', 'unassigned', 'offered', 'look', 'all', 'unmatched', 'sent', 'done', 'snoozed', 'mentioned', 'tag', 'search',
]);
export type CenterViewName = z.infer<typeof centerViewSchema>;

/** GET /center/views: the views of this person in their order, with kept numbers. */
export const centerViewsSchema = z.object({
  views: z.array(z.object({
    view: z.union([centerViewSchema, z.enum(['drafts', 'outbox', 'blocked'])]),
    id: z.string().nullable(),
    /** Of a group, a tag or a saved search; null where the view's own name says it. */
    label: z.string().nullable(),
    color: tagColorSchema.nullable(),
    /** What waits: unread, unhandled, unsent. Null where numbers say nothing. */
    count: z.number().nullable(),
    /** Of so many: open work of a group. */
    of: z.number().nullable(),
    /** Something went wrong there (a message that could not be sent). */
    trouble: z.boolean(),
  })),
});
export type CenterViewsDto = z.infer<typeof centerViewsSchema>;

/** GET /center/messages: keyset pages, newest first (`snoozed`: what wakes first). */
export const listCenterQuerySchema = z.object({
  view: centerViewSchema.default('inbox'),
  id: z.string().max(64).optional(),
  /** Of a group: its open work, what nobody works on, or what is done. */
  work: z.enum(['unhandled', 'open', 'done']).optional(),
  account: z.string().max(64).optional(),
  direction: z.enum(['incoming', 'outgoing']).optional(),
  links: z.enum(['linked', 'unmatched']).optional(),
  unread: z.enum(['1']).optional(),
  attachments: z.enum(['1']).optional(),
  shared: z.enum(['0', '1']).optional(),
  automatic: automaticFilterSchema.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}).strict();
export type ListCenterQuery = z.infer<typeof listCenterQuerySchema>;
export const centerPageSchema = page(centerItemSchema);

const ids = z.array(z.string().min(1).max(64)).min(1).max(500).transform((all) => [...new Set(all)]);

/** POST /center/states. What is left out stays. The mail server is told of reading alone, where the account says so (`marksSeen`). */
export const setStatesSchema = z.object({
  ids,
  set: z.object({
    read: z.boolean(), done: z.boolean(),
    /** ISO; null wakes it. */
    snoozedUntil: z.string().datetime({ offset: true }).nullable(),
    addTag: z.string().max(64), removeTag: z.string().max(64),
  }).partial().strict(),
}).strict();
export type SetStatesInput = z.infer<typeof setStatesSchema>;
/** POST /center/link, /center/unlink. `undo` takes back what the same person just did: a link made so is as if it never was, a removed one is as before. */
export const linkManySchema = z.object({ ids, recordType: z.string().max(160), recordId: z.string().max(64), undo: z.boolean().default(false) }).strict();
/** POST /center/assign: to a person, or to nobody. */
export const assignManySchema = z.object({ ids, to: z.number().int().positive().nullable() }).strict();
/** POST /center/erase: answers with the task that does it (TaskDto). */
export const eraseManySchema = z.object({ ids }).strict();

/** What came of something done to many: those that changed, and each that did not with a sentence. */
export const bulkResultSchema = z.object({ changed: z.array(z.string()), refused: z.array(z.object({ id: z.string(), why: z.string() })) });
export type BulkResult = z.infer<typeof bulkResultSchema>;

/** An internal note: seen by those who may read its message, never sent. */
export const noteSchema = z.object({
  id: z.string(), messageId: z.string(), author: personSchema.nullable(), text: z.string(), mentions: z.array(personSchema), createdAt: z.string(),
  /** Whether the person who asks may take it away. */
  canRemove: z.boolean(),
});
export type NoteDto = z.infer<typeof noteSchema>;
/** POST /messages/:id/notes; DELETE /notes/:id. Who is named must be able to read the message: 400 else. */
export const addNoteSchema = z.object({ text: z.string().trim().min(1).max(10_000), mentions: z.array(z.number().int().positive()).max(20).default([]) }).strict();
export type AddNoteInput = z.infer<typeof addNoteSchema>;
/** GET /messages/:id/people: those who can read it, to be named in a note. */
export const messagePeopleSchema = z.object({ people: z.array(personSchema) });

/**
 * GET /messages/:id/conversation?cursor= : the messages of its conversation that one sees, across accounts, oldest first, in pages of
 * 200, with their internal notes. Bodies are read one by one by GET /messages/:id.
 */
export const conversationSchema = page(centerItemSchema).extend({ notes: z.array(noteSchema) });
export type ConversationDto = z.infer<typeof conversationSchema>;
export const conversationQuerySchema = z.object({ cursor: z.string().max(200).optional() }).strict();

/** GET /tags, POST /tags, PUT /tags/:id, DELETE /tags/:id: tags belong to everybody; making them needs the right to read messages. */
export const tagsSchema = z.object({ tags: z.array(tagSchema) });
export const saveTagSchema = z.object({ name: z.string().trim().min(1).max(50), color: tagColorSchema.default('neutral') }).strict();
export type SaveTagInput = z.infer<typeof saveTagSchema>;

/** GET /saved-searches, POST /saved-searches, DELETE /saved-searches/:id: one's own, and those shared with everybody. */
export const savedSearchSchema = z.object({ id: z.string(), name: z.string(), q: z.string(), shared: z.boolean(), own: z.boolean() });
export type SavedSearchDto = z.infer<typeof savedSearchSchema>;
export const savedSearchesSchema = z.object({ searches: z.array(savedSearchSchema) });
export const saveSearchSchema = z.object({ name: z.string().trim().min(1).max(80), q: z.string().trim().min(1).max(500), shared: z.boolean().default(false) }).strict();
export type SaveSearchInput = z.infer<typeof saveSearchSchema>;
