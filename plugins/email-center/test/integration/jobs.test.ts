/** The jobs of accounts over every storage Agenda can keep them in. */
import type { JobRepository } from 'agenda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startJobs, type JobHandlers, type Jobs, type JobsOptions } from '../../server/src/adapters/jobs';
import { connectBackend } from '../../server/src/adapters/jobs/backends';
import { NIGHTLY, SYNC } from '../../server/src/adapters/jobs/kinds';
import type { Place } from '../../server/src/flow/ports';
import { FakeLogger } from '../fakes/notifier';
import { freePorts } from '../servers/free-ports';
import { STORAGES, type JobStorage } from './jobs-storages';

interface Run {
  kind: 'sync' | 'backfill' | 'reconcile';
  accountId: string;
  asked: boolean;
}

/** Writes down what runs, and lets a test wait for it. */
class Witness {
  readonly runs: Run[] = [];
  readonly tasks: string[] = [];
  readonly sent: string[] = [];
  active: string[] = [];
  during: (run: Run, signal: AbortSignal, place: Place) => Promise<void> = async () => undefined;

  handlers(): JobHandlers {
    const handler = (kind: Run['kind']): JobHandlers['sync'] => async (accountId, { asked, signal, place }) => {
      const run = { kind, accountId, asked };
      this.runs.push(run);
      await this.during(run, signal, place);
    };
    return { sync: handler('sync'), backfill: handler('backfill'), reconcile: handler('reconcile'), task: async (id) => void this.tasks.push(id), outbox: async (id) => void this.sent.push(id), listActive: async () => this.active };
  }

  async sees(run: Partial<Run>): Promise<void> {
    await expect.poll(() => this.runs, { timeout: 15_000 }).toContainEqual(expect.objectContaining(run));
  }
}

