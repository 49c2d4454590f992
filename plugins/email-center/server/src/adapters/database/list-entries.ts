/** Block and allow entries as rows. */
import type { Knex } from 'knex';
import type { ListEntry, ListForm, ListKind, ListScope } from '../../domain/intake/lists';
import { TABLES } from './tables';
import { toIso, toNullableNumber, toNullableText, toText } from './values';
import type { Row } from './values';

/** All of them: lists are short, and a run judges every message by them. */
export async function loadListEntries(knex: Knex): Promise<ListEntry[]> {
  return ((await knex(TABLES.listEntries).orderBy('id')) as Row[]).map(toListEntry);
}

export function toListEntry(row: Row): ListEntry {
  return {
    id: toText(row.id), kind: toText(row.kind) as ListKind, form: toText(row.form) as ListForm, value: toText(row.value), scope: toText(row.scope) as ListScope,
    accountId: toNullableText(row.account_id), userId: toNullableNumber(row.user_id), note: toText(row.note), createdBy: toNullableNumber(row.created_by), createdAt: toIso(row.created_at),
  };
}
