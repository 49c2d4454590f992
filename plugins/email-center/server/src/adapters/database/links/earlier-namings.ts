/**
 * By which further addresses matching finds mail that was stored before that was noted with each message: the newest first, batch by
 * batch. A batch writes its rows and where the next one begins in one transaction, so a death at any point leaves both as they were.
 */
import type { Knex } from 'knex';
import { mentionedAddresses } from '../../../domain/intake/mentions';
import { namingsOf } from '../../../domain/intake/namings';
import type { Address } from '../../../domain/mail/address';
import type { Automatic } from '../../../domain/mail/message';
import { guarded } from '../errors';
import { insertNamings } from '../filing/naming-rows';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toDate, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { intakeAddresses, MENTIONS_READ, readMentioning } from './mentioning';

interface Source {
  knex: Knex;
  client: DatabaseClient;
}

export async function isCaughtUp({ knex }: Source): Promise<boolean> {
  return guarded(async () => (await knex(TABLES.namingState).whereNotNull('below').first('id')) === undefined);
}

/** Resolves with how many messages may be left. */
export async function catchUp(source: Source, limit: number): Promise<number> {
  // Asked before the transaction, which would keep other nodes waiting.
  if (await isCaughtUp(source)) return 0;
  return guarded(() => source.knex.transaction(async (trx) => {
    // One at a time. Written, not read, first: so SQLite waits for another process at once, instead of failing when it has read already.
    await trx(TABLES.namingState).where({ id: 1 }).update({ id: 1 });
    const state = (await trx(TABLES.namingState).where({ id: 1 }).first('below')) as Row | undefined;
    const below = toNullableNumber(state?.below);
    if (below === null) return 0;
    const rows = (await trx(TABLES.messages).where('id', '<', below).orderBy('id', 'desc').limit(limit)
      .select('id', 'sender', 'reply_to', 'direction', 'counterpart', 'bounced', 'received_at')) as Row[];
    await writeRows(trx, source.client, rows);
    const next = rows.length < limit ? null : toNumber(rows.at(-1)!.id);
    await trx(TABLES.namingState).where({ id: 1 }).update({ below: next });
    return next === null ? 0 : next;
  }));
}

async function writeRows(trx: Executor, client: DatabaseClient, rows: readonly Row[]): Promise<void> {
  const copies = await copiesOf(trx, rows.map((row) => toNumber(row.id)));
  const mentions = await mentionsOf(trx, copies);
  const byId = new Map(rows.map((row) => [toNumber(row.id), row]));
  const named = [...rows.map((row) => ({ row, addresses: ofMessage(row) })), ...copies.map((copy) => ({ row: byId.get(toNumber(copy.message_id))!, addresses: ofCopy(copy, mentions) }))];
  await insertNamings(trx, client, named.flatMap(({ row, addresses }) => {
    const [messageId, receivedAt, own] = [toNumber(row.id), toDate(row.received_at).getTime(), toNullableText(row.counterpart)];
    return addresses.filter((address) => address !== own).map((address) => ({ messageId, address, receivedAt }));
  }));
}

/** Those out of sight, too: they may be shown again. */
async function copiesOf(trx: Executor, messageIds: readonly number[]): Promise<Row[]> {
  const shown = (await trx(TABLES.deliveries).whereIn('message_id', messageIds).select('message_id', 'account_id', 'direction', 'counterpart')) as Row[];
  const hidden = (await trx(TABLES.hiddenDeliveries).whereIn('message_id', messageIds).select('message_id', 'account_id', 'delivery')) as Row[];
  return [...shown, ...hidden.map(({ delivery, ...copy }) => ({ ...fromJson<Row>(delivery, {}), ...copy }))];
}

function ofMessage(row: Row): string[] {
  const automatic: Automatic = { kind: 'none', why: '', bounced: fromJson<Automatic['bounced'] | null>(row.bounced, null) ?? undefined };
  const headers = { sender: fromJson<Address[]>(row.sender, []), replyTo: fromJson<Address[]>(row.reply_to, []) };
  // Of mail between accounts one has sent what another received, whichever stored it: what does not count is left out when it is looked at.
  return namingsOf({ role: 'inbox', headers, counterpart: null, automatic, mentioned: null });
}

function ofCopy(copy: Row, mentions: ReadonlyMap<number, string[]>): string[] {
  const mentioned = copy.direction === 'incoming' ? (mentions.get(toNumber(copy.message_id)) ?? []) : [];
  return [...new Set([toNullableText(copy.counterpart) ?? [], mentioned].flat())];
}

/** What received mail of intake accounts names, by message. */
async function mentionsOf(trx: Executor, copies: readonly Row[]): Promise<Map<number, string[]>> {
  const intakes = await intakeAddresses(trx, [...new Set(copies.map((copy) => toText(copy.account_id)))]);
  const received = copies.filter((copy) => copy.direction === 'incoming' && intakes.has(toText(copy.account_id)));
  const own = new Map(received.map((copy) => [toNumber(copy.message_id), intakes.get(toText(copy.account_id)) ?? '']));
  const found = new Map<number, string[]>();
  await readMentioning(trx, [...own.keys()], (id, message) => found.set(id, mentionedAddresses(message, new Set([own.get(id) ?? '']), MENTIONS_READ)));
  return found;
}
