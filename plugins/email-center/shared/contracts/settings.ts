import { z } from 'zod';

/** A domain as people write it, also beyond ASCII; no address, no URL. */
const domain = z.string().trim().toLowerCase().max(253).regex(/^[^\s@:/?#%[\]\\<>(),;"]+$/u, { message: 'must be a domain, such as example.org' });

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
/** GET and PUT /settings/:name; PUT takes the value whole. */
export const settingNameSchema = z.enum(['matching', 'automatic', 'intake']);

/** The answer of both: the setting in force, what it is without one of the panel, and who changed it last. */
export const settingDtoSchema = <Name extends SettingName>(name: Name) => z.object({
  value: settingsSchemas[name],
  /** From the options in config/plugins. */
  defaults: settingsSchemas[name],
  /** Null: never changed in the panel. */
  changed: z.object({ at: z.string(), by: z.object({ id: z.number(), name: z.string() }).nullable() }).nullable(),
});
export interface SettingDto<Name extends SettingName> {
  value: CenterSettings[Name];
  defaults: CenterSettings[Name];
  changed: { at: string; by: { id: number; name: string } | null } | null;
}
