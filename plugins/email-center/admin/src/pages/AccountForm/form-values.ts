import { createAccountSchema, updateAccountSchema, type AccountDto, type CreateAccountInput, type ForwardSettings, type GroupSettings, type ProviderDto, type UpdateAccountInput } from '../../../../shared/contracts';

export type Security = 'tls' | 'starttls';
export type ColleagueView = NonNullable<AccountDto['colleagues']>;
export interface EndpointValues {
  host: string;
  port: number | undefined;
  security: Security;
}
export interface FormValues {
  /** Id of a known provider, or `other`. */
  provider: string;
  name: string;
  address: string;
  login: string;
  password: string;
  imap: EndpointValues;
  smtp: EndpointValues;
  importPolicy: 'all' | 'matches-only';
  backfillDays: number | undefined;
  sentMailbox: string;
  ownerId: number | undefined;
  /** What colleagues see of its mail. */
  colleagues: ColleagueView;
  /** Whether what is read here is marked on the mail server, too. Null: no personal account. */
  marksSeen: boolean | null;
  /** Null: no group. */
  group: GroupSettings | null;
  /** Null: no forward address. */
  forward: ForwardSettings | null;
}
export type FieldName = 'name' | 'address' | 'login' | 'password' | 'backfillDays' | 'sentMailbox' | 'imap.host' | 'imap.port' | 'smtp.host' | 'smtp.port';
export type FieldErrors = Partial<Record<FieldName, true>>;

export const OTHER = 'other';
/** RFC 8314 section 7.3 and RFC 3501, 6409: the ports that go with each kind of encryption. */
export const USUAL_PORTS = { imap: { tls: 993, starttls: 143 }, smtp: { tls: 465, starttls: 587 } } as const;

export const emptyValues: FormValues = {
  provider: OTHER, name: '', address: '', login: '', password: '',
  imap: { host: '', port: 993, security: 'tls' },
  smtp: { host: '', port: 465, security: 'tls' },
  importPolicy: 'all', backfillDays: 30, sentMailbox: '', ownerId: undefined, colleagues: 'nothing', marksSeen: false, group: null, forward: null,
};

export const emptyGroup: GroupSettings = { members: [], defaultHandler: null, distribution: 'none' };

export const emptyForward: ForwardSettings = { feeders: 'known', keepsAttachments: true, authservId: null };

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).trim().toLowerCase();

/** The provider an address belongs to by its domain; null for a domain nobody published. */
export function providerOfAddress(providers: readonly ProviderDto[], address: string): ProviderDto | null {
  if (!address.includes('@')) return null;
  const domain = domainOf(address);
  return providers.find(({ domains }) => domains.includes(domain)) ?? null;
}

const sameEndpoint = (one: EndpointValues, other: EndpointValues) => one.host === other.host && one.port === other.port && one.security === other.security;

/** The form of an account that exists; its password is never known here. */
export function valuesOfAccount(account: AccountDto, providers: readonly ProviderDto[]): FormValues {
  const provider = providers.find((one) => sameEndpoint(one.imap, account.imap) && sameEndpoint(one.smtp, account.smtp));
  return {
    provider: provider?.id ?? OTHER,
    name: account.name, address: account.address, login: account.login, password: '',
    imap: { ...account.imap }, smtp: { ...account.smtp },
    importPolicy: account.importPolicy, backfillDays: account.backfillDays, sentMailbox: account.sentMailbox ?? '',
    ownerId: account.owner?.id, colleagues: account.colleagues ?? 'nothing', marksSeen: account.kind === 'personal' ? account.marksSeen : null,
    group: account.kind === 'group' ? { ...(account.group ?? emptyGroup), members: (account.group?.members ?? []).map(({ id }) => id) } : null,
    forward: account.kind === 'forward' ? forwardOf(account) : null,
  };
}

function forwardOf({ forward }: AccountDto): ForwardSettings {
  return forward === undefined ? emptyForward : { feeders: forward.feeders, keepsAttachments: forward.keepsAttachments, authservId: forward.authservId };
}

export function withProvider(values: FormValues, provider: ProviderDto | null): FormValues {
  if (!provider) return { ...values, provider: OTHER };
  return { ...values, provider: provider.id, imap: { ...provider.imap }, smtp: { ...provider.smtp } };
}

