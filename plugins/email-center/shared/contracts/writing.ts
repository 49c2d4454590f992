import { z } from 'zod';
import { addressSchema, page } from './shapes';

const address = z.object({ name: z.string().max(200).default(''), address: z.string().trim().min(1).max(320) });
const recipients = z.array(address).max(500);
const recordRef = z.object({ recordType: z.string().max(160), recordId: z.string().max(64) });
const shownRecord = recordRef.extend({ label: z.string(), typeName: z.string() });
const html = z.string().max(2_000_000);

/** An account one may send from. The first of the list is the default sender (S2.3). */
export const identitySchema = z.object({
  accountId: z.string(), name: z.string(), address: z.string(),
  /** The name that recipients see. */
  displayName: z.string(),
  signatureHtml: z.string(),
  /** Octets of a whole message that may be sent by it. */
  maxBytes: z.number(),
  /** Whether it can send now; else the sentence that tells why not. */
  ready: z.boolean(), why: z.string().nullable(),
});
export type IdentityDto = z.infer<typeof identitySchema>;
/** GET /identities */
export const identitiesSchema = z.object({ identities: z.array(identitySchema) });

/** GET, PUT /accounts/:id/sending: how an account sends. `archiveAddress` gets every message as Bcc; refused if it is a managed account. */
export const sendingSettingsSchema = z.object({
  displayName: z.string().trim().max(100).default(''),
  signatureHtml: z.string().max(100_000).default(''),
  archiveAddress: z.string().trim().min(1).max(320).nullable().default(null),
  /** Who files sent mail in the Sent mailbox; auto: told by the server. */
  sentFiling: z.enum(['auto', 'append', 'provider']).default('auto'),
  /** At most so many messages a minute. */
  perMinute: z.number().int().min(1).max(600).default(30),
}).strict();
export type SendingSettings = z.infer<typeof sendingSettingsSchema>;

/** GET /recipients?q= : people for an address field, from records, users of the panel and past mail. */
export const recipientSchema = z.object({
  name: z.string(), address: z.string(), source: z.enum(['record', 'user', 'mail']),
  record: shownRecord.nullable(),
  /** Mail to it comes back. */
  failing: z.boolean(),
});
export type RecipientDto = z.infer<typeof recipientSchema>;
export const recipientsQuerySchema = z.object({ q: z.string().trim().min(1).max(100) }).strict();
export const recipientsSchema = z.object({ recipients: z.array(recipientSchema) });

/**
 * Marks within the HTML of a draft, kept by the cleaning on the way in: `<div data-email-signature>` holds the signature, which is replaced when
 * another account is chosen; `<div data-email-quote>` holds the original that is answered or forwarded (with the line or the head above it), folded by the editor.
 */
export const DRAFT_MARKS = { signature: 'data-email-signature', quote: 'data-email-quote' } as const;

/** Where the writer is, for dates and the line above a quotation: left out, the language of the person's profile and the zone of the server. */
const writersPlace = {
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
  /** IANA name, `Europe/Berlin`. */
  timeZone: z.string().max(64).optional(),
};

export const draftKindSchema = z.enum(['new', 'reply', 'reply-all', 'forward', 'forward-attached']);
export type DraftKind = z.infer<typeof draftKindSchema>;
export const draftAttachmentSchema = z.object({ id: z.string(), filename: z.string(), contentType: z.string(), size: z.number(), inline: z.boolean(), contentId: z.string().nullable() });
export type DraftAttachmentDto = z.infer<typeof draftAttachmentSchema>;

export const draftSchema = z.object({
  id: z.string(),
  /** Goes up with every save: who saves on top of an older one gets 409. */
  version: z.number(),
  kind: draftKindSchema,
  accountId: z.string(),
  to: z.array(addressSchema), cc: z.array(addressSchema), bcc: z.array(addressSchema),
  subject: z.string(),
  /** What the editor holds; safe to show. '' where `plain`. */
  html: z.string(),
  /** What is sent as the text part; of a plain draft all there is. */
  text: z.string(),
  plain: z.boolean(),
  attachments: z.array(draftAttachmentSchema),
  /** The message it answers or forwards. */
  about: z.string().nullable(),
  /** What it is about: the record that was chosen or it was begun on, else the first that the message it answers or forwards belongs to. */
  record: shownRecord.nullable(),
  /** Whether `record` was chosen or begun on: then the sent message is linked to it by hand. */
  recordChosen: z.boolean(),
  /** Whose templates and documents are offered: `record` first, others of the original, then those that know an address it goes to. */
  records: z.array(shownRecord),
  sendAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type DraftDto = z.infer<typeof draftSchema>;
export const draftPageSchema = page(draftSchema.pick({ id: true, kind: true, accountId: true, to: true, subject: true, about: true, record: true, updatedAt: true }).extend({ preview: z.string(), attachmentCount: z.number() }));
export type DraftPageDto = z.infer<typeof draftPageSchema>;
/** GET /drafts?cursor= : one's own, newest first. */
export const listDraftsQuerySchema = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }).strict();

