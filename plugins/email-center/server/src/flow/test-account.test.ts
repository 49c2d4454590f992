import { describe, expect, it } from 'vitest';
import { TEST_STEPS, testEventSchema } from '../../../shared/contracts';
import type { ConnectionSettings } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import type { MailErrorCode } from '../domain/mail/mail-error';
import { testAccount } from './test-account';
import type { StepEvent, TestPorts } from './test-account';
import type { MailSession, OutgoingMail } from './ports';

const settings: ConnectionSettings = {
  accountId: 'a', address: 'anna@firma.test', login: 'anna', password: 'secret',
  imap: { host: 'imap.firma.test', port: 993, security: 'tls' }, smtp: { host: 'smtp.firma.test', port: 465, security: 'tls' },
};
const account = { backfillDays: 30, sentMailbox: null };
const refusal = (code: MailErrorCode): MailError => new MailError({ kind: 'transient', code, remedier: 'owner', message: `it is ${code}` });
const certificate = { subject: 'imap.firma.test', issuer: 'Known Authority', validFrom: '2024-01-01T00:00:00.000Z', validTo: '2025-01-01T00:00:00.000Z', protocol: 'TLSv1.3' };

/** A provider where all is well, with a clock that moves only while somebody waits. */
class World {
  now = Date.UTC(2024, 5, 30, 12);
  arrivesAfter = 3_000;
  sent: OutgoingMail[] = [];
  sentAt = 0;
  closed = 0;
  mailboxes = [{ path: 'INBOX', specialUse: null, specialUseSource: null }, { path: 'Gesendet', specialUse: null, specialUseSource: null }];
  asked: string[] = [];
  session: MailSession = {
    listMailboxes: async () => this.mailboxes,
    status: async (path) => ({ path, uidValidity: 1, uidNext: 9, messages: 8, highestModseq: null }),
    searchSince: async (path, _epoch, since) => (this.asked.push(`${path} since ${since}`), path === 'INBOX' ? [1, 2, 3] : [7]),
    searchRange: async () => [],
    fetchHeaders: async () => [],
    fetchMessages: () => (async function* () { /* nothing is fetched by a test */ })(),
    totalSize: async (_path, _epoch, uids) => uids.length * 1000,
    findMessageId: async (_path, messageId) => (this.sent.some((mail) => mail.messageId === messageId) && this.now - this.sentAt >= this.arrivesAfter ? 5 : null),
    append: async () => Promise.reject(new Error('nothing is appended by a test')),
    setSeen: async () => Promise.reject(new Error('nothing is marked by a test')),
    idle: async () => 'unsupported',
    close: async () => void this.closed++,
  };
  ports: TestPorts = {
    clock: { now: () => new Date(this.now) },
    wait: async (ms, signal) => {
      if (signal.aborted) throw new Error('aborted');
      this.now += ms;
    },
    newId: () => 'id-1',
    server: { connect: async () => this.session },
    probe: { resolve: async (host) => [`192.0.2.${host.length}`], reach: async () => undefined, secure: async () => ({ certificate, greeting: 'hello' }) },
    sender: {
      verify: async () => ({ greeting: 'hello' }),
      send: async (_settings, mail) => {
        this.sent.push(mail);
        this.sentAt = this.now;
        return { response: '250 taken' };
      },
    },
  };
  events: StepEvent[] = [];
  controller = new AbortController();

  run(tested: { backfillDays: number; sentMailbox: string | null } = account): ReturnType<typeof testAccount> {
    return testAccount(this.ports, tested, settings, (event) => this.events.push(testEventSchema.parse(event) as StepEvent), this.controller.signal);
  }

  outcome(): Record<string, string> {
    return Object.fromEntries(this.events.filter(({ status }) => status !== 'running').map(({ step, status, error }) => [step, error ? error.code : status]));
  }

  factsOf(step: string): StepEvent['facts'] {
    return this.events.find((event) => event.step === step && event.status === 'passed')?.facts;
  }
}

const allPassed = Object.fromEntries(TEST_STEPS.map((step) => [step, 'passed']));

