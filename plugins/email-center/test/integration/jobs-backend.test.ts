/** The own storage of Agenda against what Agenda documents, on each database the plugin runs on. */
import { Agenda, type AgendaBackend } from 'agenda';
import knexFactory, { type Knex } from 'knex';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKnexBackend } from '../../server/src/adapters/jobs';
import { SQL_CLIENTS, startSql, type SqlServer } from '../servers/sql';
import { openKnex } from './jobs-knex';

describe.each(SQL_CLIENTS)('jobs kept in %s', (client) => {
  let server: SqlServer;
  let knex: Knex;
  const started: Agenda[] = [];

  beforeAll(async () => {
    server = await startSql(client);
    knex = openKnex(knexFactory, server);
  });
  afterAll(async () => {
    await knex?.destroy();
    await server?.stop();
  });
  beforeEach(() => knex.schema.dropTableIfExists('jobs_under_test'));
  afterEach(async () => {
    for (const agenda of started.splice(0)) await agenda.stop(false);
  });

  const makeBackend = (owner = 'this', isGone?: (owner: string) => boolean): Promise<AgendaBackend> => createKnexBackend({ knex, table: 'jobs_under_test', owner, isGone });
  async function makeAgenda(options: { name?: string; isGone?: (owner: string) => boolean; processEvery?: number } = {}): Promise<Agenda> {
    const { name = 'this', isGone, processEvery = 50 } = options;
    const agenda = new Agenda({ backend: await makeBackend(name, isGone), name, processEvery });
    await agenda.ready;
    started.push(agenda);
    return agenda;
  }
  const ended = (agenda: Agenda, event: 'complete' | 'start' | 'success' = 'complete'): Promise<void> => new Promise((resolve) => agenda.once(event, () => resolve()));

  it('creates its table once, however many nodes start at the same moment', async () => {
    const backends = await Promise.all([makeBackend(), makeBackend(), makeBackend()]);
    await Promise.all(backends.map((backend) => backend.connect()));
    expect(await knex.schema.hasTable('jobs_under_test')).toBe(true);
  });

  it('keeps every property of a job', async () => {
    const agenda = await makeAgenda();
    const job = agenda.create('kept', { text: 'ä€😀', list: [1, { deep: true }] });
    job.attrs.skipDays = [0, 6];
    await job.schedule(new Date('2030-01-02T03:04:05.678Z')).repeatEvery('5 minutes', { timezone: 'Europe/Berlin', skipImmediate: true }).priority('high').save();
    const stored = await agenda.db.getJobById(String(job.attrs._id));
    expect(stored).toMatchObject({
      name: 'kept', type: 'normal', priority: 10, data: { text: 'ä€😀', list: [1, { deep: true }] }, repeatInterval: '5 minutes', repeatTimezone: 'Europe/Berlin',
      skipDays: [0, 6], disabled: false, fork: false, lastModifiedBy: 'this',
    });
    expect(stored?.nextRunAt).toBeInstanceOf(Date);
  });

  it('keeps an interval in milliseconds a number', async () => {
    const agenda = await makeAgenda();
    await agenda.every(5_000, 'tick');
    expect((await agenda.queryJobs({ name: 'tick' })).jobs[0]?.repeatInterval).toBe(5_000);
  });

  it('runs a job asked for now without waiting for the next scan', async () => {
    const agenda = await makeAgenda({ processEvery: 3_600_000 });
    const seen: unknown[] = [];
    agenda.define('now', async (job) => void seen.push(job.attrs.data));
    await agenda.start();
    const done = ended(agenda);
    await agenda.now('now', { n: 1 });
    await done;
    expect(seen).toEqual([{ n: 1 }]);
  });

  it('runs at the start what came due while nobody was there', async () => {
    const agenda = await makeAgenda();
    await agenda.create('late', {}).schedule(new Date(Date.now() - 3_600_000)).save();
    const done = ended(agenda, 'success');
    agenda.define('late', async () => undefined);
    await agenda.start();
    await done;
  });

  it('records a success, a failure with its reason, and the next run of a repeated job', async () => {
    const agenda = await makeAgenda();
    agenda.define('fails', async () => { throw new Error('for a reason'); });
    await agenda.start();
    const done = ended(agenda);
    const job = await agenda.now('fails', {});
    await done;
    expect(await agenda.db.getJobById(String(job.attrs._id))).toMatchObject({ failReason: 'for a reason', failCount: 1, nextRunAt: null, lockedAt: undefined });
    agenda.define('again', async () => undefined);
    const again = ended(agenda);
    const repeated = await agenda.every(60_000, 'again');
    await again;
    const stored = await agenda.db.getJobById(String((repeated as { attrs: { _id?: string } }).attrs._id));
    expect(stored!.nextRunAt!.getTime() - stored!.lastRunAt!.getTime()).toBe(60_000);
    expect(stored).toMatchObject({ lockedAt: undefined, failCount: undefined });
  });

  it('removes one-off jobs that were done when asked to', async () => {
    const agenda = await makeAgenda();
    agenda.define('brief', async () => undefined, { removeOnComplete: true });
    await agenda.start();
    await agenda.now('brief', {});
    await expect.poll(async () => (await agenda.queryJobs({ name: 'brief' })).total).toBe(0);
  });

  it('gives a lock to one of many that ask at the same moment', async () => {
    const agenda = await makeAgenda();
    await agenda.create('wanted', {}).schedule(new Date(Date.now() - 1_000)).save();
    const now = new Date();
    const locked = await Promise.all(Array.from({ length: 12 }, (_, index) =>
      agenda.db.getNextJobToRun('wanted', now, new Date(now.getTime() - 60_000), now, { lastModifiedBy: `node-${index}` })));
    expect(locked.filter((job) => job !== undefined)).toHaveLength(1);
  });

  it('locks one very job once, and not after it was moved', async () => {
    const agenda = await makeAgenda();
    const job = await agenda.create('one', {}).schedule(new Date(Date.now() + 60_000)).save();
    const locks = await Promise.all([1, 2, 3].map(() => agenda.db.lockJob(job.attrs as never, { lastModifiedBy: 'x' })));
    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1);
    await agenda.db.unlockJobs([job.attrs._id!]);
    await job.schedule(new Date(Date.now() + 120_000)).save();
    expect(await agenda.db.lockJob({ ...job.attrs, nextRunAt: new Date(0) } as never, undefined)).toBeUndefined();
  });

  it('hands a job on when its lock has run out, and not before', async () => {
    const agenda = await makeAgenda();
    await agenda.create('left', {}).schedule(new Date(Date.now() - 1_000)).save();
    const lockedAt = new Date();
    const first = await agenda.db.getNextJobToRun('left', lockedAt, new Date(0), lockedAt, { lastModifiedBy: 'dead' });
    expect(first).toBeDefined();
    expect(await agenda.db.getNextJobToRun('left', new Date(), new Date(lockedAt.getTime() - 1), undefined, undefined)).toBeUndefined();
    expect(await agenda.db.getNextJobToRun('left', new Date(), lockedAt, undefined, { lastModifiedBy: 'heir' })).toMatchObject({ _id: first!._id, lastModifiedBy: 'heir' });
  });

  it('renews a lock by touch, with the progress', async () => {
    const agenda = await makeAgenda();
    const during = new Promise<unknown>((resolve) => {
      agenda.define('long', async (job) => {
        const before = job.attrs.lockedAt!.getTime();
        await expect.poll(() => Date.now()).toBeGreaterThan(before + 5);
        await job.touch(40);
        const stored = await agenda.db.getJobById(String(job.attrs._id));
        resolve({ progress: stored?.progress, renewed: stored!.lockedAt!.getTime() > before });
      });
    });
    await agenda.start();
    await agenda.now('long', {});
    expect(await during).toEqual({ progress: 40, renewed: true });
  });

  it('frees the locks of owners that are gone at the start, and runs their jobs', async () => {
    const first = await makeAgenda({ name: 'dead' });
    await first.create('orphan', {}).schedule(new Date(Date.now() - 1_000)).save();
    await first.create('living', {}).schedule(new Date(Date.now() - 1_000)).save();
    const job = await first.db.getNextJobToRun('orphan', new Date(), new Date(0), new Date(), { lastModifiedBy: 'dead' });
    await first.db.saveJobState({ ...job!, nextRunAt: null, lastRunAt: new Date() }, { lastModifiedBy: 'dead' });
    await first.db.getNextJobToRun('living', new Date(), new Date(0), new Date(), { lastModifiedBy: 'living' });
    const heir = await makeAgenda({ name: 'heir', isGone: (owner) => owner === 'dead' });
    const seen: string[] = [];
    for (const name of ['orphan', 'living']) heir.define(name, async () => void seen.push(name));
    const done = ended(heir);
    await heir.start();
    await done;
    expect(seen).toEqual(['orphan']);
  });

  it('has one job per name for every(), however often and from however many nodes it is called', async () => {
    const nodes = await Promise.all([makeAgenda({ name: 'a' }), makeAgenda({ name: 'b' }), makeAgenda({ name: 'c' })]);
    await Promise.all(nodes.flatMap((node) => [node.every('10 minutes', 'single'), node.every('10 minutes', 'single')]));
    expect((await nodes[0]!.queryJobs({ name: 'single' })).total).toBe(1);
  });

  it('does not put off a due run when every() is called again', async () => {
    const agenda = await makeAgenda();
    await agenda.every('10 minutes', 'single');
    const [before] = (await agenda.queryJobs({ name: 'single' })).jobs;
    const due = new Date(Date.now() - 3_600_000);
    await agenda.db.saveJobState({ ...before!, nextRunAt: due }, undefined);
    await agenda.every('10 minutes', 'single');
    expect((await agenda.queryJobs({ name: 'single' })).jobs[0]?.nextRunAt?.getTime()).toBe(due.getTime());
  });

  it('keeps one job per unique constraint, even when saved at the same moment', async () => {
    const agenda = await makeAgenda();
    await Promise.all(Array.from({ length: 10 }, (_, n) => agenda.create('sync', { account: 1, n }).unique({ 'data.account': 1 }).save()));
    await agenda.create('sync', { account: 2 }).unique({ 'data.account': 2 }).save();
    expect((await agenda.queryJobs({ name: 'sync' })).total).toBe(2);
  });

  it('leaves a unique job as it is with insertOnly', async () => {
    const agenda = await makeAgenda();
    await agenda.create('sync', { account: 1, n: 1 }).unique({ 'data.account': 1 }, { insertOnly: true }).save();
    const second = await agenda.create('sync', { account: 1, n: 2 }).unique({ 'data.account': 1 }, { insertOnly: true }).save();
    expect((await agenda.db.getJobById(String(second.attrs._id)))?.data).toEqual({ account: 1, n: 1 });
  });

  it('waits until nobody asks any more, but not longer than it may', async () => {
    const agenda = await makeAgenda();
    const save = (): Promise<{ attrs: { nextRunAt: Date | null } }> => agenda.create('index', { id: 1 }).unique({ 'data.id': 1 }).debounce(60_000, { maxWait: 90_000 }).save();
    const first = (await save()).attrs.nextRunAt!.getTime();
    expect(first - Date.now()).toBeGreaterThan(50_000);
    expect((await save()).attrs.nextRunAt!.getTime()).toBeGreaterThanOrEqual(first);
    await knex('jobs_under_test').update({ debounce_started_at: Date.now() - 100_000 });
    expect((await save()).attrs.nextRunAt!.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await agenda.queryJobs({ name: 'index' })).total).toBe(1);
  });

  it('runs at once and ignores what follows with the leading strategy', async () => {
    const agenda = await makeAgenda();
    const save = (n: number) => agenda.create('notify', { id: 1, n }).schedule(new Date()).unique({ 'data.id': 1 }).debounce(60_000, { strategy: 'leading' }).save();
    const first = (await save(1)).attrs.nextRunAt!.getTime();
    expect((await save(2)).attrs.nextRunAt!.getTime()).toBe(first);
  });

  it('disables and enables jobs, and does not run disabled ones', async () => {
    const agenda = await makeAgenda();
    await agenda.create('off', {}).schedule(new Date(Date.now() - 1_000)).save();
    expect(await agenda.disable({ name: 'off' })).toBe(1);
    expect(await agenda.db.getNextJobToRun('off', new Date(), new Date(0), undefined, undefined)).toBeUndefined();
    expect(await agenda.enable({ name: 'off' })).toBe(1);
    expect(await agenda.db.getNextJobToRun('off', new Date(), new Date(0), undefined, undefined)).toBeDefined();
  });

  it('removes by name, id and data, and nothing without a criterion', async () => {
    const agenda = await makeAgenda();
    const save = (name: string, data: object) => agenda.create(name, data).save();
    const kept = await save('a', { account: 1, deep: { x: 1, y: 2 } });
    await save('a', { account: 2, deep: { x: 1 } });
    await save('b', { account: 1 });
    expect(await agenda.cancel({})).toBe(0);
    expect(await agenda.cancel({ name: 'a', data: { account: 2 } })).toBe(1);
    expect(await agenda.cancel({ data: { deep: { x: 1, y: 3 } } })).toBe(0);
    expect(await agenda.cancel({ notNames: ['a'] })).toBe(1);
    expect(await agenda.cancel({ id: kept.attrs._id })).toBe(1);
    expect((await agenda.queryJobs()).total).toBe(0);
  });

  it('purges jobs that nobody defines, and all of them when told', async () => {
    const agenda = await makeAgenda();
    agenda.define('known', async () => undefined);
    for (const name of ['known', 'unknown', 'unknown']) await agenda.create(name, {}).save();
    expect(await agenda.purge()).toBe(2);
    expect(await agenda.cancelAll()).toBe(1);
  });

  it('answers queries by name, state, text, data and page, and counts before paging', async () => {
    const agenda = await makeAgenda();
    for (let n = 0; n < 5; n += 1) await agenda.create('mail_sync', { n }).schedule(new Date(Date.now() + (n + 1) * 60_000)).save();
    await agenda.create('other', {}).schedule(new Date(Date.now() - 60_000)).save();
    expect(await agenda.queryJobs({ name: 'mail_sync', sort: { nextRunAt: 'asc' }, skip: 1, limit: 2 })).toMatchObject({ total: 5, jobs: [{ data: { n: 1 } }, { data: { n: 2 } }] });
    expect((await agenda.queryJobs({ state: 'queued' })).jobs.map((job) => job.name)).toEqual(['other']);
    expect((await agenda.queryJobs({ search: 'L_SY' })).total).toBe(5);
    expect((await agenda.queryJobs({ search: '%' })).total).toBe(0);
    expect((await agenda.queryJobs({ data: { n: 3 } })).total).toBe(1);
    expect((await agenda.queryJobs({ names: ['other'], includeDisabled: false })).total).toBe(1);
  });

  it('gives an overview per name', async () => {
    const agenda = await makeAgenda();
    await agenda.every('10 minutes', 'tick');
    await agenda.create('todo', {}).schedule(new Date(Date.now() - 1)).save();
    await agenda.create('todo', {}).schedule(new Date(Date.now() + 60_000)).save();
    await agenda.disable({ name: 'tick' });
    expect(await agenda.getJobsOverview()).toMatchObject([
      { name: 'tick', total: 1, repeating: 1, paused: 1 },
      { name: 'todo', total: 2, queued: 1, scheduled: 1 },
    ]);
    expect(await agenda.db.getDistinctJobNames()).toEqual(['tick', 'todo']);
  });
});
