/** Block and allow lists as people keep them: add, change, remove, try, take in and hand out, and what came in before. */
import type { DryRun, ImportedLists } from '../../../../shared/contracts';
import { readListCsv, writeListCsv } from '../../domain/intake/list-csv';
import { isSameEntry, isSameScope, readListValue, warnOf, type EntryWarning } from '../../domain/intake/list-input';
import type { ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import type { Clock } from '../ports';
import type { Viewer } from '../queries';
import type { Task, Tasks } from '../tasks';
import { dryRun } from './dry-run';
import { accountsOf, loadSubjects } from './judge-filed';
import type { BlockedMail, ContentKind, FiledMail, HiddenMail, ListStore } from './ports';

/** Whom an entry is for. */
export type ListTarget = Pick<ListEntry, 'scope' | 'accountId' | 'userId'>;
/** As somebody typed it. */
export type ListDraft = Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'>;

export const IMPORT_BLOCKED = 'import-blocked';
export const APPLY_KINDS = { hide: 'hide-listed', show: 'show-hidden', erase: 'erase-listed' } as const;
export type ApplyAction = keyof typeof APPLY_KINDS;

export interface Lists {
  all(): Promise<readonly ListEntry[]>;
  load(id: string): Promise<ListEntry | null>;
  /** Rejects with `invalid-input` for what is no address, domain or pattern, and for what is there already. */
  add(draft: ListDraft, target: ListTarget, userId: number): Promise<{ entry: ListEntry; warnings: EntryWarning[] }>;
  change(id: string, draft: ListDraft): Promise<{ entry: ListEntry; warnings: EntryWarning[] }>;
  /** With days, a task imports what it had kept out in that time. What it had hidden is shown again. */
  remove(id: string, importDays: number | null, userId: number): Promise<Task | null>;
  /** `id`: as a change of that entry. */
  dryRun(draft: ListDraft, target: ListTarget, id: string | null, viewer: Viewer): Promise<DryRun>;
  /** Ledger rows the entry made in the last days; counted up to 10,000. */
  countBlocked(entry: ListEntry, days: number): Promise<{ count: number; capped: boolean }>;
  /** Hides, shows again, or erases what came in before the entry; one that is open for it already is that one. */
  apply(entry: ListEntry, action: ApplyAction, userId: number): Promise<Task>;
  takeIn(csv: string, target: ListTarget, options: { skipWrong: boolean; userId: number }): Promise<ImportedLists>;
  handOut(target: ListTarget): Promise<string>;
  /** Which of these rows of a content type belong to a message that an entry hid from everybody. */
  outOfSight(kind: ContentKind, ids: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface ListsPorts {
  entries: ListStore;
  filed: FiledMail;
  blocked: BlockedMail;
  hidden: HiddenMail;
  tasks: Tasks;
  clock: Clock;
  newId: () => string;
}

const DAY = 86_400_000;
const COUNTED = 10_000;
/** Judging stays a few look-ups, but each node holds all entries in memory. */
const MOST_ENTRIES = 50_000;

export function createLists(ports: ListsPorts): Lists {
  const { entries, filed, tasks, clock } = ports;
  const load = async (id: string): Promise<ListEntry | null> => (await entries.loadAll()).find((entry) => entry.id === id) ?? null;
  const warn = async (entry: ListEntry, others: readonly ListEntry[]): Promise<EntryWarning[]> => {
    const subjects = await loadSubjects(filed);
    const accounts = accountsOf(entry, subjects);
    // The address of a forward account is not for everybody to see, not in a warning either.
    const forward = new Set((await filed.accounts()).filter(({ kind }) => kind === 'forward').map(({ id }) => id));
    return warnOf(entry, others, [...subjects.values()].filter(({ accountId }) => !forward.has(accountId) && (accounts === null || accounts.includes(accountId))));
  };
  const asEntry = (draft: ListDraft, target: ListTarget, id: string, createdBy: number | null): ListEntry => ({
    ...target, id, kind: draft.kind, form: draft.form, value: valueOf(draft), note: draft.note, createdBy, createdAt: clock.now().toISOString(),
  });
  return {
    all: () => entries.loadAll(),
    load,
    async add(draft, target, userId) {
      const [entry, others] = [asEntry(draft, target, ports.newId(), userId), await entries.loadAll()];
      refuseDouble(entry, others);
      refuseTooMany(others.length + 1);
      const warnings = await warn(entry, others);
      await entries.insert([entry]);
      return { entry, warnings };
    },
    async change(id, draft) {
      const before = await existing(load, id);
      const others = (await entries.loadAll()).filter((other) => other.id !== id);
      const entry: ListEntry = { ...before, ...draft, value: valueOf(draft) };
      refuseDouble(entry, others);
      const warnings = await warn(entry, others);
      await entries.update(id, entry);
      return { entry, warnings };
    },
    async remove(id, importDays, userId) {
      await existing(load, id);
      await entries.remove(id);
      if (await ports.hidden.has(id)) await tasks.start({ kind: APPLY_KINDS.show, subject: `list-entry:${id}`, input: { entryId: id }, userId });
      if (importDays === null) return null;
      return tasks.start({ kind: IMPORT_BLOCKED, subject: `list-entry:${id}`, input: { entryId: id, since: clock.now().getTime() - importDays * DAY }, userId });
    },
    async dryRun(draft, target, id, viewer) {
      const lists = await entries.loadAll();
      const entry = asEntry(draft, target, id ?? ports.newId(), null);
      const { newest, ...counts } = await dryRun(ports, lists, entry);
      return { ...counts, items: await filed.items(viewer, newest), warnings: await warn(entry, lists.filter((other) => other.id !== id)) };
    },
    async countBlocked({ id }, days) {
      const count = await ports.blocked.count(id, clock.now().getTime() - days * DAY, COUNTED);
      return { count, capped: count === COUNTED };
    },
    apply: ({ id }, action, userId) => tasks.start({ kind: APPLY_KINDS[action], subject: `list-entry:${id}`, input: { entryId: id }, userId }),
    takeIn: (csv, target, options) => takeIn(ports, csv, target, options),
    outOfSight: (kind, ids) => ports.hidden.outOfSight(kind, ids),
    handOut: async (target) => writeListCsv((await entries.loadAll()).filter((entry) => isSameScope(entry, target))),
  };
}

async function takeIn({ entries, clock, newId }: ListsPorts, csv: string, target: ListTarget, { skipWrong, userId }: { skipWrong: boolean; userId: number }): Promise<ImportedLists> {
  const read = readListCsv(csv);
  const others = await entries.loadAll();
  const keyOf = (entry: Pick<ListEntry, 'kind' | 'form' | 'value'>): string => `${entry.kind} ${entry.form} ${entry.value}`;
  const seen = new Set(others.filter((entry) => isSameScope(entry, target)).map(keyOf));
  const fresh = read.entries.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)) !== undefined);
  const known = read.entries.length - fresh.length;
  if (read.wrong.length > 0 && !skipWrong) return { imported: false, added: 0, known, wrong: read.wrong };
  refuseTooMany(others.length + fresh.length);
  const createdAt = clock.now().toISOString();
  if (fresh.length > 0) await entries.insert(fresh.map(({ line: _line, ...entry }) => ({ ...entry, ...target, id: newId(), createdBy: userId, createdAt })));
  return { imported: true, added: fresh.length, known, wrong: read.wrong };
}

function valueOf({ form, value }: ListDraft): string {
  const read = readListValue(form, value);
  if (read.ok) return read.value;
  throw invalid(read.problem);
}

function refuseDouble(entry: ListEntry, others: readonly ListEntry[]): void {
  if (others.some((other) => isSameEntry(other, entry))) throw invalid('This entry is on the list already.');
}

function refuseTooMany(count: number): void {
  if (count > MOST_ENTRIES) throw invalid(`There can be at most ${MOST_ENTRIES} entries altogether. A pattern or "domain and below" may stand for many of them.`);
}

async function existing(load: Lists['load'], id: string): Promise<ListEntry> {
  const entry = await load(id);
  if (entry !== null) return entry;
  throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such list entry.', remedier: 'owner', detail: id });
}

const invalid = (message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field: 'value', message, remedier: 'owner' });