describe.each(Object.keys(STORAGES))('jobs kept in %s', (name) => {
  let storage: JobStorage;
  const started: Jobs[] = [];
  let accounts = 0;

  beforeAll(async () => {
    storage = await STORAGES[name]!();
  });
  afterAll(() => storage?.stop());
  afterEach(async () => {
    for (const jobs of started.splice(0)) await jobs.stop(5_000);
  });

  async function open(witness = new Witness(), options: Partial<JobsOptions> = {}): Promise<Jobs> {
    const jobs = await startJobs({
      knex: storage.knex, jobsUrl: storage.jobsUrl, role: 'all', concurrency: { sync: 4, backfill: 2 }, handlers: () => witness.handlers(),
      logger: new FakeLogger(), owner: `test:${started.length}`, scanEvery: 200, ...options,
    });
    started.push(jobs);
    return jobs;
  }
  /** The stored jobs themselves, past the scheduler. */
  async function inStorage<T>(look: (repository: JobRepository) => Promise<T>): Promise<T> {
    const backend = await connectBackend({ knex: storage.knex, jobsUrl: storage.jobsUrl, owner: 'look' });
    try {
      return await look(backend.repository);
    } finally {
      if (backend.ownsConnection !== false) await backend.disconnect();
    }
  }
  const newAccount = (): string => `account-${(accounts += 1)}`;

  it('run at once when asked for, with the account they are for', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    await jobs.start();
    const accountId = newAccount();
    for (const kind of ['sync', 'backfill', 'reconcile'] as const) await jobs.scheduler.runNow(accountId, kind);
    for (const kind of ['sync', 'backfill', 'reconcile'] as const) await witness.sees({ kind, accountId, asked: true });
  });

  it('run a task once, however often it is queued before it runs', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    const taskId = newAccount();
    for (let time = 0; time < 3; time += 1) await jobs.scheduler.runTask(taskId);
    await jobs.start();
    await expect.poll(() => witness.tasks, { timeout: 30_000 }).toContain(taskId);
    await jobs.stop(5_000);
    started.splice(started.indexOf(jobs), 1);
    expect(witness.tasks).toEqual([taskId]);
  });

  it('send what an account has when it is due; what is wanted sooner takes the place of what is wanted later', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    const [accountId, later] = [newAccount(), newAccount()];
    await jobs.scheduler.runOutbox(accountId, Date.now() + 3_600_000);
    await jobs.scheduler.runOutbox(accountId, Date.now() + 500);
    for (let time = 0; time < 3; time += 1) await jobs.scheduler.runOutbox(accountId, Date.now() + 7_200_000);
    await jobs.scheduler.runOutbox(later, Date.now() + 3_600_000);
    await jobs.start();
    await expect.poll(() => witness.sent, { timeout: 30_000 }).toContain(accountId);
    await jobs.stop(5_000);
    started.splice(started.indexOf(jobs), 1);
    expect(witness.sent).toEqual([accountId]);
  });

  it('let another task work while one waits long for its server', async () => {
    const waiting = [newAccount(), newAccount()];
    const last = newAccount();
    const ended: string[] = [];
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const witness = new Witness();
    const handlers: JobHandlers = {
      ...witness.handlers(),
      async task(id, { place }) {
        if (waiting.includes(id)) {
          place.giveBack();
          await answered;
          await place.takeAgain();
        }
        ended.push(id);
        if (id === last) answer();
      },
    };
    const jobs = await open(witness, { handlers: () => handlers });
    for (const id of [...waiting, last]) await jobs.scheduler.runTask(id);
    await jobs.start();
    await expect.poll(() => [...ended].sort(), { timeout: 30_000 }).toEqual([...waiting, last].sort());
    expect(ended[0]).toBe(last);
  });

  it('are scheduled once per account, however often and at whatever moment that is asked for', async () => {
    const [first, second] = [await open(), await open()];
    const accountId = newAccount();
    await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? first : second).scheduler.scheduleAccount(accountId, 10)));
    await first.scheduler.scheduleAccount(accountId, 10);
    const { jobs } = await inStorage((repository) => repository.queryJobs({ name: SYNC }));
    expect(jobs.filter((job) => (job.data as { accountId: string }).accountId === accountId)).toHaveLength(1);
    const witness = new Witness();
    const worker = await open(witness);
    const next = await worker.scheduler.nextRun(accountId);
    expect(Math.abs(new Date(next!).getTime() - Date.now() - 600_000)).toBeLessThan(30_000);
    await worker.scheduler.cancelAccount(accountId);
    expect(await worker.scheduler.nextRun(accountId)).toBeNull();
  });

  it('are repeated, and follow a changed number of minutes', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    const accountId = newAccount();
    await jobs.scheduler.scheduleAccount(accountId, 10);
    await jobs.scheduler.scheduleAccount(accountId, 1 / 120);
    await jobs.start();
    await expect.poll(() => witness.runs.filter((run) => run.accountId === accountId && !run.asked).length, { timeout: 15_000 }).toBeGreaterThan(1);
    await jobs.scheduler.cancelAccount(accountId);
  });

  it('keep a run that came due while nobody was there, and run it at the next start', async () => {
    const web = await open(new Witness(), { role: 'web' });
    await web.start();
    const accountId = newAccount();
    await web.scheduler.scheduleAccount(accountId, 1 / 6_000);
    await expect.poll(async () => new Date((await web.scheduler.nextRun(accountId))!).getTime() < Date.now()).toBe(true);
    await web.scheduler.scheduleAccount(accountId, 1 / 6_000);
    const witness = new Witness();
    const worker = await open(witness);
    await worker.start();
    await witness.sees({ kind: 'sync', accountId, asked: false });
    await worker.scheduler.cancelAccount(accountId);
  });

  it('compare every active account with its server at night, also when the night was missed', async () => {
    const first = await open();
    await first.start();
    await first.stop();
    started.splice(started.indexOf(first), 1);
    const missed = new Date(Date.now() - 3_600_000);
    await inStorage(async (repository) => {
      const [nightly] = (await repository.queryJobs({ name: NIGHTLY })).jobs;
      await repository.saveJobState({ ...nightly!, nextRunAt: missed }, undefined);
    });
    const witness = new Witness();
    witness.active = [newAccount(), newAccount()];
    const jobs = await open(witness);
    await jobs.start();
    for (const accountId of witness.active) await witness.sees({ kind: 'reconcile', accountId });
    expect((await inStorage((repository) => repository.queryJobs({ name: NIGHTLY }))).total).toBe(1);
  });

  it('are only scheduled by a node of role web, and worked off by another one', async () => {
    const idle = new Witness();
    const web = await open(idle, { role: 'web' });
    await web.start();
    const witness = new Witness();
    const worker = await open(witness, { role: 'worker' });
    await worker.start();
    const accountId = newAccount();
    await web.scheduler.runNow(accountId, 'sync');
    await witness.sees({ kind: 'sync', accountId });
    expect(idle.runs).toEqual([]);
  });

  it('are one run when asked for twice before it has begun', async () => {
    const web = await open(new Witness(), { role: 'web' });
    const accountId = newAccount();
    await web.scheduler.runNow(accountId, 'backfill');
    await web.scheduler.runNow(accountId, 'backfill');
    const witness = new Witness();
    const worker = await open(witness);
    await worker.start();
    await witness.sees({ kind: 'backfill', accountId });
    await web.scheduler.runNow(accountId, 'reconcile');
    await witness.sees({ kind: 'reconcile', accountId });
    expect(witness.runs.filter((run) => run.accountId === accountId && run.kind === 'backfill')).toHaveLength(1);
  });

  it('can ask for themselves again while they run', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    const accountId = newAccount();
    witness.during = async (run) => {
      if (witness.runs.length < 3) await jobs.scheduler.runNow(run.accountId, 'backfill');
    };
    await jobs.start();
    await jobs.scheduler.runNow(accountId, 'backfill');
    await expect.poll(() => witness.runs.filter((run) => run.accountId === accountId).length, { timeout: 15_000 }).toBe(3);
  });

  it('end what they are at when the node stops, and leave no lock behind', async () => {
    const witness = new Witness();
    const jobs = await open(witness);
    const accountId = newAccount();
    let filed = false;
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    witness.during = (_, signal) => new Promise((resolve) => {
      begun();
      signal.addEventListener('abort', () => setImmediate(() => {
        filed = true;
        resolve();
      }));
    });
    await jobs.start();
    await jobs.scheduler.runNow(accountId, 'sync');
    await running;
    await jobs.stop(10_000);
    started.splice(started.indexOf(jobs), 1);
    expect(filed).toBe(true);
    const next = new Witness();
    const heir = await open(next);
    await heir.start();
    await heir.scheduler.runNow(accountId, 'sync');
    await next.sees({ accountId });
  });

  it('let another account have the place of one that waits, and go on when there is room again', async () => {
    const witness = new Witness();
    const jobs = await open(witness, { concurrency: { sync: 1, backfill: 1 } });
    const [silent, other, third] = [newAccount(), newAccount(), newAccount()];
    const ends: string[] = [];
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    witness.during = async (run, _, place) => {
      if (run.accountId === silent) {
        expect(place.giveBack()).toBe(true);
        await answered;
        await place.takeAgain();
      }
      if (run.accountId === other) answer();
      // While it is at work the one that comes back has to wait.
      if (run.accountId === other) await new Promise((resolve) => setImmediate(resolve));
      ends.push(run.accountId);
    };
    await jobs.start();
    await jobs.scheduler.runNow(silent, 'sync');
    await witness.sees({ accountId: silent });
    await jobs.scheduler.runNow(other, 'sync');
    await expect.poll(() => ends, { timeout: 15_000 }).toEqual([other, silent]);
    await jobs.scheduler.runNow(third, 'sync');
    await expect.poll(() => ends, { timeout: 15_000 }).toEqual([other, silent, third]);
  });

  it('go on for the others when one fails', async () => {
    const witness = new Witness();
    const logger = new FakeLogger();
    const jobs = await open(witness, { logger });
    const [bad, good] = [newAccount(), newAccount()];
    witness.during = async (run) => {
      if (run.accountId === bad) throw new Error('of our own making');
    };
    await jobs.start();
    await jobs.scheduler.runNow(bad, 'sync');
    await jobs.scheduler.runNow(good, 'sync');
    await witness.sees({ accountId: good });
    await expect.poll(() => logger.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'A job failed.' }));
    // The failed one may be asked for again.
    witness.during = async () => undefined;
    witness.runs.length = 0;
    await jobs.scheduler.runNow(bad, 'sync');
    await witness.sees({ accountId: bad });
  });
});

describe('a storage of jobs that cannot be used', () => {
  const options = (jobsUrl: string): JobsOptions => ({
    knex: undefined as never, jobsUrl, role: 'all', concurrency: { sync: 1, backfill: 1 }, handlers: () => new Witness().handlers(), logger: new FakeLogger(), owner: 'test',
  });

  it.each(['mongodb', 'postgres', 'redis'])('is named clearly and without its password: %s', async (protocol) => {
    const [port] = await freePorts(1);
    const refused = startJobs(options(`${protocol}://user:secret@127.0.0.1:${port}/jobs`));
    await expect(refused).rejects.toMatchObject({ name: 'MailError', remedier: 'administrator' });
    await expect(refused).rejects.toThrow(`${protocol}://127.0.0.1:${port}/jobs (EMAIL_CENTER_JOBS_URL) cannot be used`);
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  it('is refused when it is of no known kind', async () => {
    await expect(startJobs(options('ftp://example.com/jobs'))).rejects.toThrow('it must begin with mongodb://, postgres:// or redis://');
    await expect(startJobs(options('nonsense'))).rejects.toThrow('is not a URL');
  });
});
