/**
 * Long work in the background, with progress, that can be stopped and that survives the death of its process.
 *
 * A kind of task is one function that does its work in batches and may be begun again from the start at any time: what is
 * done already must be found done (its own idempotence, not a stored place). After each batch it calls
 * `context.progress`, which shows how far it is and rejects with `cancelled` when somebody stopped it or the node ends.
 */
import { MailError, type MailErrorData } from '../domain/mail/mail-error';
import type { Clock, Logger, Place, Scheduler, Timers } from './ports';

export type TaskState = 'queued' | 'running' | 'done' | 'stopped' | 'failed';

export interface Task {
  id: string;
  kind: string;
  /** What it is about, to find the one that runs for it. */
  subject: string;
  /** As `start` was given it; JSON. */
  input: unknown;
  state: TaskState;
  done: number;
  /** Null: not known how much there is. */
  total: number | null;
  result: Record<string, unknown> | null;
  error: MailErrorData | null;
  stopRequested: boolean;
  /** Panel user; null: the email center itself. */
  startedBy: number | null;
  createdAt: string;
  updatedAt: string;
}

export interface TaskStore {
  insert(task: Pick<Task, 'id' | 'kind' | 'subject' | 'input' | 'startedBy'>): Promise<Task>;
  load(id: string): Promise<Task | null>;
  /** The newest one that is queued or running. */
  findOpen(kind: string, subject: string): Promise<Task | null>;
  /** All that are queued, and those that run without a sign of life for so many milliseconds. */
  listForsaken(silence: number): Promise<Task[]>;
  /** Takes it to be run; null when it has ended, or another process is at it and gave a sign of life within `silence`. */
  begin(id: string, silence: number): Promise<Task | null>;
  /** A sign of life, with how far it is where that is told; resolves with whether a stop was asked for. */
  touch(id: string, progress?: { done: number; total: number | null }): Promise<boolean>;
  requestStop(id: string): Promise<void>;
  end(id: string, outcome: { state: 'done' | 'stopped' | 'failed'; result?: Record<string, unknown>; error?: MailErrorData }): Promise<void>;
  /** Gives it back to be run by another process. */
  putBack(id: string): Promise<void>;
}

export interface TaskContext {
  task: Task;
  /** Aborted when the node stops. Asking for a stop is told by `progress`. */
  signal: AbortSignal;
  /** Given back while it waits for a server, so that other tasks work meanwhile. */
  place: Place;
  /** To be called after each batch; rejects with `cancelled` when it is to end here. What is done stays done. */
  progress(done: number, total: number | null): Promise<void>;
}

/** What a task of one kind does. Its input was checked by whoever started it; resolves with what the screen tells of it. */
export interface TaskKind {
  kind: string;
  run(input: unknown, context: TaskContext): Promise<Record<string, unknown>>;
}

export interface StartTask {
  kind: string;
  subject: string;
  input: unknown;
  /** Who asked for it; null: the email center itself. */
  userId: number | null;
}

/** What the rest of the application may do with tasks. */
export interface Tasks {
  /** Queues it; resolves at once. One that is open with the same kind, subject and input is that one, not a second. */
  start(request: StartTask): Promise<Task>;
  load(id: string): Promise<Task | null>;
  findOpen(kind: string, subject: string): Promise<Task | null>;
  /** One that has ended stays as it is; rejects with `not-found`. */
  stop(id: string): Promise<Task>;
}

export interface TaskPorts {
  tasks: TaskStore;
  scheduler: Pick<Scheduler, 'runTask'>;
  newId: () => string;
}