/** POST /drafts: begins one. A reply goes from the address the message came to, with the original quoted and the signature above it. */
export const beginDraftSchema = z.object({
  kind: draftKindSchema.default('new'),
  /** Of a reply or a forward. */
  about: z.string().max(64).optional(),
  accountId: z.string().max(64).optional(),
  to: recipients.optional(),
  record: recordRef.optional(),
  templateId: z.string().max(64).optional(),
  ...writersPlace,
}).strict();
export type BeginDraftInput = z.infer<typeof beginDraftSchema>;

/** PUT /drafts/:id. HTML is cleaned on the way in. `record`: chosen by hand; null: none any more. */
export const saveDraftSchema = z.object({
  version: z.number().int().min(1),
  accountId: z.string().max(64), to: recipients, cc: recipients, bcc: recipients, subject: z.string().max(1000), html, text: z.string().max(2_000_000), plain: z.boolean(),
  record: recordRef.nullable(),
}).partial().required({ version: true }).strict();
export type SaveDraftInput = z.infer<typeof saveDraftSchema>;

/**
 * POST /drafts/:id/attachments?filename=&type=&inline= with the octets as body, whatever they are sent as `Content-Type: application/octet-stream`; or this JSON to
 * /drafts/:id/attach. Both answer with the attachment (an inline one is shown by `<img src="cid:CONTENTID">`) and leave the version as it is.
 * DELETE /drafts/:id/attachments/:attachment; GET the same shows it.
 */
export const attachSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('document'), documentId: z.string().max(64) }).strict(),
  z.object({ from: z.literal('media'), fileId: z.number().int().positive() }).strict(),
  z.object({ from: z.literal('message'), messageId: z.string().max(64), partNumber: z.string().max(64) }).strict(),
]);
export type AttachInput = z.infer<typeof attachSchema>;
export const uploadQuerySchema = z.object({ filename: z.string().min(1).max(255), type: z.string().max(255).optional(), inline: z.enum(['0', '1']).default('0') }).strict();

/** GET /drafts/:id/check: what one may have overlooked; nothing of it stops the sending. */
export const draftWarningSchema = z.object({
  code: z.enum(['forgotten-attachment', 'many-recipients', 'no-subject', 'failing-recipient', 'too-large', 'unfilled-placeholder', 'no-reply-address', 'automatic-original']),
  detail: z.string(),
});
export const draftCheckSchema = z.object({ warnings: z.array(draftWarningSchema), bytes: z.number() });
export type DraftCheckDto = z.infer<typeof draftCheckSchema>;

/** POST /drafts/:id/send: answers with what lies in the outbox then. `sendAt` (ISO): not before. Else it is held for `undoSeconds`. */
export const sendDraftSchema = z.object({ version: z.number().int().min(1), sendAt: z.string().datetime({ offset: true }).nullable().default(null), undoSeconds: z.number().int().min(0).max(60).default(10) }).strict();
export type SendDraftInput = z.infer<typeof sendDraftSchema>;

/** Templates: one's own, and those shared with everybody, which need the right to manage templates. */
export const templateSchema = z.object({
  id: z.string(), name: z.string(), subject: z.string(), html: z.string(), shared: z.boolean(), own: z.boolean(),
  /** The only type of record it is for; null: any. */
  recordType: z.string().nullable(), updatedAt: z.string(),
});
export type TemplateDto = z.infer<typeof templateSchema>;
/** GET, POST /templates; PUT, DELETE /templates/:id */
export const templatesSchema = z.object({ templates: z.array(templateSchema) });
export const saveTemplateSchema = z.object({ name: z.string().trim().min(1).max(100), subject: z.string().max(500).default(''), html: z.string().max(500_000), shared: z.boolean().default(false), recordType: z.string().max(160).nullable().default(null) }).strict();
export type SaveTemplateInput = z.infer<typeof saveTemplateSchema>;
/** GET /templates/placeholders?recordType= : `{{record.firstName}}`, `{{user.name}}`, `{{account.address}}`, `{{today}}`. */
export const placeholdersQuerySchema = z.object({ recordType: z.string().max(160).optional() }).strict();
export const placeholdersSchema = z.object({ placeholders: z.array(z.object({ name: z.string(), label: z.string() })) });
/** POST /templates/:id/fill */
export const fillTemplateSchema = z.object({ record: recordRef.nullable().default(null), accountId: z.string().max(64).optional(), ...writersPlace }).strict();
export type FillTemplateInput = z.infer<typeof fillTemplateSchema>;
export const filledTemplateSchema = z.object({ subject: z.string(), html: z.string(), /** Placeholders that stay as they are, because nothing is known for them. */ missing: z.array(z.string()) });
export type FilledTemplateDto = z.infer<typeof filledTemplateSchema>;
