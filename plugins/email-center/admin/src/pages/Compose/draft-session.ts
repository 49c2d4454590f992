import type { DraftAttachmentDto, DraftDto, SaveDraftInput } from '../../../../shared/contracts';
import { problemOf, type Problem } from '../../api/problem';

/** What the person changes. `record`: the one that was chosen, and not what the message is about anyway. */
export type DraftFields = Pick<DraftDto, 'accountId' | 'to' | 'cc' | 'bcc' | 'subject' | 'html' | 'text' | 'plain' | 'record'>;

export type SaveState =
  /** Nothing was changed since it was opened. */
  | { status: 'fresh' }
  | { status: 'saved'; at: number }
  | { status: 'waiting' }
  | { status: 'saving' }
  /** It is tried again by itself. */
  | { status: 'failed'; problem: Problem }
  /** It was changed elsewhere; the person chooses. */
  | { status: 'conflict' }
  /** It is not there any more: sent or discarded elsewhere. */
  | { status: 'gone' };

export interface DraftState {
  draft: DraftDto;
  fields: DraftFields;
  save: SaveState;
  /** Goes up when `fields` were replaced from outside, so that the editor takes them over. */
  revision: number;
  /** Whether anything was ever changed; an untouched draft is thrown away when it is closed. */
  touched: boolean;
}

/** What a session needs of the server; both reject in the panel's error shape. */
export interface DraftServer {
  load(id: string): Promise<DraftDto>;
  save(id: string, input: SaveDraftInput): Promise<DraftDto>;
}

/** How long a pause in the typing is before it is saved, milliseconds. */
export const PAUSE_MS = 800;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const;
const CONFLICT = 409;
const MISSING = 404;

const FIELDS = ['accountId', 'to', 'cc', 'bcc', 'subject', 'html', 'text', 'plain', 'record'] as const satisfies readonly (keyof DraftFields)[];
export const fieldsOf = ({ accountId, to, cc, bcc, subject, html, text, plain, record, recordChosen }: DraftDto): DraftFields => ({ accountId, to, cc, bcc, subject, html, text, plain, record: recordChosen ? record : null });

/**
 * A draft while it is written: holds what is on the screen, saves it in pauses, one save at a time, tries again when the connection is back, and
 * never saves over what somebody saved meanwhile. It outlives the place it is shown in.
 */
export class DraftSession {
  private state: DraftState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private failures = 0;
  /** Only what was changed goes up: an original of a megabyte need not, because the subject got a letter more. */
  private changed = new Set<keyof DraftFields>();
  private goingUp: readonly (keyof DraftFields)[] = [];
  private ended = false;

  constructor(draft: DraftDto, private readonly server: DraftServer, private readonly now: () => number = Date.now) {
    this.state = { draft, fields: fieldsOf(draft), save: { status: 'fresh' }, revision: 0, touched: false };
  }

  snapshot = (): DraftState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is not saved yet, as it would go up; null when all is. */
  get unsaved(): SaveDraftInput | null {
    const { status } = this.state.save;
    return status === 'fresh' || status === 'saved' || status === 'gone' || this.ended ? null : this.inputOf([...this.changed, ...this.goingUp]);
  }

  /** Fields that the server has not got, also where it will not take them any more. */
  get pending(): readonly (keyof DraftFields)[] {
    return this.ended ? [] : [...new Set([...this.changed, ...this.goingUp])];
  }

  change(change: Partial<DraftFields>): void {
    if (this.ended) return;
    const { save } = this.state;
    for (const name of FIELDS) if (name in change) this.changed.add(name);
    const held = save.status === 'conflict' || save.status === 'gone';
    this.set({ fields: { ...this.state.fields, ...change }, touched: true, ...(held ? {} : { save: { status: 'waiting' } }) });
    if (!held) this.schedule(PAUSE_MS);
  }

  /** As `change`, and the editor shows it. */
  replace(change: Partial<DraftFields>): void {
    this.change(change);
    this.set({ revision: this.state.revision + 1 });
  }

  /** Files are added and removed by requests of their own, which leave the version as it is. */
  setAttachments(change: (before: DraftAttachmentDto[]) => DraftAttachmentDto[]): void {
    this.set({ draft: { ...this.state.draft, attachments: change(this.state.draft.attachments) }, touched: true });
  }

  /** Saves now what is not saved. Resolves with whether all is saved. */
  async flush(): Promise<boolean> {
    this.cancelTimer();
    await this.running;
    if (this.unsaved !== null && this.state.save.status !== 'conflict') await this.run();
    return this.unsaved === null;
  }

  /** After a conflict: what is on the screen counts. Rejects when the other version cannot be read. */
  async keepMine(): Promise<void> {
    const theirs = await this.server.load(this.state.draft.id);
    // The record was chosen here or it was not: elsewhere it may have been chosen meanwhile.
    this.changed = new Set(FIELDS.filter((name) => name !== 'record' || this.changed.has(name)));
    this.set({ draft: theirs, save: { status: 'waiting' } });
    await this.flush();
  }

  /** After a conflict: what was saved elsewhere counts. Rejects when it cannot be read. */
  async takeTheirs(): Promise<void> {
    const theirs = await this.server.load(this.state.draft.id);
    this.changed.clear();
    this.set({ draft: theirs, fields: fieldsOf(theirs), save: { status: 'saved', at: this.now() }, revision: this.state.revision + 1 });
  }

  /** It was sent or discarded: nothing is saved any more. */
  end(): void {
    this.ended = true;
    this.cancelTimer();
  }

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(ms: number): void {
    this.cancelTimer();
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, ms);
  }

  private run(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private inputOf(names: readonly (keyof DraftFields)[]): SaveDraftInput {
    const { fields, draft } = this.state;
    return { version: draft.version, ...Object.fromEntries(names.map((name) => [name, fields[name]])) };
  }

  private async saveOnce(): Promise<void> {
    const { draft } = this.state;
    this.goingUp = [...this.changed];
    this.changed.clear();
    this.set({ save: { status: 'saving' } });
    try {
      const saved = await this.server.save(draft.id, this.inputOf(this.goingUp));
      this.failures = 0;
      this.goingUp = [];
      // What was typed while it was saved waits for its own save, on top of the new version.
      const changed = this.changed.size > 0;
      // Files may have been added while it was on its way.
      this.set({ draft: { ...saved, attachments: this.state.draft.attachments }, save: changed ? { status: 'waiting' } : { status: 'saved', at: this.now() } });
      if (changed && !this.ended) this.schedule(PAUSE_MS);
    } catch (thrown) {
      this.failed(problemOf(thrown));
    }
  }

  private failed(problem: Problem): void {
    for (const name of this.goingUp) this.changed.add(name);
    this.goingUp = [];
    if (problem.status === CONFLICT) return this.set({ save: { status: 'conflict' } });
    if (problem.status === MISSING) return this.set({ save: { status: 'gone' } });
    this.set({ save: { status: 'failed', problem } });
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    // A refused draft is refused again until it is changed; what has no answer is worth another try.
    if (!this.ended && (problem.status === null || problem.status >= 500 || problem.status === 429)) this.schedule(wait ?? PAUSE_MS);
  }
}
