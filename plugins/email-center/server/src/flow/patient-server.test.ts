import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/fakes/clock';
import { makeMessage } from '../../../test/fakes/mail';
import { FakeMailServer } from '../../../test/fakes/mail-server';
import { LONG_WAIT, patientServer } from './patient-server';
import type { MailServer, MailSession, Place } from './ports';

const SETTINGS = { accountId: 'account-1', address: 'me@example.com', login: 'me', password: 'secret', imap: { host: 'imap', port: 993, security: 'tls' }, smtp: { host: 'smtp', port: 465, security: 'tls' } } as const;

/** Writes down what becomes of it; taken again when the test says so. */
class WatchedPlace implements Place {
  readonly told: string[] = [];
  private isBack = true;
  private grant: () => void = () => undefined;

  giveBack(): boolean {
    if (this.isBack) this.told.push('given back');
    this.isBack = false;
    return true;
  }

  async takeAgain(): Promise<void> {
    if (this.isBack) return;
    this.told.push('wanted again');
    await new Promise<void>((resolve) => (this.grant = resolve));
    this.isBack = true;
    this.told.push('taken');
  }

  letIn(): void {
    this.grant();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a run that waits for its mail server', () => {
  let clock: FakeClock;
  let place: WatchedPlace;
  let answer: (value: unknown) => void;
  let refuse: (error: Error) => void;
  const held = <T>(): Promise<T> => new Promise((resolve, reject) => {
    answer = resolve as typeof answer;
    refuse = reject;
  });
  const open = async (over: Partial<MailSession>): Promise<MailSession> => {
    const server = new FakeMailServer();
    server.addMailbox('INBOX').deliver(makeMessage({ identity: 'one' }), { internalDate: '2026-03-01T00:00:00.000Z' });
    const session = await server.connect(SETTINGS);
    const slow: MailServer = { connect: async () => Object.assign(session, over) };
    return patientServer(slow, place, clock).connect(SETTINGS);
  };
  beforeEach(() => {
    clock = new FakeClock();
    place = new WatchedPlace();
  });

  it('keeps its place as long as the server answers soon', async () => {
    const session = await open({ status: () => held() });
    const state = session.status('INBOX');
    clock.advance(LONG_WAIT - 1);
    answer('state');
    expect(await state).toBe('state');
    expect(place.told).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('gives it back after a while, goes on waiting, and takes it again before it goes on', async () => {
    const session = await open({ status: () => held() });
    const state = session.status('INBOX');
    clock.advance(10 * LONG_WAIT);
    answer('state');
    await settled();
    expect(place.told).toEqual(['given back', 'wanted again']);
    place.letIn();
    expect(await state).toBe('state');
    expect(place.told).toEqual(['given back', 'wanted again', 'taken']);
    expect(clock.timers).toBe(0);
  });

  it('takes it again, too, when the server is given up', async () => {
    const session = await open({ listMailboxes: () => held() });
    const refused = expect(session.listMailboxes()).rejects.toThrow('no answer');
    clock.advance(LONG_WAIT);
    refuse(new Error('no answer'));
    await settled();
    place.letIn();
    await refused;
    expect(place.told).toEqual(['given back', 'wanted again', 'taken']);
  });

  it('does so for the connection itself, and for every batch', async () => {
    const connecting = patientServer({ connect: () => held() }, place, clock).connect(SETTINGS);
    clock.advance(LONG_WAIT);
    const batches = [['first'], ['second']];
    const session = { fetchMessages: () => ({ [Symbol.asyncIterator]: () => ({ next: () => held() }) }) } as unknown as MailSession;
    answer(session);
    await settled();
    place.letIn();
    const iterator = (await connecting).fetchMessages('INBOX', 1, [1, 2])[Symbol.asyncIterator]();
    for (const batch of batches) {
      const coming = iterator.next();
      clock.advance(LONG_WAIT);
      answer({ done: false, value: batch });
      await settled();
      place.letIn();
      expect(await coming).toEqual({ done: false, value: batch });
    }
    expect(place.told).toEqual(['given back', 'wanted again', 'taken', 'given back', 'wanted again', 'taken', 'given back', 'wanted again', 'taken']);
  });

  it('reads the same messages as without patience, and can call a reading off', async () => {
    const session = await open({});
    const { uidValidity } = await session.status('INBOX');
    const uids = await session.searchRange('INBOX', uidValidity, 1, 10);
    for await (const batch of session.fetchMessages('INBOX', uidValidity, uids)) {
      expect(batch.map((mail) => mail.uid)).toEqual(uids);
      break;
    }
    await session.close();
    expect(clock.timers).toBe(0);
  });
});
