/** List rows of messages, with the accounts and records the viewer may know of; two look-ups for a whole page. */
import type { Knex } from 'knex';
import type { MessageListItem, RecordLinkDto } from '../../../../../shared/contracts';
import { recordKey } from '../../../domain/intake/match';
import type { LinkReason } from '../../../domain/intake/types';
import type { Address } from '../../../domain/mail/address';
import type { RecordNames } from '../../../flow/queries';
import { redactListItem } from '../../../flow/visibility';
import type { Participants, SharedView } from '../../../flow/visibility';
import { TABLES } from '../tables';
import { fromJson, toDate, toNumber, toText } from '../values';
import type { Row } from '../values';
import type { Scope } from './scope';

export interface RowSource {
  knex: Knex;
  recordNames: RecordNames;
}

export const LIST_COLUMNS = ['id', 'document_id', 'subject', 'preview', 'from', 'to', 'cc', 'direction', 'received_at', 'attachment_count', 'automatic'] as const;
/** Records named beside one message; a mail to a thousand records names the first. */
const LINKS_SHOWN = 50;
/** Recipients named in a list row; the message itself names all. */
const RECIPIENTS_LISTED = 20;

/** The messages of these ids in the order given, which were found within the scope; those with a view are cut down to it. */
export async function loadListItems(source: RowSource, scope: Scope, ids: readonly number[], views?: ReadonlyMap<number, SharedView>): Promise<MessageListItem[]> {
  if (ids.length === 0) return [];
  return toListItems(source, scope, ids, (await source.knex(TABLES.messages).whereIn('id', [...ids]).select(...LIST_COLUMNS)) as Row[], views);
}

/** The same of rows that were read before, with `LIST_COLUMNS` and whatever else. */
export async function toListItems(source: RowSource, scope: Scope, ids: readonly number[], rows: readonly Row[], views?: ReadonlyMap<number, SharedView>): Promise<MessageListItem[]> {
  const byId = new Map(rows.map((row) => [toNumber(row.id), row]));
  const [accounts, links] = await Promise.all([loadAccounts(source.knex, scope, ids), loadLinks(source, ids)]);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const view = views === undefined ? 'everything' : views.get(id);
    if (view === undefined) return [];
    const whole = toListItem(row, accounts.get(id) ?? [], links.get(id) ?? []);
    const item = view === 'everything' ? whole : redactListItem(whole, view, toParticipants(row));
    return [{ ...item, to: item.to.slice(0, RECIPIENTS_LISTED) }];
  });
}

export function toParticipants(row: Row): Participants {
  return { from: fromJson<Address[]>(row.from, []), to: fromJson<Address[]>(row.to, []), cc: fromJson<Address[]>(row.cc, []) };
}

export function toListItem(row: Row, accounts: MessageListItem['accounts'], links: RecordLinkDto[]): MessageListItem {
  return {
    id: toText(row.document_id),
    subject: toText(row.subject),
    preview: toText(row.preview),
    from: fromJson<Address[]>(row.from, [])[0] ?? null,
    to: fromJson<Address[]>(row.to, []),
    direction: row.direction === 'outgoing' ? 'outgoing' : 'incoming',
    receivedAt: toDate(row.received_at).toISOString(),
    attachmentCount: toNumber(row.attachment_count),
    automatic: toText(row.automatic) as MessageListItem['automatic'],
    accounts,
    links,
  };
}

/** The accounts each message was delivered to, as far as the viewer sees them. */
export async function loadAccounts(knex: Knex, scope: Scope, ids: readonly number[]): Promise<Map<number, MessageListItem['accounts']>> {
  const query = knex(`${TABLES.deliveries} as d`).join(`${TABLES.accounts} as a`, 'a.id', 'd.account_id').whereIn('d.message_id', [...ids]);
  if (scope !== 'everything') query.whereIn('d.account_id', [...scope]);
  const byMessage = new Map<number, MessageListItem['accounts']>();
  for (const row of (await query.select('d.message_id', 'a.id', 'a.name').orderBy('a.name')) as Row[]) {
    push(byMessage, toNumber(row.message_id), { id: toText(row.id), name: toText(row.name) });
  }
  return byMessage;
}

/** Active links with their provenance and the names of their records. */
export async function loadLinks({ knex, recordNames }: RowSource, ids: readonly number[]): Promise<Map<number, RecordLinkDto[]>> {
  const found = (await knex(TABLES.links).whereIn('message_id', [...ids]).where({ state: 'active' }).select('id', 'message_id', 'record_type', 'record_id', 'reasons')) as Row[];
  const rows = firstOfEach(found.sort((a, b) => toNumber(a.id) - toNumber(b.id)), LINKS_SHOWN);
  const records = rows.map((row) => ({ recordType: toText(row.record_type), recordId: toText(row.record_id) }));
  const names = await recordNames.describe(records);
  const byMessage = new Map<number, RecordLinkDto[]>();
  rows.forEach((row, index) => {
    const record = records[index]!;
    const name = names.get(recordKey(record)) ?? { typeName: record.recordType, label: '' };
    push(byMessage, toNumber(row.message_id), { ...record, typeName: name.typeName, label: name.label, reasons: fromJson<LinkReason[]>(row.reasons, []) });
  });
  return byMessage;
}

/** At most `limit` rows of each message, so that one mail to a thousand records does not name them all. */
function firstOfEach(rows: readonly Row[], limit: number): Row[] {
  const counts = new Map<number, number>();
  return rows.filter((row) => {
    const count = (counts.get(toNumber(row.message_id)) ?? 0) + 1;
    counts.set(toNumber(row.message_id), count);
    return count <= limit;
  });
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
