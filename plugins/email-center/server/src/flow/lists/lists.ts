/** Block and allow lists as people keep them: add, change, remove, try, take in and hand out, and what came in before. */
import type { DryRun, ImportedLists, PastCount } from '../../../../shared/contracts';
import { writeListCsv } from '../../domain/intake/list-csv';
import { isMadeWith, type ListChange } from '../../domain/intake/list-change';
import { isSameEntry, isSameScope, readListValue, warnOf, type EntryWarning } from '../../domain/intake/list-input';
import type { ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import { because } from '../../domain/mail/reason';
import type { Clock } from '../ports';
import type { Viewer } from '../queries';
import type { Task, Tasks } from '../tasks';
import type { ApplyRequest } from './apply-entry';
import { countPast } from './count-past';
import { dryRun } from './dry-run';
import type { ImportBlockedRequest } from './import-blocked';
import { accountsOf, loadSubjects } from './judge-filed';
import { changedBy, countLetIn } from './let-in';
import type { BlockedMail, ContentKind, FiledMail, HiddenMail, ListStore } from './ports';
import { invalidEntry, refuseTooMany, takeInCsv, takeInValues, type FindAccount } from './take-in';

/** Whom an entry is for. */
export type ListTarget = Pick<ListEntry, 'scope' | 'accountId' | 'userId'>;
/** As somebody typed it. */
export type ListDraft = Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'>;

export const IMPORT_BLOCKED = 'import-blocked';
export const SHOW_FREED = 'show-freed';
export const APPLY_KINDS = { hide: 'hide-listed', show: 'show-hidden', erase: 'erase-listed' } as const;
export type ApplyAction = keyof typeof APPLY_KINDS;

export interface Lists {
  all(): Promise<readonly ListEntry[]>;
  load(id: string): Promise<ListEntry | null>;
  /** Rejects with `invalid-input` for what is no address, domain or pattern, and for what is there already. */
  add(draft: ListDraft, target: ListTarget, userId: number): Promise<{ entry: ListEntry; warnings: EntryWarning[] }>;
  /** Resolves with what it said before, too. What it had hidden and does not name any more is shown again. */
  change(id: string, draft: ListDraft, userId: number): Promise<{ entry: ListEntry; warnings: EntryWarning[]; was: ListEntry }>;
  /** With days, a task imports what is let in of that time. What it had hidden is shown again. Resolves with that task. */
  remove(id: string, importDays: number | null, userId: number): Promise<Task | null>;
  /** With all entries made in one go with it: takes that step back. */
  removeTogether(entry: ListEntry, userId: number): Promise<void>;
  /** `id`: as a change of that entry. */
  dryRun(draft: ListDraft, target: ListTarget, id: string | null, viewer: Viewer): Promise<DryRun>;
  /** What its removal would let in of the last days; counted up to 10,000. */
  countBlocked(entry: ListEntry, days: number): Promise<Counted>;
  /** What is here of the last 30 days that the entry keeps out from now on. */
  countPast(entry: ListEntry, together: boolean): Promise<PastCount>;
  /** What the entry let in of the last days when it was added, or changed from what it was. */
  countFreed(entry: ListEntry, request: FreedRequest): Promise<Counted>;
  /** Imports that. */
  letIn(entry: ListEntry, request: FreedRequest, userId: number): Promise<Task>;
  /** Hides, shows again, or erases what came in before the entry; one that is open for it already is that one. */
  apply(entry: ListEntry, action: ApplyAction, options: { together: boolean; userId: number }): Promise<Task>;
  takeIn(csv: string, target: ListTarget, options: { skipWrong: boolean; userId: number; findAccount: FindAccount }): Promise<ImportedLists>;
  /** The same said of several values in one go; wrong ones are named by their place and left out. */
  addMany(draft: Omit<ListDraft, 'value'>, values: readonly string[], target: ListTarget, userId: number): Promise<ImportedLists>;
  /** As CSV; `account`: how the account is called whose entries they are, empty where it is none. */
  handOut(target: ListTarget, account: string): Promise<string>;
  /** Which of these rows of a content type belong to a message that an entry hid from everybody. */
  outOfSight(kind: ContentKind, ids: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface Counted {
  count: number;
  capped: boolean;
}

export interface FreedRequest {
  days: number;
  /** What the entry said before it was changed; null: it was added, with all made in one go with it. */
  was: Pick<ListEntry, 'kind' | 'form' | 'value'> | null;
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
  const sinceOf = (days: number): number => clock.now().getTime() - days * DAY;
  const showFreed = async ({ scope, accountId, userId: ofUser }: ListTarget, userId: number): Promise<void> => {
    if (await ports.hidden.has(null)) await tasks.start({ kind: SHOW_FREED, subject: 'lists', input: { scope, accountId, userId: ofUser } satisfies ListTarget, userId });
  };
  const showFreedOf = async ({ firsts }: ImportedLists, userId: number): Promise<void> => {
    for (const id of firsts) {
      const entry = await load(id);
      if (entry !== null) await showFreed(entry, userId);
    }
  };
  const removeAll = async (going: readonly ListEntry[], userId: number): Promise<void> => {
    await entries.remove(going.map(({ id }) => id));
    if (!(await ports.hidden.has(null))) return;
    for (const { id } of going) if (await ports.hidden.has(id)) await tasks.start({ kind: APPLY_KINDS.show, subject: `list-entry:${id}`, input: { entryId: id } satisfies ApplyRequest, userId });
  };
  const startImport = ({ id, scope, accountId, userId: ofUser }: ListEntry, change: ListChange, days: number, userId: number): Promise<Task> =>
    tasks.start({ kind: IMPORT_BLOCKED, subject: `list-entry:${id}`, input: { target: { scope, accountId, userId: ofUser }, change, since: sinceOf(days) } satisfies ImportBlockedRequest, userId });
  return {
    all: () => entries.loadAll(),
    load,
    async add(draft, target, userId) {
      const [entry, others] = [asEntry(draft, target, ports.newId(), userId), await entries.loadAll()];
      refuseDouble(entry, others);
      refuseTooMany(others.length + 1);
      const warnings = await warn(entry, others);
      await entries.insert([entry]);
      if (entry.kind === 'allow') await showFreed(entry, userId);
      return { entry, warnings };
    },
    async change(id, draft, userId) {
      const was = await existing(load, id);
      const others = (await entries.loadAll()).filter((other) => other.id !== id);
      const entry: ListEntry = { ...was, ...draft, value: valueOf(draft) };
      refuseDouble(entry, others);
      const warnings = await warn(entry, others);
      await entries.update(id, entry);
      await showFreed(entry, userId);
      return { entry, warnings, was };
    },
    async remove(id, importDays, userId) {
      const entry = await existing(load, id);
      await removeAll([entry], userId);
      return importDays === null ? null : startImport(entry, { removed: [entry], made: null }, importDays, userId);
    },
    async removeTogether(entry, userId) {
      await removeAll((await entries.loadAll()).filter((other) => isMadeWith(other, entry)), userId);
    },
    async dryRun(draft, target, id, viewer) {
      const lists = await entries.loadAll();
      const entry = asEntry(draft, target, id ?? ports.newId(), null);
      const { newest, ...counts } = await dryRun(ports, lists, entry);
      return { ...counts, items: await filed.items(viewer, newest), warnings: await warn(entry, lists.filter((other) => other.id !== id)) };
    },
    async countBlocked(entry, days) {
      const lists = await entries.loadAll();
      return counted(await countLetIn(ports, { target: entry, before: lists, after: lists.filter(({ id }) => id !== entry.id) }, sinceOf(days), COUNTED));
    },
    async countPast(entry, together) {
      const lists = await entries.loadAll();
      return countPast(ports, lists, together ? lists.filter((other) => isMadeWith(other, entry)) : [entry]);
    },
    countFreed: async (entry, request) => counted(await countLetIn(ports, changedBy(await entries.loadAll(), entry, changeOf(entry, request)), sinceOf(request.days), COUNTED)),
    letIn: (entry, request, userId) => startImport(entry, changeOf(entry, request), request.days, userId),
    apply: ({ id }, action, { together, userId }) => tasks.start({ kind: APPLY_KINDS[action], subject: `list-entry:${id}`, input: { entryId: id, together } satisfies ApplyRequest, userId }),
    async takeIn(csv, target, options) {
      const taken = await takeInCsv(ports, csv, target, options);
      await showFreedOf(taken, options.userId);
      return taken;
    },
    async addMany(draft, values, target, userId) {
      const taken = await takeInValues(ports, { ...draft, values }, target, userId);
      await showFreedOf(taken, userId);
      return taken;
    },
    outOfSight: (kind, ids) => ports.hidden.outOfSight(kind, ids),
    handOut: async (target, account) => writeListCsv((await entries.loadAll()).filter((entry) => isSameScope(entry, target)).map((entry) => ({ ...entry, account }))),
  };
}

function valueOf({ form, value }: ListDraft): string {
  const read = readListValue(form, value);
  if (read.ok) return read.value;
  throw invalidEntry(read.problem);
}

function refuseDouble(entry: ListEntry, others: readonly ListEntry[]): void {
  if (others.some((other) => isSameEntry(other, entry))) throw invalidEntry(because('entry-there-already'));
}

async function existing(load: Lists['load'], id: string): Promise<ListEntry> {
  const entry = await load(id);
  if (entry !== null) return entry;
  throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such list entry.', remedier: 'owner', detail: id });
}

/** How the lists came to hold the entry as it is: it was added (with others), or it said something else before. */
function changeOf(entry: ListEntry, { was }: Pick<FreedRequest, 'was'>): ListChange {
  if (was !== null) return { removed: [{ ...entry, ...was, value: valueOf({ ...was, note: '' }) }], made: null };
  return { removed: [], made: { scope: entry.scope, accountId: entry.accountId, userId: entry.userId, createdBy: entry.createdBy, createdAt: entry.createdAt } };
}

const counted = (count: number): Counted => ({ count, capped: count >= COUNTED });

