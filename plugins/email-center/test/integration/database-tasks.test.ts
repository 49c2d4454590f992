import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SQL_CLIENTS } from '../servers/sql';
import { openDatabase, type TestDatabase } from './database-harness';

const SILENCE = 60_000;

describe.each(SQL_CLIENTS)('tasks kept in %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());

  const queue = (subject: string = randomUUID()) => test.database.tasks.insert({ id: randomUUID(), kind: 'count', subject, input: { text: 'ü 😀', ids: [1, 2] }, startedBy: 3 });

  it('come back as they were put in', async () => {
    const task = await queue();
    expect(await test.database.tasks.load(task.id)).toEqual(task);
    expect(task).toMatchObject({ state: 'queued', input: { text: 'ü 😀', ids: [1, 2] }, startedBy: 3, total: null, result: null, stopRequested: false });
    expect(await test.database.tasks.load('nothing')).toBeNull();
  });

  it('are found by what they are about while they are open', async () => {
    const { tasks } = test.database;
    const task = await queue('entry:1');
    expect((await tasks.findOpen('count', 'entry:1'))?.id).toBe(task.id);
    await tasks.begin(task.id, SILENCE);
    expect((await tasks.findOpen('count', 'entry:1'))?.id).toBe(task.id);
    await tasks.end(task.id, { state: 'done', result: { counted: 1 } });
    expect(await tasks.findOpen('count', 'entry:1')).toBeNull();
    expect(await tasks.load(task.id)).toMatchObject({ state: 'done', result: { counted: 1 } });
  });

  it('are taken by one process only, and by another when that one falls silent', async () => {
    const { tasks } = test.database;
    const { id } = await queue();
    const taken = await Promise.all(Array.from({ length: 8 }, () => tasks.begin(id, SILENCE)));
    expect(taken.filter((task) => task !== null)).toHaveLength(1);
    test.clock.time += 50_000;
    await tasks.touch(id, { done: 5, total: 9 });
    test.clock.time += 50_000;
    expect(await tasks.begin(id, SILENCE)).toBeNull();
    test.clock.time += 20_000;
    expect((await tasks.listForsaken(SILENCE)).map((task) => task.id)).toContain(id);
    expect(await tasks.begin(id, SILENCE)).toMatchObject({ done: 5, total: 9 });
  });

  it('tell the one who runs them that a stop was asked for, or that they have ended', async () => {
    const { tasks } = test.database;
    const { id } = await queue();
    await tasks.begin(id, SILENCE);
    expect(await tasks.touch(id)).toBe(false);
    await tasks.requestStop(id);
    expect(await tasks.touch(id, { done: 1, total: null })).toBe(true);
    await tasks.end(id, { state: 'stopped' });
    expect(await tasks.touch(id, { done: 2, total: null })).toBe(true);
    expect(await tasks.load(id)).toMatchObject({ state: 'stopped', done: 1 });
  });
});
