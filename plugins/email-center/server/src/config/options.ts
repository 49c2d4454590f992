/** The options of the plugin, in `config/plugins` under `email-center`. */
import { z } from 'zod';
import { matchingSettingSchema } from '../../../shared/contracts';

const KEY = /^\d{1,9}:[A-Za-z0-9+/_-]{43}=?$/;

const seconds = (fallback: number) => z.number().positive().max(3600).default(fallback);

const attribute = z.string().regex(/^[A-Za-z_]\w*$/, { message: 'must be the name of an attribute' });
/** `{field: 'isCurrent', value: true}`: the attribute holds this value. */
const heldValue = z.object({ field: attribute, value: z.union([z.boolean(), z.string(), z.number()]) }).strict();
/** `{from: 'hiredOn', until: 'leftOn'}`: from the one day to the other, both included; an empty date is no bound. */
const periodOfEmployment = z.object({ from: attribute.optional(), until: attribute.optional() }).strict()
  .refine(({ from, until }) => from !== undefined || until !== undefined, { message: 'must name "from" or "until"' });

export const optionsSchema = z
  .object({
    /**
     * Keys that encrypt the secrets of accounts, as `NUMBER:BASE64` of 32 octets, separated by commas; the highest
     * number encrypts, the others still decrypt. Without a key the plugin refuses to start.
     */
    secretKeys: z
      .string()
      .trim()
      .refine((keys) => keys === '' || keys.split(',').every((key) => KEY.test(key.trim())), {
        message: 'must look like "1:BASE64", with 32 octets in base64; make one with: openssl rand -base64 32',
      })
      .nullish(),
    /** `mongodb://`, `postgres://` or `redis://`: where Agenda keeps its jobs. The host's database when left out. */
    jobsUrl: z
      .string()
      .regex(/^(mongodb(\+srv)?|postgres(ql)?|rediss?):\/\//, { message: 'must begin with mongodb://, postgres:// or redis://' })
      .nullish(),
    /** What this process does: answer requests (`web`), import (`worker`), or both (`all`). */
    role: z.enum(['all', 'web', 'worker']).default('all'),
    /** Folder of the raw messages; relative to the application. Never below `public`. */
    blobFolder: z.string().trim().min(1).default('data/email-center/blobs'),
    /** PEM file with certificate authorities to trust beside the usual ones. */
    caFile: z.string().trim().min(1).nullish(),
    /** Minutes between two looks at each account. */
    syncMinutes: z.number().int().min(1).max(1440).default(10),
    /** Accounts read at the same time by one process; those that only wait for a silent server do not count. */
    syncConcurrency: z.number().int().min(1).max(64).default(4),
    /** Backfills at the same time by one process, counted in the same way. */
    backfillConcurrency: z.number().int().min(1).max(64).default(2),
    /** Accounts whose Inbox one connection each waits on for new mail (IMAP IDLE), by one process; 0: none, mail is looked for every `syncMinutes` only. */
    pushAccounts: z.number().int().min(0).max(2_000).default(100),
    /** Which mail servers may be connected to, for the test of an account, for reading and for sending. */
    mailServers: z
      .object({
        /** Whether they may stand in this machine or in a private network, as those of one's own often do. */
        privateAddresses: z.boolean().default(true),
        /** Their ports, `[143, 465, 587, 993]` for instance; all when left out. */
        ports: z.array(z.number().int().min(1).max(65_535)).min(1).nullish().transform((ports) => ports ?? null),
      })
      .strict()
      .default({}),
    /** Where the settings of an account are looked for; bound by `mailServers`, too. */
    discovery: z
      .object({
        /** Whether names of a domain that somebody typed in may lead into this machine or a private network. */
        privateAddresses: z.boolean().default(false),
      })
      .strict()
      .default({}),
    /** Larger messages are recorded as too large and stay on the server; octets. */
    maxMessageBytes: z.number().int().min(1024).max(2 ** 31).default(150 * 1024 * 1024),
    /** Larger messages are not sent; octets of the whole message with its files as they are sent. */
    maxSendBytes: z.number().int().min(100_000).max(2 ** 30).default(35 * 1024 * 1024),
    /** How addresses and header fields count until the setting in the panel says otherwise. */
    match: matchingSettingSchema.default({}),
    /** E-mail attributes of content types whose schema cannot be edited: `{'api::lead.lead': ['email']}`. */
    recordTypes: z.record(z.string().regex(/^(api|plugin)::[\w-]+\.[\w-]+$/, { message: 'must be the uid of a content type' }), z.array(z.string().min(1)).min(1)).default({}),
    /**
     * Who works here, for the routing of intake mail: the content type of employees, the attributes that hold their
     * addresses, and how a record tells that somebody works here now. Left out: nobody is an employee, nothing is routed.
     */
    employees: z
      .object({
        contentType: z.string().regex(/^(api|plugin)::[\w-]+\.[\w-]+$/, { message: 'must be the uid of a content type' }),
        emailFields: z.array(attribute).min(1).max(10),
        current: z.union([heldValue, periodOfEmployment]).nullish(),
      })
      .strict()
      .nullish(),
    /** Whether API tokens of the type `read-only` reach mail, as they reach everything else. Custom tokens need their permissions, full-access ones have them. */
    readOnlyTokens: z.boolean().default(false),
    /** How long an outside server may take, in seconds. */
    timeouts: z
      .object({
        /** From the name look-up to the end of the TLS handshake, and again until the login is answered. */
        connect: seconds(15),
        /** Without one octet from the server while a command waits for its answer. */
        silence: seconds(60),
        /** For one command altogether. */
        command: seconds(600),
      })
      .strict()
      .default({}),
  })
  .strict();

export type EmailCenterOptions = z.infer<typeof optionsSchema>;

/**
 * The options with their defaults. Throws one sentence per mistake, naming the option; values are not repeated, as one
 * of them may be a secret.
 */
export function parseOptions(given: unknown): EmailCenterOptions {
  const parsed = optionsSchema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(sentence).join(' '));
}

function sentence(issue: z.ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${name === '' ? 'The options' : `The option "${name}"`} of the email center do not know ${issue.keys.map((key) => `"${key}"`).join(', ')}.`;
  }
  return `The option "${name}" of the email center is not valid: ${issue.message}.`;
}
