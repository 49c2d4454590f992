/**
 * One stored message with everything but its HTML, which is read from the raw message. Accounts have copies of their own,
 * and a viewer reads the copy of an account within their scope: the sender's names Bcc recipients, the others' must not.
 */
import type { MessageDetail } from '../../../../../shared/contracts';
import type { Address } from '../../../domain/mail/address';
import type { OpenedMessage, OwnerNames, StoredMessage } from '../../../flow/queries';
import { redactMessage } from '../../../flow/visibility';
import { TABLES } from '../tables';
import { fromJson, toDate, toIso, toNullableText, toNumber, toReasons, toText } from '../values';
import type { Row } from '../values';
import { loadDelivery } from './bounces';
import { loadAccounts, loadLinks, toListItem } from './message-rows';
import type { RowSource } from './message-rows';
import type { Scope } from './scope';
import { anyOf, viewsOf } from './sight';
import type { Sight } from './sight';

/** Sightings shown beside a message; a message sent to oneself in a loop may have thousands. */
const SIGHTINGS_SHOWN = 100;

/** Null when there is no such message or none the scope sees. */
export async function loadMessage(source: RowSource, scope: Scope, documentId: string): Promise<StoredMessage | null> {
  const row = (await source.knex(TABLES.messages).where({ document_id: documentId }).first()) as Row | undefined;
  if (!row) return null;
  const id = toNumber(row.id);
  const copy = await loadCopy(source, scope, row);
  if (copy === null) return null;
  const accounts = (await loadAccounts(source.knex, scope, [id])).get(id) ?? [];
  const links = (await loadLinks(source, [id])).get(id) ?? [];
  return {
    ...toListItem(row, accounts, links),
    rawKey: copy.rawKey,
    messageId: toNullableText(row.message_id),
    cc: fromJson<Address[]>(row.cc, []),
    bcc: copy.bcc,
    replyTo: fromJson<Address[]>(row.reply_to, []),
    date: row.date === null ? null : toDate(row.date).toISOString(),
    automaticWhy: toText(row.automatic_why),
    automaticReasons: toReasons(row.automatic_reasons),
    forwarded: fromJson<MessageDetail['forwarded']>(row.forwarded, null),
    text: toText(row.text),
    attachments: fromJson<MessageDetail['attachments']>(row.attachments, []),
    size: toNumber(row.size),
    delivery: await loadDelivery(source.knex, scope, row),
    sightings: await loadSightings(source, scope, id),
  };
}

/** A message of accounts that are shared in part, cut down to that part; null for any other. */
export async function openShared(source: RowSource & { owners: OwnerNames }, sight: Sight, documentId: string): Promise<OpenedMessage | null> {
  if (sight.shared.size === 0) return null;
  const message = await loadMessage(source, anyOf(sight), documentId);
  if (message === null) return null;
  const { rawKey: _rawKey, ...found } = message;
  const row = (await source.knex(TABLES.messages).where({ document_id: documentId }).first('id')) as Row | undefined;
  const view = row === undefined ? undefined : (await viewsOf(source.knex, sight, [toNumber(row.id)])).get(toNumber(row.id));
  if (view === undefined || view === 'everything') return null;
  return { partly: redactMessage(found, view, await ownerOf(source, found.accounts)) };
}

/** The person whose mail it is, or the account where it is nobody's own. */
async function ownerOf({ knex, owners }: { knex: RowSource['knex']; owners: OwnerNames }, accounts: MessageDetail['accounts']): Promise<string | null> {
  const [account] = accounts;
  if (account === undefined) return null;
  const row = (await knex(TABLES.accounts).where({ id: account.id }).first('kind', 'owner_id')) as Row | undefined;
  if (row?.kind !== 'personal') return account.name;
  const ownerId = toNumber(row.owner_id);
  return (await owners.load([ownerId])).get(ownerId)?.name ?? account.name;
}

/** Keys of the copies of the scope. */
export async function loadCopies({ knex }: Pick<RowSource, 'knex'>, scope: Scope, documentId: string): Promise<{ accountId: string; rawKey: string }[]> {
  const query = knex(`${TABLES.deliveries} as d`).join(`${TABLES.messages} as m`, 'm.id', 'd.message_id').where({ 'm.document_id': documentId });
  if (scope !== 'everything') query.whereIn('d.account_id', [...scope]);
  const rows = (await query.orderBy('d.account_id').select('d.account_id', 'd.raw_key')) as Row[];
  return rows.map((row) => ({ accountId: toText(row.account_id), rawKey: toText(row.raw_key) }));
}

interface Copy {
  rawKey: string;
  bcc: Address[];
}

/**
 * The sender's copy where the scope holds one, because it tells more; else any copy of the scope; null when there is none.
 * Whoever sees everything reads the one that was stored first, with the Bcc recipients any copy names.
 */
async function loadCopy({ knex }: RowSource, scope: Scope, message: Row): Promise<Copy | null> {
  const query = knex(TABLES.deliveries).where({ message_id: toNumber(message.id) });
  if (scope !== 'everything') query.whereIn('account_id', [...scope]);
  const rows = (await query.select('role', 'raw_key', 'bcc')) as Row[];
  const chosen = rows.find((row) => row.bcc !== null) ?? rows.find((row) => row.role === 'sent') ?? rows[0];
  if (chosen === undefined) return null;
  const bcc = fromJson<Address[]>(chosen.bcc, []);
  if (scope === 'everything') return { rawKey: toText(message.raw_key), bcc: bcc.length > 0 ? bcc : fromJson<Address[]>(message.bcc, []) };
  return { rawKey: toText(chosen.raw_key), bcc };
}

async function loadSightings({ knex }: RowSource, scope: Scope, messageId: number): Promise<MessageDetail['sightings']> {
  const query = knex(`${TABLES.sightings} as s`).join(`${TABLES.mailboxes} as m`, 'm.id', 's.mailbox_id').join(`${TABLES.accounts} as a`, 'a.id', 's.account_id')
    .where('s.stored_message_id', messageId);
  if (scope !== 'everything') query.whereIn('s.account_id', [...scope]);
  const rows = (await query.orderBy('s.id').limit(SIGHTINGS_SHOWN).select('a.name as account', 'm.path as mailbox', 's.uid', 's.outcome', 's.decided_at')) as Row[];
  return rows.map((row) => ({
    account: toText(row.account), mailbox: toText(row.mailbox), uid: toNumber(row.uid), outcome: toText(row.outcome), decidedAt: toIso(row.decided_at),
  }));
}
