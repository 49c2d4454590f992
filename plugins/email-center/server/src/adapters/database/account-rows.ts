/** Rows of email_center_accounts to and from the account of the domain. */
import { FORWARD_DEFAULTS, NO_GROUP } from '../../domain/mail/account';
import type { AccountKind, AccountState, ColleagueView, Endpoint, ForwardOptions, GroupOptions, ImportPolicy, MailAccount, Security } from '../../domain/mail/account';
import { normalizeAddress } from '../../domain/mail/address';
import { MailError } from '../../domain/mail/mail-error';
import type { MailErrorData } from '../../domain/mail/mail-error';
import type { Bound } from './sql';
import { fromJson, storable, storableJson, toBoolean, toEpoch, toIso, toNullableIso, toNullableText, toNumber, toText } from './values';
import type { Row } from './values';

/** What the secret's encryption is bound to: this account and this purpose. */
export const passwordBinding = (accountId: string): string => `${accountId} password`;

/** Stored values were checked before they were written, so reading them back trusts their kind. */
export function toAccount(row: Row): MailAccount {
  return {
    id: toText(row.id),
    name: toText(row.name),
    address: toText(row.address),
    kind: toText(row.kind) as AccountKind,
    ownerId: toNumber(row.owner_id),
    imap: endpointOf(row, 'imap'),
    smtp: endpointOf(row, 'smtp'),
    login: toText(row.login),
    importPolicy: toText(row.import_policy) as ImportPolicy,
    backfillDays: toNumber(row.backfill_days),
    sentMailbox: toNullableText(row.sent_mailbox),
    state: toText(row.state) as AccountState,
    error: fromJson<MailErrorData | null>(row.error, null),
    errorSince: toNullableIso(row.error_since),
    testedSettings: toNullableText(row.tested_settings),
    failures: toNumber(row.failures),
    backoffUntil: toNullableIso(row.backoff_until),
    lastSyncAt: toNullableIso(row.last_sync_at),
    activatedAt: toNullableIso(row.activated_at),
    createdAt: toIso(row.created_at),
    colleagues: toText(row.colleagues) as ColleagueView,
    marksSeen: toBoolean(row.marks_seen),
    group: fromJson<GroupOptions>(row.group_options, NO_GROUP),
    forward: fromJson<ForwardOptions>(row.forward_options, FORWARD_DEFAULTS),
  };
}

function endpointOf(row: Row, protocol: 'imap' | 'smtp'): Endpoint {
  return { host: toText(row[`${protocol}_host`]), port: toNumber(row[`${protocol}_port`]), security: toText(row[`${protocol}_security`]) as Security };
}

/** The columns of the fields that are given; fields left out are left as they are. */
export function toColumns(change: Partial<MailAccount>): Record<string, Bound> {
  const columns: Record<string, Bound | undefined> = {
    id: change.id,
    name: change.name,
    kind: change.kind,
    owner_id: change.ownerId,
    ...(change.address === undefined ? {} : { address: change.address, address_key: addressKey(change.address) }),
    ...endpointColumns('imap', change.imap),
    ...endpointColumns('smtp', change.smtp),
    login: change.login,
    import_policy: change.importPolicy,
    backfill_days: change.backfillDays,
    sent_mailbox: change.sentMailbox,
    state: change.state,
    error: change.error ? storable(storableJson(change.error), 20_000) : change.error,
    error_since: optionalEpoch(change.errorSince),
    tested_settings: change.testedSettings,
    failures: change.failures,
    backoff_until: optionalEpoch(change.backoffUntil),
    last_sync_at: optionalEpoch(change.lastSyncAt),
    activated_at: optionalEpoch(change.activatedAt),
    created_at: optionalEpoch(change.createdAt),
    colleagues: change.colleagues,
    marks_seen: change.marksSeen === undefined ? undefined : Number(change.marksSeen),
    group_options: change.group === undefined ? undefined : storableJson(change.group),
    forward_options: change.forward === undefined ? undefined : storableJson(change.forward),
  };
  return Object.fromEntries(Object.entries(columns).filter((entry): entry is [string, Bound] => entry[1] !== undefined));
}

function endpointColumns(protocol: 'imap' | 'smtp', endpoint: Endpoint | undefined): Record<string, Bound> {
  if (endpoint === undefined) return {};
  return { [`${protocol}_host`]: endpoint.host, [`${protocol}_port`]: endpoint.port, [`${protocol}_security`]: endpoint.security };
}

function optionalEpoch(iso: string | null | undefined): number | null | undefined {
  return iso === undefined ? undefined : toEpoch(iso);
}

function addressKey(address: string): string {
  const key = normalizeAddress(address);
  if (key === null) {
    throw new MailError({ kind: 'bug', code: 'invalid-input', remedier: 'owner', message: 'The address of the account is not a mail address.' });
  }
  return key;
}
