import { z } from 'zod';
import { forwardSettingsSchema, forwardShownSchema } from './forward';
import { mailErrorSchema, page } from './shapes';

const host = z.string().trim().min(1).max(253).regex(/^[^\s/:@]+$|^[0-9a-f:]+$/i, 'host');
const port = z.number().int().min(1).max(65535);
/** Plain text does not exist: TLS from the start or STARTTLS (S4.5). */
export const securitySchema = z.enum(['tls', 'starttls']);
export const endpointSchema = z.object({ host, port, security: securitySchema });

export const accountStateSchema = z.enum(['draft', 'ready', 'active', 'paused', 'stopped']);
export const importPolicySchema = z.enum(['all', 'matches-only']);

const settings = {
  name: z.string().trim().min(1).max(100),
  address: z.string().trim().max(320).email(),
  login: z.string().trim().min(1).max(320),
  imap: endpointSchema,
  smtp: endpointSchema,
  importPolicy: importPolicySchema.default('all'),
  backfillDays: z.number().int().min(0).max(30).default(30),
  /** Null: found by special-use. */
  sentMailbox: z.string().max(500).nullable().default(null),
};

export const accountKindSchema = z.enum(['personal', 'group', 'intake', 'forward']);

/** What colleagues who are neither owner nor member see of an account's mail (X13). */
export const colleagueViewSchema = z.enum(['nothing', 'metadata', 'subject', 'everything']);

/** Members are panel users, in the order of the round; the default handler is one of them. */
export const groupSettingsSchema = z.object({
  members: z.array(z.number().int().positive()).max(200).refine((members) => new Set(members).size === members.length, 'Each member once.'),
  defaultHandler: z.number().int().positive().nullable().default(null),
  /** How new messages get a handler: not at all, always the default handler, by turns, or whoever has least open work. */
  distribution: z.enum(['none', 'default-handler', 'round-robin', 'least-busy']).default('none'),
}).strict();
export type GroupSettings = z.infer<typeof groupSettingsSchema>;

/** `kind` is personal when left out, and never changes. `group` belongs to a group and to nothing else, `forward` to a forward address; all need the right to manage all accounts. */
const ofKind = { kind: accountKindSchema.optional(), group: groupSettingsSchema.optional(), forward: forwardSettingsSchema.optional() };

/** `nothing` when left out. More of somebody else's personal mail is shared only by those who may read it. */
const sharing = { colleagues: colleagueViewSchema.optional() };

/** Of a personal account, false when left out: what its owner reads here, or marks unread again, is marked so on the mail server, too. */
const marking = { marksSeen: z.boolean().optional() };

/** POST /accounts. `ownerId` only with the right to manage all accounts; else the caller owns it. */
export const createAccountSchema = z.object({ ...settings, ...ofKind, ...sharing, ...marking, password: z.string().min(1).max(1000), ownerId: z.number().int().optional() }).strict();
export type CreateAccountInput = z.infer<typeof createAccountSchema>;

/**
 * PUT /accounts/:id. A password left out stays as it is; it is never returned. It must be given when a server (host, port,
 * security) or the login changes: 400, naming `password`. Changed connection settings need a new test. `ownerId` needs the
 * right to manage all accounts, and of an account that was activated also the right to read all messages.
 */
export const updateAccountSchema = z
  .object({
    name: settings.name,
    address: settings.address,
    login: settings.login,
    imap: endpointSchema,
    smtp: endpointSchema,
    importPolicy: importPolicySchema,
    backfillDays: z.number().int().min(0).max(30),
    sentMailbox: z.string().max(500).nullable(),
    password: z.string().min(1).max(1000),
    ownerId: z.number().int(),
    group: groupSettingsSchema,
    forward: forwardSettingsSchema,
    colleagues: colleagueViewSchema,
    marksSeen: z.boolean(),
  })
  .partial()
  .strict();
