import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../../test/fakes/clock';
import { FakeMailServer } from '../../../../test/fakes/mail-server';
import { FakeLogger, FakeScheduler } from '../../../../test/fakes/notifier';
import { MailError } from '../../domain/mail/mail-error';
import type { ConnectionSettings, MailAccount } from '../../domain/mail/account';
import { watchMailboxes, type WatchPorts } from './watch-mailboxes';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const lost = (): MailError => new MailError({ kind: 'transient', code: 'connection-lost', message: 'It ended.', remedier: 'provider' });

/** Waits that end when the test lets them. */
class Waits {
  readonly open: { milliseconds: number; end(): void }[] = [];

  wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Error('aborted'));
      this.open.push({ milliseconds, end: resolve });
      signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    });

  /** Ends what waits now for at least so long. */
  async pass(least = 0): Promise<void> {
    for (const one of this.open.splice(0).filter(({ milliseconds }) => milliseconds >= least)) one.end();
    await settled();
  }
}

describe('a watch on mailboxes', () => {
  let server: FakeMailServer;
  let scheduler: FakeScheduler;
  let waits: Waits;
  let active: string[];
  let held: Map<string, string>;
  let stop: AbortController;
  let logger: FakeLogger;
  const asked = (): string[] => scheduler.asked.map(({ accountId, kind }) => `${kind} ${accountId}`);

  const begin = async (over: Partial<WatchPorts> = {}): Promise<{ ended: Promise<void> }> => {
    const ports: WatchPorts = {
      accounts: { listActive: async () => active.map((id) => ({ id }) as MailAccount), loadConnection: async (id) => ({ accountId: id }) as ConnectionSettings },
      mailboxes: { list: async () => [] },
      server, scheduler, clock: new FakeClock(), logger, random: () => 0.5, wait: waits.wait, most: 10,
      watches: {
        hold: async (id) => (held.get(id) ?? 'me') === 'me' && held.set(id, 'me') !== undefined,
        release: async (id) => void held.delete(id),
      },
      ...over,
    };
    const ended = watchMailboxes(ports, stop.signal);
    await settled();
    return { ended };
  };

  beforeEach(() => {
    server = new FakeMailServer();
    server.addMailbox('INBOX');
    scheduler = new FakeScheduler();
    waits = new Waits();
    logger = new FakeLogger();
    active = ['one'];
    held = new Map();
    stop = new AbortController();
  });

  it('asks for a look when it begins, because what came before nobody heard', async () => {
    await begin();
    expect(asked()).toEqual(['sync one']);
  });

  it('asks for a look as soon as the server tells of new mail', async () => {
    await begin();
    expect(server.announce('INBOX')).toBe(1);
    await settled();
    expect(asked()).toEqual(['sync one', 'sync one']);
  });

  it('asks once for a burst, and listens again behind it', async () => {
    await begin();
    server.announce('INBOX');
    await settled();
    expect(server.announce('INBOX')).toBe(0);
    await waits.pass();
    expect(server.announce('INBOX')).toBe(1);
  });

  it('leaves a server without IDLE to the regular look', async () => {
    server.idles = false;
    await begin();
    expect(server.connections).toBe(0);
    expect(waits.open.some(({ milliseconds }) => milliseconds > 3600_000)).toBe(true);
  });

  it('tries again behind a growing pause when the connection is lost', async () => {
    await begin();
    const pauses: number[] = [];
    for (let failure = 0; failure < 3; failure += 1) {
      server.refuses = failure < 2 ? lost() : null;
      server.dropIdling(lost());
      await settled();
      pauses.push(Math.max(...waits.open.map(({ milliseconds }) => milliseconds).filter((milliseconds) => milliseconds !== 20_000)));
      await waits.pass();
    }
    expect(pauses[1]).toBeGreaterThan(pauses[0]!);
    expect(server.connections).toBe(1);
  });

  it('watches an account that is activated later, and ends with one that is paused', async () => {
    active = [];
    await begin();
    expect(server.connections).toBe(0);
    active = ['two'];
    await waits.pass();
    expect(server.connections).toBe(1);
    active = [];
    await waits.pass();
    await settled();
    expect(server.connections).toBe(0);
    expect(held.has('two')).toBe(false);
  });

  it('does not watch what another node watches', async () => {
    held.set('one', 'other');
    await begin();
    expect(server.connections).toBe(0);
  });

  it('watches no more accounts than it may', async () => {
    active = ['one', 'two', 'three'];
    await begin({ most: 2 });
    expect(server.connections).toBe(2);
  });

  it('ends with the node: connections are closed and the watches given back', async () => {
    const { ended } = await begin();
    stop.abort();
    await ended;
    expect(server.connections).toBe(0);
    expect(held.size).toBe(0);
  });
});
