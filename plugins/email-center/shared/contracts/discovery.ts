import { z } from 'zod';
import { endpointSchema } from './accounts';
import { mailErrorSchema } from './shapes';

/** POST /discovery: what a mail program has to know of an address. Asked of the address's own domain only; the password is no part of it. */
export const discoverSchema = z.object({ address: z.string().trim().max(320).email() }).strict();
export type DiscoverInput = z.infer<typeof discoverSchema>;

/**
 * Where settings come from: the table of known providers; the file the domain publishes (autoconfig); its SRV records
 * (RFC 6186, RFC 8314); the provider its mail is delivered to (MX); or the usual names, tried.
 */
export const DISCOVERY_STEPS = ['provider', 'autoconfig', 'srv', 'mail-exchange', 'guess'] as const;
export const discoveryStepNameSchema = z.enum(DISCOVERY_STEPS);
export type DiscoveryStepName = z.infer<typeof discoveryStepNameSchema>;

export const discoveryStepSchema = z.object({
  step: discoveryStepNameSchema,
  /** `nothing`: it answered, and names no servers; `late`: no answer in time; `skipped`: not needed any more. */
  status: z.enum(['found', 'nothing', 'failed', 'late', 'skipped']),
  /** Every name and address of the web that was asked. */
  asked: z.array(z.string()),
  ms: z.number(),
  error: mailErrorSchema.optional(),
});
export type DiscoveryStep = z.infer<typeof discoveryStepSchema>;

/** A server with the source it was learned from. */
export const foundServerSchema = endpointSchema.extend({ from: discoveryStepNameSchema });

export const proposalSchema = z.object({
  imap: foundServerSchema,
  /** Null: nobody said where mail is sent; to be typed. */
  smtp: foundServerSchema.nullable(),
  login: z.string(),
  /** sure: published by the provider or by the domain itself; likely: by its name service; guessed: a usual name that answered. */
  sureness: z.enum(['sure', 'likely', 'guessed']),
  /** Other sources that say the same. */
  confirmedBy: z.array(discoveryStepNameSchema),
  /** Known by the table, for its name and its help. */
  provider: z.object({ id: z.string(), name: z.string(), hint: z.string().nullable() }).nullable(),
  /** How the domain's own file calls the service. */
  name: z.string().nullable(),
  /** Whether a password will do: `modern-only` wants a sign-in in the browser. */
  signIn: z.enum(['password', 'either', 'modern-only']),
  /** Servers outside of the address's domain that only its name service vouches for: to be confirmed by the person (RFC 6186 section 6). */
  elsewhere: z.array(z.string()),
});
export type ProposalDto = z.infer<typeof proposalSchema>;

export const discoverySchema = z.object({
  domain: z.string(),
  /** False: the name service knows no such domain; null: it was not asked, or did not say. */
  domainExists: z.boolean().nullable(),
  /** The best first; empty when nothing was found. */
  proposals: z.array(proposalSchema),
  steps: z.array(discoveryStepSchema),
});
export type DiscoveryDto = z.infer<typeof discoverySchema>;

/** Days to look back that the wizard offers. */
export const ESTIMATED_DAYS = [0, 7, 14, 30] as const;

/** POST /accounts/:id/estimate, once its settings passed the test (409 before): what an import would bring. */
export const estimateSchema = z.object({
  windows: z.array(z.object({
    days: z.number(), messages: z.number(),
    /** On the mail server; fewer are fetched where only matches are imported. */
    bytes: z.number(),
    /** About; assumed of a line and a server of middling speed. */
    seconds: z.number(),
  })),
  /** Null: none could be told, it has to be chosen. */
  sent: z.object({ path: z.string(), by: z.enum(['hand', 'attribute', 'name']) }).nullable(),
  mailboxes: z.array(z.string()),
});
export type EstimateDto = z.infer<typeof estimateSchema>;