export type UpdateAccountInput = z.infer<typeof updateAccountSchema>;

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  kind: accountKindSchema,
  owner: z.object({ id: z.number(), name: z.string(), email: z.string() }).nullable(),
  login: z.string(),
  imap: endpointSchema,
  smtp: endpointSchema,
  importPolicy: importPolicySchema,
  backfillDays: z.number(),
  sentMailbox: z.string().nullable(),
  state: accountStateSchema,
  /** Whether the current settings passed the test: only then can it be activated. */
  tested: z.boolean(),
  error: mailErrorSchema.nullable(),
  errorSince: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  createdAt: z.string(),
  /** Of a group. */
  group: z.object({
    members: z.array(z.object({ id: z.number(), name: z.string() })),
    defaultHandler: z.number().nullable(),
    distribution: groupSettingsSchema.shape.distribution,
  }).optional(),
  /** Of a forward address. Without the right to see it, `address` and `login` are ''. */
  forward: forwardShownSchema.optional(),
  /** `nothing` when left out. */
  colleagues: colleagueViewSchema.optional(),
  /** Only a personal account has it on. */
  marksSeen: z.boolean(),
  /** What the caller may do with it. */
  can: z.object({ manage: z.boolean(), run: z.boolean() }),
});
export type AccountDto = z.infer<typeof accountSchema>;
/** GET /accounts?scope=mine|all&cursor= ; `all` needs the right to manage or to read everybody's. */
export const listAccountsQuerySchema = z.object({
  scope: z.enum(['mine', 'all']).default('mine'),
  kind: accountKindSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}).strict();
export type ListAccountsQuery = z.infer<typeof listAccountsQuerySchema>;
export const accountPageSchema = page(accountSchema);

/** Counts per outcome of the import ledger; kept, never counted (invariant 11). */
export const outcomeCountsSchema = z.record(z.string(), z.number());

export const mailboxStatusSchema = z.object({
  role: z.enum(['inbox', 'sent']),
  path: z.string(),
  /** Messages on the server at the last look. */
  serverCount: z.number().nullable(),
  /** UIDs with an outcome in the current epoch. */
  decided: z.number(),
  outcomes: outcomeCountsSchema,
  backfill: z.object({ since: z.string(), total: z.number(), done: z.boolean(), remaining: z.number() }).nullable(),
  lastSyncAt: z.string().nullable(),
});

/** GET /accounts/:id/status */
export const accountStatusSchema = z.object({
  state: accountStateSchema,
  error: mailErrorSchema.nullable(),
  errorSince: z.string().nullable(),
  backoffUntil: z.string().nullable(),
  running: z.boolean(),
  /** Of the running import: decided and total of what is known to be due, per second, seconds left. */
  progress: z.object({ done: z.number(), total: z.number(), perSecond: z.number(), secondsLeft: z.number().nullable() }).nullable(),
  outcomes: outcomeCountsSchema,
  /** Messages of this account linked to at least one record. */
  matched: z.number(),
  mailboxes: z.array(mailboxStatusSchema),
  lastSyncAt: z.string().nullable(),
  nextRunAt: z.string().nullable(),
});
export type AccountStatusDto = z.infer<typeof accountStatusSchema>;

/** GET /center/imports: what is being read in now, of the accounts whose mail the person reads. */
export const runningImportsSchema = z.object({
  imports: z.array(z.object({
    account: z.object({ id: z.string(), name: z.string() }),
    progress: accountStatusSchema.shape.progress.unwrap(),
    /** What became of all its messages; null for whoever reads the mail without seeing the account. */
    outcomes: outcomeCountsSchema.nullable(),
    matched: z.number().nullable(),
  })),
  /** There are further ones. */
  more: z.boolean(),
});
export type RunningImportsDto = z.infer<typeof runningImportsSchema>;

export const TEST_STEPS = [
  'resolve',
  'reach-imap',
  'tls-imap',
  'login-imap',
  'mailboxes',
  'window',
  'reach-smtp',
  'tls-smtp',
  'login-smtp',
  'send',
  'arrive',
] as const;

/** POST /accounts/:id/test answers application/x-ndjson: one of these per line, as it happens; the last one is of type `result`, or of
 * type `error` when the test itself broke off (not one of its steps). */
export const testEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: z.enum(TEST_STEPS), status: z.enum(['running', 'passed', 'failed', 'skipped']), ms: z.number().optional(),
    /** Facts for the sentence shown: names, counts, dates. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional(),
    /** Folded below the step, for the administrator to copy. */
    detail: z.string().optional(), error: mailErrorSchema.optional() }),
  z.object({ type: z.literal('result'), passed: z.boolean(), state: accountStateSchema }),
  z.object({ type: z.literal('error'), error: mailErrorSchema }),
]);
export type TestEvent = z.infer<typeof testEventSchema>;

/** GET /providers: what is known of common providers, to fill the form. */
export const providerSchema = z.object({
  id: z.string(), name: z.string(), domains: z.array(z.string()),
  imap: endpointSchema, smtp: endpointSchema,
  /** Key of a hint in the panel's translations (app password, IMAP must be switched on); null when there is none. */
  hint: z.string().nullable(),
});
export type ProviderDto = z.infer<typeof providerSchema>;
/** GET /providers */
export const providersSchema = z.object({ providers: z.array(providerSchema) });
