import { z } from 'zod';
import { linkReasonSchema, recordLinkSchema } from './messages';

const recordRef = { recordType: z.string().min(1).max(160), recordId: z.string().min(1).max(64) };

/** POST /messages/:id/links. `restore` takes a removal back: the link is then what it was before. */
export const linkMessageSchema = z.object({ ...recordRef, restore: z.boolean().default(false) }).strict();
/** DELETE /messages/:id/links/:recordType/:recordId?undo=1 : takes back a link of one's own, without a tombstone where there was none. */
export const unlinkMessageQuerySchema = z.object({ undo: z.enum(['0', '1']).default('0') }).strict();
/** The answer of it and of DELETE /messages/:id/links/:recordType/:recordId: the links the message has now. */
export const messageLinksSchema = z.object({ links: z.array(recordLinkSchema) });

/** GET /records/search?q= : by the beginning of an address, or part of the main field; a few of each type. */
export const searchRecordsQuerySchema = z.object({ q: z.string().trim().min(2).max(100) }).strict();
export const foundRecordSchema = z.object({
  recordType: z.string(), recordId: z.string(), typeName: z.string(), label: z.string(),
  /** The address it was found by; null: by its name. */
  address: z.string().nullable(),
});
export type FoundRecordDto = z.infer<typeof foundRecordSchema>;
export const foundRecordsSchema = z.object({ records: z.array(foundRecordSchema) });

const person = z.object({ id: z.number(), name: z.string() });
const explainedRecord = recordLinkSchema.omit({ reasons: true });
/** A reason with the name of who made the link, where a person did, and the label people gave to the field, where they did. */
const explainedReason = linkReasonSchema.extend({ byName: z.string().nullable(), fieldLabel: z.string().nullable() });

/** GET /messages/:id/why. Of records whose type, and which of them, the person may read. */
export const whySchema = z.object({
  linked: z.array(explainedRecord.extend({ reasons: z.array(explainedReason) })),
  removed: z.array(explainedRecord.extend({ reasons: z.array(explainedReason), removedAt: z.string().nullable(), removedBy: person.nullable() })),
  /** Addresses looked up by today's options; `forms`: further ones in which records may know them. */
  lookedUp: z.array(z.object({ address: z.string(), rule: linkReasonSchema.shape.rule, forms: z.array(z.string()) })),
  leftOut: z.array(z.object({ address: z.string(), rule: linkReasonSchema.shape.rule, why: z.enum(['option-off', 'internal', 'unassigned', 'needs-look']) })),
  /** Would be linked if it came in today: "look for earlier mail" on the record links it. */
  later: z.array(explainedRecord.extend({ reasons: z.array(explainedReason) })),
});
export type WhyDto = z.infer<typeof whySchema>;
export type ExplainedReason = z.infer<typeof explainedReason>;

/** POST /records/:recordType/:recordId/look-earlier answers the task (GET /tasks/:id); its result when it is done. */
export const lookedEarlierSchema = z.object({ looked: z.number(), linked: z.number() });
/** Kind and subject of that task. */
export const LATE_MATCHING_TASK = 'late-matching';
export const lateMatchingSubject = (record: { recordType: string; recordId: string }): string => `record:${record.recordType}/${record.recordId}`;
