import { z } from 'zod';

const domain = z.string().trim().toLowerCase().min(1).max(253);

/** How addresses and header fields count (S1.6 to S1.8, X4). */
export const matchingSettingSchema = z.object({
  cc: z.boolean().default(false),
  sender: z.boolean().default(false),
  replyTo: z.boolean().default(false),
  /** Groups of domains held for the same, e.g. [["gmail.com", "googlemail.com"]]. */
  equivalentDomains: z.array(z.array(domain).min(2).max(20)).max(200).default([]),
  plusAddressing: z.boolean().default(false),
  /** Domains of one's own firm. */
  internalDomains: z.array(domain).max(200).default([]),
  /** Whether addresses of internal domains are no counterparts. */
  ignoreInternal: z.boolean().default(false),
  /** Whether entering an address on a record links the past messages of that address. */
  lateMatching: z.boolean().default(false),
}).strict();

const treatment = z.enum(['file', 'no-activity', 'ledger-only']).default('file');
/** What becomes of automatic mail (X7). */
export const automaticSettingSchema = z.object({ bounce: treatment, 'auto-reply': treatment, complaint: treatment, list: treatment, bulk: treatment }).strict();

/** Cases and offers (S3.5). */
export const intakeSettingSchema = z.object({
  /** Whether signing in takes the offers one has, or only a click does. */
  signInTakes: z.boolean().default(true),
}).strict();

export const settingsSchemas = { matching: matchingSettingSchema, automatic: automaticSettingSchema, intake: intakeSettingSchema } as const;
export type SettingName = keyof typeof settingsSchemas;
export type CenterSettings = { [Name in SettingName]: z.infer<(typeof settingsSchemas)[Name]> };
/** GET and PUT /settings/:name */
export const settingNameSchema = z.enum(['matching', 'automatic', 'intake']);
