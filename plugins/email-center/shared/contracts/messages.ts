import { z } from 'zod';
import { automaticFilterSchema, deliverySchema, failingAddressSchema } from './automatic';
import { forwardedSchema } from './forward';
import { reasonsSchema } from './reasons';
import { addressSchema, page } from './shapes';
import { workSchema } from './work-shape';

export const linkReasonSchema = z.object({
  rule: z.enum(['inbox-from', 'inbox-sender', 'inbox-reply-to', 'sent-to', 'sent-cc', 'forwarded-from', 'forwarded-to', 'case-mention', 'bounced', 'manual']),
  /** As found in the message; '' for a link made by hand. */
  address: z.string(),
  /** Attribute path on the record; '' for a link made by hand. */
  field: z.string(),
  /** When the address was entered on the record, or the link was made by hand. */
  enteredAt: z.string(),
  /** The rule that held `address` for the same as `knownAs`, which the record knows. */
  as: z.enum(['equivalent-domain', 'plus', 'plus-and-equivalent-domain']).optional(),
  knownAs: z.string().optional(),
  /** Panel user who made the link by hand. */
  by: z.number().optional(),
});

/** A record a message is linked to, with why (X4). `label` is the record's main field, `typeName` its display name. */
export const recordLinkSchema = z.object({
  recordType: z.string(), recordId: z.string(), typeName: z.string(), label: z.string(),
  reasons: z.array(linkReasonSchema),
});
export type RecordLinkDto = z.infer<typeof recordLinkSchema>;

export const attachmentSchema = z.object({
  partNumber: z.string(), filename: z.string().nullable(), contentType: z.string(), size: z.number(),
  inline: z.boolean(), contentId: z.string().nullable(),
});

/** How much of somebody else's mail is seen (X13): the participants and the time, the subject too, or all of it. */
export const sharedViewSchema = z.enum(['metadata', 'subject', 'everything']);

export const messageListItemSchema = z.object({
  id: z.string(),
  /** `everything` when left out. Else what is not seen is empty: '', [], null, 0, or 'none'. */
  view: sharedViewSchema.optional(),
  subject: z.string(),
  preview: z.string(),
  from: addressSchema.nullable(),
  to: z.array(addressSchema),
  direction: z.enum(['incoming', 'outgoing']),
  receivedAt: z.string(),
  attachmentCount: z.number(),
  automatic: z.enum(['none', 'bounce', 'auto-reply', 'complaint', 'list', 'bulk']),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Those of types whose records the person who asks may read. */
  links: z.array(recordLinkSchema),
  /** Of a group's message: whether the person who asks has not opened it yet. */
  unread: z.boolean().optional(),
  /** What it is as work, as far as the person who asks sees it; left out when it is none. */
  work: z.array(workSchema).optional(),
});
export type MessageListItem = z.infer<typeof messageListItemSchema>;

/** GET /messages: keyset pages, newest first. */
export const listMessagesQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** An account one sees anything of. */
  account: z.string().max(64).optional(),
  /** 1: also the mail of other people's accounts that is shared with colleagues. */
  shared: z.enum(['0', '1']).optional(),
  direction: z.enum(['incoming', 'outgoing']).optional(),
  /** linked: belongs to a record; unmatched: to none. */
  links: z.enum(['linked', 'unmatched']).optional(),
  automatic: automaticFilterSchema.optional(),
  /** Part of an address or a subject; a search proper is a later capability. */
  q: z.string().trim().max(200).optional(),
}).strict();
export type ListMessagesQuery = z.infer<typeof listMessagesQuerySchema>;
export const messagePageSchema = page(messageListItemSchema);

/** GET /messages/:id?images=1 */
export const loadMessageQuerySchema = z.object({ images: z.enum(['0', '1']).default('0') }).strict();
/** GET /messages/:id/parts/:partNumber?inline=1 : shown in the message frame (raster images only) instead of saved. */
export const openPartQuerySchema = z.object({ inline: z.enum(['0', '1']).default('0') }).strict();

/** GET /messages/:id. `html` is sanitised; remote content is out of it unless `?images=1`. */
export const messageDetailSchema = messageListItemSchema.extend({
  /** Where not everything is seen: whose mail it is, a person or an account. */
  owner: z.string().nullish(),
  /** Of a message that came by a forward address. */
  forwarded: forwardedSchema.nullish(),
  messageId: z.string().nullable(),
  cc: z.array(addressSchema),
  bcc: z.array(addressSchema),
  replyTo: z.array(addressSchema),
  date: z.string().nullable(),
  automaticWhy: z.string(),
  automaticReasons: reasonsSchema,
  text: z.string(),
  html: z.string().nullable(),
  blockedRemote: z.number(),
  attachments: z.array(attachmentSchema),
  size: z.number(),
  /** What came back of it, or of a bounce what it is about. */
  delivery: deliverySchema,
  /** Every mailbox it was seen in. */
  sightings: z.array(z.object({ account: z.string(), mailbox: z.string(), uid: z.number(), outcome: z.string(), decidedAt: z.string() })),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;

/** How a case stands: `handler` is a name, null while it is nobody's. */
export const caseStateSchema = z.object({ state: z.enum(['open', 'done']), dueAt: z.string().nullable(), handler: z.string().nullable() });
export type CaseStateDto = z.infer<typeof caseStateSchema>;

export const activitySchema = z.object({
  id: z.string(),
  /** See a message's; the folder's files are named with `everything` only. */
  view: sharedViewSchema.optional(),
  /** Where the files are not named: how many were attached. */
  attachmentCount: z.number().optional(),
  kind: z.enum(['email', 'case']),
  /** Of a case, in the panel. */
  case: caseStateSchema.optional(),
  messageId: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  subject: z.string(),
  preview: z.string(),
  counterpart: z.string().nullable(),
  occurredAt: z.string(),
  folder: z.object({
    title: z.string(),
    documents: z.array(z.object({ id: z.string(), kind: z.enum(['original', 'attachment']), name: z.string(), partNumber: z.string().nullable(), contentType: z.string(), size: z.number() })),
  }),
});
export type ActivityDto = z.infer<typeof activitySchema>;

export const listActivitiesQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(5),
  direction: z.enum(['incoming', 'outgoing']).optional(),
  /** 1: only those with files. */
  attachments: z.enum(['1']).optional(),
}).strict();
export type ListActivitiesQuery = z.infer<typeof listActivitiesQuerySchema>;
/** GET /records/:recordType/:recordId/activities?cursor=&limit= : a record's history, newest first; `total` is kept, not counted, and is that of all. With a filter a page may be short and still have a next one. */
export const activityPageSchema = page(activitySchema).extend({ total: z.number(), failing: z.array(failingAddressSchema) });
/** GET /record-types: which content types take part, so that the panel shows its side panel only there. */
export const recordTypesSchema = z.object({ types: z.array(z.object({ uid: z.string(), name: z.string(), fields: z.array(z.string()) })) });
/** POST /address-index/rebuild: the number of addresses now known. */
export const rebuildResultSchema = z.object({ addresses: z.number() });
