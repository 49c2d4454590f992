import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/fakes/clock';
import { FakeLogger, FakeScheduler } from '../../../test/fakes/notifier';
import { FakeTaskStore } from '../../../test/fakes/tasks';
import { MailError } from '../domain/mail/mail-error';
import { createTasks, resumeTasks, runTask, type TaskContext, type Tasks } from './tasks';

describe('a task', () => {
  let clock: FakeClock;
  let store: FakeTaskStore;
  let scheduler: FakeScheduler;
  let logger: FakeLogger;
  let tasks: Tasks;
  let ids: number;
  const node = new AbortController();

  beforeEach(() => {
    clock = new FakeClock();
    store = new FakeTaskStore(clock);
    scheduler = new FakeScheduler();
    logger = new FakeLogger();
    ids = 0;
    tasks = createTasks({ tasks: store, scheduler, newId: () => `task-${(ids += 1)}` });
  });

  const start = (input: unknown = { entry: 'e' }) => tasks.start({ kind: 'count', subject: 'entry:e', input, userId: 7 });
  const run = (id: string, work: (input: unknown, context: TaskContext) => Promise<Record<string, unknown>>, signal = node.signal) =>
    runTask({ tasks: store, kinds: [{ kind: 'count', run: work }], clock, logger, scheduler }, id, signal);

  it('is queued at once, with who started it', async () => {
    const task = await start();
    expect(task).toMatchObject({ state: 'queued', startedBy: 7, done: 0, total: null });
    expect(scheduler.tasks).toEqual([task.id]);
  });

  it('asked for twice is one task; with another input it is another', async () => {
    const first = await start();
    expect((await start()).id).toBe(first.id);
    expect((await start({ entry: 'f' })).id).not.toBe(first.id);
  });

  it('shows how far it is, and what came of it', async () => {
    const { id } = await start();
    await run(id, async (input, { progress }) => {
      expect(input).toEqual({ entry: 'e' });
      await progress(3, 10);
      expect(await tasks.load(id)).toMatchObject({ state: 'running', done: 3, total: 10 });
      return { counted: 10 };
    });
    expect(await tasks.load(id)).toMatchObject({ state: 'done', result: { counted: 10 } });
    expect(clock.timers).toBe(0);
  });

  it('is stopped between two batches when somebody asks for it', async () => {
    const { id } = await start();
    const batches: number[] = [];
    await run(id, async (_input, { progress }) => {
      for (let batch = 1; ; batch += 1) {
        batches.push(batch);
        if (batch === 2) await tasks.stop(id);
        await progress(batch, null);
      }
    });
    expect(batches).toEqual([1, 2]);
    expect(await tasks.load(id)).toMatchObject({ state: 'stopped', done: 2, error: null });
  });

  it('that is still queued is stopped at once and never runs', async () => {
    const { id } = await start();
    expect((await tasks.stop(id)).state).toBe('stopped');
    await run(id, async () => expect.unreachable());
  });

  it('that fails keeps the reason and is logged', async () => {
    const { id } = await start();
    await run(id, async () => {
      throw new MailError({ kind: 'transient', code: 'disk-full', message: 'Full.', remedier: 'administrator' });
    });
    expect(await tasks.load(id)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
    expect(logger.lines).toMatchObject([{ level: 'error' }]);
  });

  it('of a node that stops goes on elsewhere', async () => {
    const { id } = await start();
    const stopping = new AbortController();
    await run(id, async (_input, { progress }) => {
      stopping.abort();
      await progress(1, 2);
      return {};
    }, stopping.signal);
    expect(await tasks.load(id)).toMatchObject({ state: 'queued' });
    expect(scheduler.tasks).toEqual([id, id]);
  });

  it('is left alone while another process gives signs of life, and taken over when that one fell silent', async () => {
    const { id } = await start();
    await store.begin(id, 60_000);
    expect(await store.begin(id, 60_000)).toBeNull();
    expect(await resumeTasks({ tasks: store, scheduler })).toBe(0);
    clock.advance(61_000);
    expect(await resumeTasks({ tasks: store, scheduler })).toBe(1);
    await run(id, async () => ({}));
    expect(await tasks.load(id)).toMatchObject({ state: 'done' });
  });

  it('gives signs of life while a batch takes long', async () => {
    const { id } = await start();
    await run(id, async () => {
      clock.advance(100_000);
      expect(await store.begin(id, 60_000)).toBeNull();
      return {};
    });
  });

  it('of an unknown kind fails, and says that it is a mistake of ours', async () => {
    const task = await tasks.start({ kind: 'unheard-of', subject: 's', input: null, userId: null });
    await run(task.id, async () => ({}));
    expect(await tasks.load(task.id)).toMatchObject({ state: 'failed', error: { code: 'bug' } });
  });
});