/** A default handler is one of the members. */
export function withMembers(group: GroupSettings, members: number[]): GroupSettings {
  const defaultHandler = group.defaultHandler !== null && members.includes(group.defaultHandler) ? group.defaultHandler : null;
  return { ...group, members, defaultHandler };
}

/** A login that was the address follows it; a known domain brings its servers, unless servers were typed by hand. */
export function withAddress(values: FormValues, address: string, providers: readonly ProviderDto[]): FormValues {
  const login = values.login === '' || values.login === values.address ? address : values.login;
  const next = { ...values, address, login };
  const provider = providerOfAddress(providers, address);
  const typedByHand = values.provider === OTHER && (values.imap.host !== '' || values.smtp.host !== '');
  return provider && !typedByHand ? withProvider(next, provider) : next;
}

/** The port follows the encryption as long as it was the usual one. */
export function withSecurity(endpoint: EndpointValues, protocol: 'imap' | 'smtp', security: Security): EndpointValues {
  const usual = USUAL_PORTS[protocol];
  const port = endpoint.port === undefined || endpoint.port === usual[endpoint.security] ? usual[security] : endpoint.port;
  return { ...endpoint, security, port };
}

function settingsOf(values: FormValues) {
  return {
    name: values.name.trim() || values.address.trim(),
    address: values.address.trim(),
    login: values.login.trim(),
    imap: { ...values.imap, host: values.imap.host.trim() },
    smtp: { ...values.smtp, host: values.smtp.host.trim() },
    importPolicy: values.importPolicy,
    backfillDays: values.backfillDays,
    sentMailbox: values.sentMailbox.trim() || null,
    colleagues: values.colleagues,
    ...(values.ownerId === undefined || values.group !== null ? {} : { ownerId: values.ownerId }),
    ...(values.marksSeen === null ? {} : { marksSeen: values.marksSeen }),
    ...(values.group === null ? {} : { group: values.group }),
    ...(values.forward === null ? {} : { forward: values.forward }),
  };
}

type Checked<T> = { ok: true; input: T } | { ok: false; errors: FieldErrors };

function errorsOf(issues: readonly { path: (string | number)[] }[]): FieldErrors {
  return Object.fromEntries(issues.map(({ path }) => [path.join('.'), true])) as FieldErrors;
}

/** What is sent for a new account, by the server's own rules. */
export function checkNew(values: FormValues): Checked<CreateAccountInput> {
  const parsed = createAccountSchema.safeParse({ ...settingsOf(values), ...(values.group === null ? {} : { kind: 'group' }), ...(values.forward === null ? {} : { kind: 'forward' }), password: values.password });
  return parsed.success ? { ok: true, input: parsed.data } : { ok: false, errors: errorsOf(parsed.error.issues) };
}

const recipientOf = ({ login, imap, smtp }: FormValues): string =>
  JSON.stringify([login.trim(), ...[imap, smtp].map(({ host, port, security }) => [host.trim().toLowerCase(), port, security])]);

/** The stored password goes to no other server and under no other login: the server asks for it again. */
export function needsPassword(values: FormValues, saved: FormValues): boolean {
  return recipientOf(values) !== recipientOf(saved);
}

/** A form that stood open while somebody shared less must not share more again, nor write to the mail server again. */
const unchanged = (values: FormValues, saved: FormValues) => ({
  ...(values.colleagues === saved.colleagues ? { colleagues: undefined } : {}), ...(values.marksSeen === saved.marksSeen ? { marksSeen: undefined } : {}),
});

/** What is sent for a change; a password left empty stays as it is, as long as it goes where it went. */
export function checkChange(values: FormValues, saved: FormValues): Checked<UpdateAccountInput> {
  const parsed = updateAccountSchema.safeParse({ ...settingsOf(values), ...unchanged(values, saved), ...(values.password ? { password: values.password } : {}) });
  const errors: FieldErrors = { ...(parsed.success ? {} : errorsOf(parsed.error.issues)), ...(values.password === '' && needsPassword(values, saved) ? { password: true } : {}) };
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, input: parsed.data } : { ok: false, errors };
}