export function createTasks({ tasks, scheduler, newId }: TaskPorts): Tasks {
  return {
    async start({ kind, subject, input, userId }) {
      const open = await tasks.findOpen(kind, subject);
      if (open !== null && JSON.stringify(open.input) === JSON.stringify(input)) return open;
      const task = await tasks.insert({ id: newId(), kind, subject, input, startedBy: userId });
      await scheduler.runTask(task.id);
      return task;
    },
    load: (id) => tasks.load(id),
    findOpen: (kind, subject) => tasks.findOpen(kind, subject),
    async stop(id) {
      const task = await tasks.load(id);
      if (task === null) throw unknownTask(id);
      if (task.state === 'queued') await tasks.end(id, { state: 'stopped' });
      else if (task.state === 'running') await tasks.requestStop(id);
      return (await tasks.load(id)) ?? task;
    },
  };
}

export interface RunTaskPorts {
  tasks: TaskStore;
  kinds: readonly TaskKind[];
  clock: Clock & Timers;
  logger: Logger;
  scheduler: Pick<Scheduler, 'runTask'>;
}

/** A process at a task gives a sign of life this often, in milliseconds; one that is silent for four of them is held for dead. */
const LIFE_SIGN_EVERY = 15_000;
const SILENCE = 4 * LIFE_SIGN_EVERY;

/** The work of one job. What fails is recorded with the task and logged; rejects only when that cannot be stored. */
export async function runTask(ports: RunTaskPorts, id: string, signal: AbortSignal, place: Place = KEPT_PLACE): Promise<void> {
  const task = await ports.tasks.begin(id, SILENCE);
  if (task === null) return;
  const stopLifeSigns = giveLifeSigns(ports, id);
  try {
    const result = await kindOf(ports.kinds, task).run(task.input, contextOf(ports, task, signal, place));
    await ports.tasks.end(id, { state: 'done', result });
  } catch (thrown) {
    await endFailed(ports, task, MailError.wrap(thrown), signal);
  } finally {
    stopLifeSigns();
  }
}

/** Where nothing is gained by giving it back. */
const KEPT_PLACE: Place = { giveBack: () => false, takeAgain: async () => undefined };

function contextOf({ tasks }: RunTaskPorts, task: Task, signal: AbortSignal, place: Place): TaskContext {
  return {
    task, signal, place,
    async progress(done, total) {
      const stop = await tasks.touch(task.id, { done, total });
      if (stop || signal.aborted) throw cancelled();
    },
  };
}

async function endFailed({ tasks, logger, scheduler }: RunTaskPorts, task: Task, error: MailError, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    await tasks.putBack(task.id);
    await scheduler.runTask(task.id);
    return;
  }
  if (error.code === 'cancelled') {
    await tasks.end(task.id, { state: 'stopped' });
    return;
  }
  logger.error('A task failed.', { task: task.id, kind: task.kind, subject: task.subject, error: error.toJSON() });
  await tasks.end(task.id, { state: 'failed', error: error.toJSON() });
}

function giveLifeSigns({ tasks, clock, logger }: RunTaskPorts, id: string): () => void {
  return clock.every(LIFE_SIGN_EVERY, () => {
    tasks.touch(id).catch((error: unknown) => logger.warn('A task could not give its sign of life.', { task: id, error: MailError.wrap(error).toJSON() }));
  });
}

/** Queues again what a process that died left behind. Called at the start of a node and once a minute. */
export async function resumeTasks({ tasks, scheduler }: Pick<RunTaskPorts, 'tasks' | 'scheduler'>): Promise<number> {
  const forsaken = await tasks.listForsaken(SILENCE);
  for (const task of forsaken) await scheduler.runTask(task.id);
  return forsaken.length;
}

function kindOf(kinds: readonly TaskKind[], task: Task): TaskKind {
  const found = kinds.find(({ kind }) => kind === task.kind);
  if (found) return found;
  throw new MailError({ kind: 'bug', code: 'bug', message: 'This version of the email center does not know this kind of task.', remedier: 'developer', detail: task.kind });
}

function cancelled(): MailError {
  return new MailError({ kind: 'transient', code: 'cancelled', message: 'It was stopped.', remedier: 'owner' });
}

function unknownTask(id: string): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such task.', remedier: 'owner', detail: id });
}