describe('testing an account', () => {
  it('passes when every step does, in order, with what was found', async () => {
    const world = new World();
    expect(await world.run()).toEqual({ passed: true, error: null });
    expect(world.outcome()).toEqual(allPassed);
    expect(world.events.map(({ step, status }) => `${step} ${status}`)).toEqual(TEST_STEPS.flatMap((step) => [`${step} running`, `${step} passed`]));
    expect(world.factsOf('resolve')).toEqual({ addresses: ['192.0.2.15'] });
    expect(world.factsOf('tls-imap')).toMatchObject({ issuer: 'Known Authority', validTo: '2025-01-01T00:00:00.000Z' });
    expect(world.factsOf('mailboxes')).toEqual({ inbox: 'INBOX', sent: 'Gesendet', names: ['INBOX', 'Gesendet'] });
    expect(world.factsOf('window')).toEqual({ days: 30, messages: 4, bytes: 4000 });
    expect(world.asked).toEqual(['INBOX since 2024-05-31', 'Gesendet since 2024-05-31']);
    expect(world.factsOf('arrive')).toEqual({ seconds: 3 });
    expect(world.closed).toBe(1);
  });

  it('sends one message, to the own address, that no machine answers', async () => {
    const world = new World();
    await world.run();
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]).toMatchObject({ messageId: 'email-center-test.id-1@firma.test', from: 'anna@firma.test', to: ['anna@firma.test'], headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(world.sent[0]!.subject).toContain('anna@firma.test');
  });

  it('goes on with the sending server when the receiving one fails, and sends nothing that could not be seen arriving', async () => {
    const world = new World();
    world.ports.probe.reach = async (host) => {
      if (host === 'imap.firma.test') throw refusal('port-closed');
    };
    expect(await world.run()).toMatchObject({ passed: false, error: { code: 'port-closed' } });
    expect(world.outcome()).toEqual({
      resolve: 'passed', 'reach-imap': 'port-closed', 'tls-imap': 'skipped', 'login-imap': 'skipped', mailboxes: 'skipped', window: 'skipped',
      'reach-smtp': 'passed', 'tls-smtp': 'passed', 'login-smtp': 'passed', send: 'skipped', arrive: 'skipped',
    });
    expect(world.sent).toEqual([]);
  });

  it('tests the server whose name is known when the other name is not', async () => {
    const world = new World();
    world.ports.probe.resolve = async (host) => {
      if (host === 'smtp.firma.test') throw refusal('name-not-found');
      return ['192.0.2.1'];
    };
    expect(await world.run()).toMatchObject({ passed: false });
    expect(world.outcome()).toMatchObject({ resolve: 'name-not-found', 'login-imap': 'passed', window: 'passed', 'reach-smtp': 'skipped', send: 'skipped' });
  });

  it.each([
    ['login-imap', (world: World) => (world.ports.server.connect = () => Promise.reject(refusal('wrong-password'))), 'wrong-password'],
    ['tls-smtp', (world: World) => (world.ports.probe.secure = (protocol) => (protocol === 'smtp' ? Promise.reject(refusal('tls-expired')) : Promise.resolve({ certificate, greeting: '' }))), 'tls-expired'],
    ['login-smtp', (world: World) => (world.ports.sender.verify = () => Promise.reject(refusal('wrong-password'))), 'wrong-password'],
    ['send', (world: World) => (world.ports.sender.send = () => Promise.reject(refusal('message-refused'))), 'message-refused'],
    ['window', (world: World) => (world.session.searchSince = () => Promise.reject(refusal('command-refused'))), 'command-refused'],
    ['mailboxes', (world: World) => (world.session.listMailboxes = () => Promise.reject(new TypeError('broken'))), 'bug'],
  ] as const)('does not pass when %s fails', async (step, breakIt, code) => {
    const world = new World();
    breakIt(world);
    expect(await world.run()).toMatchObject({ passed: false, error: { code } });
    expect(world.outcome()[step]).toBe(code);
    expect(Object.keys(world.outcome())).toEqual([...TEST_STEPS]);
  });

  it('does not pass without a Sent mailbox, says to choose it by hand, and measures the Inbox all the same', async () => {
    const world = new World();
    world.mailboxes = world.mailboxes.slice(0, 1);
    const { passed, error } = await world.run();
    expect(passed).toBe(false);
    expect(error).toMatchObject({ code: 'no-sent-mailbox', remedier: 'owner', message: expect.stringContaining('choose it by hand'), detail: 'INBOX' });
    expect(world.factsOf('window')).toMatchObject({ messages: 3 });
    expect(world.outcome()).toMatchObject({ arrive: 'passed' });
  });

  it('takes the Sent mailbox chosen by hand, and fails when it is gone', async () => {
    const world = new World();
    expect(await world.run({ backfillDays: 30, sentMailbox: 'Gone' })).toMatchObject({ passed: false, error: { code: 'mailbox-missing' } });
    const other = new World();
    await other.run({ backfillDays: 30, sentMailbox: 'Gesendet' });
    expect(other.factsOf('mailboxes')).toMatchObject({ sent: 'Gesendet' });
  });

  it('counts nothing when nothing before now is wanted', async () => {
    const world = new World();
    expect(await world.run({ backfillDays: 0, sentMailbox: null })).toMatchObject({ passed: true });
    expect(world.factsOf('window')).toEqual({ days: 0, messages: 0, bytes: 0 });
  });

  it('waits a minute for the test message and then says that it is missing', async () => {
    const world = new World();
    world.arrivesAfter = Infinity;
    const before = world.now;
    expect(await world.run()).toMatchObject({ passed: false, error: { code: 'test-message-missing' } });
    expect(world.now - before).toBe(60_000);
  });

  it('breaks off when it is told to, reports the rest as skipped, and closes its session', async () => {
    const world = new World();
    world.arrivesAfter = Infinity;
    world.ports.wait = async () => {
      world.controller.abort();
      throw new Error('aborted');
    };
    expect(await world.run()).toMatchObject({ passed: false, error: { code: 'cancelled' } });
    expect(world.outcome()).toMatchObject({ send: 'passed', arrive: 'cancelled' });
    expect(world.closed).toBe(1);
    const early = new World();
    early.controller.abort();
    expect(await early.run()).toMatchObject({ passed: false, error: { code: 'cancelled' } });
    expect(Object.values(early.outcome())).toEqual(TEST_STEPS.map(() => 'skipped'));
  });
});
