/** DraftStore on the database. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { MailError } from '../../../domain/mail/mail-error';
import type { Clock } from '../../../flow/ports';
import type { DraftFile, DraftStore, StoredDraft } from '../../../flow/writing/ports';
import { guarded } from '../errors';
import { decodeCursor, pageOf } from '../queries/page-cursor';
import { pieces, type Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';
import { changedColumns, fileColumns, SUMMARY_COLUMNS, toColumns, toDraft, toFile, toSummary } from './draft-rows';

const timeAndName = z.tuple([z.number().int(), z.string().max(36)]);
/** Looked after at one time; more follow with the next look. */
const AT_ONCE = 200;

export function createDraftStore({ knex, clock }: { knex: Knex; clock: Clock }): DraftStore {
  const now = (): number => clock.now().getTime();
  return {
    insert: (draft) => guarded(async () => void (await knex(TABLES.drafts).insert(toColumns(draft)))),
    load: (userId, id) => guarded(() => load(knex, userId, id)),
    list: (userId, { cursor, limit }) => guarded(async () => {
      const after = decodeCursor(timeAndName, cursor);
      const query = knex(TABLES.drafts).where({ user_id: userId, state: 'open' });
      if (after !== null) query.where('updated_at', '<=', after[0]).where((rest) => rest.where('updated_at', '<', after[0]).orWhere('id', '<', after[1]));
      const rows = (await query.orderBy([{ column: 'updated_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit + 1).select(SUMMARY_COLUMNS)) as Row[];
      const counts = await countFiles(knex, rows.map((row) => toText(row.id)));
      return pageOf(rows.map((row) => toSummary(row, counts.get(toText(row.id)) ?? 0)), limit, (draft) => [draft.updatedAt, draft.id]);
    }),
    save: (userId, id, version, change) => guarded(async () => {
      const saved = await knex(TABLES.drafts).where({ id, user_id: userId, state: 'open', version }).update({ ...changedColumns(change), version: version + 1, updated_at: now() });
      const draft = await load(knex, userId, id);
      if (draft === null || draft.state !== 'open') throw gone();
      if (Number(saved) === 0) throw savedElsewhere();
      return draft;
    }),
    remove: (userId, id) => guarded(() => knex.transaction(async (trx) => {
      const removed = await trx(TABLES.drafts).where({ id, user_id: userId, state: 'open' }).delete();
      return Number(removed) === 0 ? null : removeFiles(trx, id, now());
    })),
    ...sending(knex, now),
    ...files(knex, now),
  };
}

async function load(knex: Knex, userId: number, id: string): Promise<StoredDraft | null> {
  const row = (await knex(TABLES.drafts).where({ id, user_id: userId }).first()) as Row | undefined;
  return row === undefined ? null : toDraft(row);
}

/** A draft's way into the outbox and back. */
function sending(knex: Knex, now: () => number): Pick<DraftStore, 'claim' | 'submitted' | 'reopen' | 'finish' | 'listStuck'> {
  return {
    claim: (userId, id, version, sendAt) => guarded(async () =>
      Number(await knex(TABLES.drafts).where({ id, user_id: userId, state: 'open', version }).update({ state: 'sending', outbox_id: null, send_at: sendAt, updated_at: now() })) === 1),
    submitted: (id, outboxId) => guarded(async () => void (await knex(TABLES.drafts).where({ id, state: 'sending' }).update({ outbox_id: outboxId }))),
    // A new version, so that an editor that was left open does not save over what came back.
    reopen: (id) => guarded(async () =>
      Number(await knex(TABLES.drafts).where({ id, state: 'sending' }).update({ state: 'open', outbox_id: null, updated_at: now(), version: knex.raw('version + 1') })) === 1),
    finish: (id) => guarded(() => knex.transaction(async (trx) => {
      await trx(TABLES.drafts).where({ id }).delete();
      return removeFiles(trx, id, now());
    })),
    listStuck: (before) => guarded(async () => {
      const rows = (await knex(TABLES.drafts).where({ state: 'sending' }).where('updated_at', '<', before).whereNull('outbox_id').orderBy('updated_at').limit(AT_ONCE).select('id', 'user_id')) as Row[];
      return rows.map((row) => ({ id: toText(row.id), userId: toNumber(row.user_id) }));
    }),
  };
}

function files(knex: Knex, now: () => number): Pick<DraftStore, 'files' | 'begin' | 'keep' | 'drop' | 'forget' | 'listLeftOvers'> {
  return {
    files: (draftId) => guarded(async () => {
      const rows = (await knex(TABLES.draftFiles).where({ draft_id: draftId, state: 'kept' }).orderBy([{ column: 'position' }, { column: 'id' }])) as Row[];
      return rows.map(toFile);
    }),
    begin: (file) => guarded(async () => void (await knex(TABLES.draftFiles).insert(fileColumns(file, now())))),
    keep: (id, size) => guarded(() => knex.transaction(async (trx) => {
      const kept = await trx(TABLES.draftFiles).where({ id, state: 'pending' }).update({ state: 'kept', size, changed_at: now() });
      if (Number(kept) === 0) return false;
      const row = (await trx(TABLES.draftFiles).where({ id }).first('draft_id')) as Row;
      const draft = (await trx(TABLES.drafts).where({ id: toText(row.draft_id), state: 'open' }).first('id')) as Row | undefined;
      if (draft === undefined) await trx(TABLES.draftFiles).where({ id }).update({ state: 'removed' });
      return draft !== undefined;
    })),
    drop: (draftId, id) => guarded(() => knex.transaction(async (trx) => {
      const row = (await trx(TABLES.draftFiles).where({ id, draft_id: draftId, state: 'kept' }).first()) as Row | undefined;
      if (row === undefined) return null;
      await trx(TABLES.draftFiles).where({ id }).update({ state: 'removed', changed_at: now() });
      return toFile(row);
    })),
    forget: (ids) => guarded(async () => {
      for (const piece of pieces(ids)) await knex(TABLES.draftFiles).whereIn('id', piece).delete();
    }),
    listLeftOvers: (before) => guarded(async () => {
      const rows = (await knex(TABLES.draftFiles).whereIn('state', ['pending', 'removed']).where('changed_at', '<', before).orderBy('changed_at').limit(AT_ONCE)) as Row[];
      return rows.map(toFile);
    }),
  };
}

/** Marked first and deleted when the octets are gone: a crash between the two leaves something to go on with. */
async function removeFiles(trx: Executor, draftId: string, at: number): Promise<DraftFile[]> {
  await trx(TABLES.draftFiles).where({ draft_id: draftId, state: 'kept' }).update({ state: 'removed', changed_at: at });
  return ((await trx(TABLES.draftFiles).where({ draft_id: draftId, state: 'removed' })) as Row[]).map(toFile);
}

/** Attachments only: images within the text are no files to whoever looks at a list. */
async function countFiles(knex: Knex, draftIds: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const piece of pieces(draftIds)) {
    const rows = (await knex(TABLES.draftFiles).whereIn('draft_id', piece).where({ state: 'kept', is_inline: 0 }).groupBy('draft_id').select('draft_id').count({ n: '*' })) as unknown as Row[];
    for (const row of rows) counts.set(toText(row.draft_id), toNumber(row.n));
  }
  return counts;
}

function gone(): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such draft. It may have been sent or thrown away elsewhere.', remedier: 'owner' });
}

function savedElsewhere(): MailError {
  return new MailError({ kind: 'malformed', code: 'conflict', message: 'This draft was changed elsewhere meanwhile. Load it again, or keep what you have here as a new one.', remedier: 'owner' });
}
