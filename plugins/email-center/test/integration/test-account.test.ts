import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createMailServer } from '../../server/src/adapters/imap';
import { createServerProbe } from '../../server/src/adapters/probe';
import { createServerAddresses } from '../../server/src/adapters/server-addresses';
import { createMailSender } from '../../server/src/adapters/smtp';
import type { ConnectionSettings } from '../../server/src/domain/mail/account';
import { allowedSender, allowedServer } from '../../server/src/flow/allowed-servers';
import type { ServerAddresses } from '../../server/src/flow/ports';
import { testAccount } from '../../server/src/flow/test-account';
import type { StepEvent, TestResult } from '../../server/src/flow/test-account';
import { TEST_STEPS } from '../../shared/contracts';
import type { CertificateFlaw } from '../servers/authority';
import { startDovecot } from '../servers/dovecot';
import type { Dovecot, DovecotOptions } from '../servers/dovecot';
import { createSimpleParser } from '../servers/simple-parser';

const anna = 'anna@test.local';
const timeouts = { connect: 3_000, silence: 5_000, command: 20_000 };

describe('testing an account against real servers', () => {
  let folder: string;
  let dovecot: Dovecot;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ec-test-account-'));
    dovecot = await startDovecot({ users: { [anna]: 'secret' } });
  });
  afterAll(async () => {
    await dovecot.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const everywhere = createServerAddresses({ privateAddresses: true, ports: null, timeouts });
  const reading = (caFile: string | undefined) => createMailServer({ blobs: createFolderBlobStore({ folder }), parser: createSimpleParser(), caFile, timeouts, maxMessageBytes: 1e6 });

  async function run(settings: ConnectionSettings, caFile: string | undefined, backfillDays = 30, addresses = everywhere): Promise<TestResult & { outcome: Record<string, string>; events: StepEvent[] }> {
    const events: StepEvent[] = [];
    const result = await testAccount({
      server: allowedServer(reading(caFile), addresses), probe: createServerProbe({ addresses, caFile, timeouts }), sender: allowedSender(createMailSender({ caFile, timeouts }), addresses),
      clock: { now: () => new Date() }, wait: (ms, signal) => delay(ms / 10, undefined, { signal }), newId: randomUUID,
    }, { backfillDays, sentMailbox: null }, settings, (event) => events.push(event), new AbortController().signal);
    const outcome = Object.fromEntries(events.filter(({ status }) => status !== 'running').map(({ step, status, error }) => [step, error ? error.code : status]));
    expect(JSON.stringify(events)).not.toContain(settings.password);
    return { ...result, outcome, events };
  }

  for (const security of ['tls', 'starttls'] as const) {
    it(`passes over ${security}, and the test message really arrives`, async () => {
      const own = `${security}@test.local`;
      await dovecot.addUser(own, 'secret');
      await dovecot.deliver(own, 'INBOX', [{ raw: 'Subject: now\r\n\r\nbody\r\n' }, { raw: 'Subject: long ago\r\n\r\nbody\r\n', receivedAt: new Date('2020-01-01') }]);
      const { passed, error, outcome, events } = await run(dovecot.settings(own, security), dovecot.caFile);
      expect(error).toBeNull();
      expect(passed).toBe(true);
      expect(outcome).toEqual(Object.fromEntries(TEST_STEPS.map((step) => [step, 'passed'])));
      const facts = (step: string): StepEvent['facts'] => events.find((event) => event.step === step && event.status === 'passed')?.facts;
      expect(facts('tls-imap')).toMatchObject({ issuer: 'Test authority', greeting: expect.stringContaining('Dovecot') });
      expect(facts('tls-smtp')).toMatchObject({ issuer: 'Test authority' });
      expect(facts('mailboxes')).toMatchObject({ inbox: 'INBOX', sent: 'Sent' });
      expect(facts('window')).toMatchObject({ days: 30, messages: 1 });
      expect(Number(facts('window')!.bytes)).toBeGreaterThan(20);
    });
  }

  it('says which password is wrong, and that nothing was sent', async () => {
    const { passed, outcome } = await run({ ...dovecot.settings(anna), password: 'not-the-secret' }, dovecot.caFile);
    expect(passed).toBe(false);
    expect(outcome).toEqual({
      resolve: 'passed', 'reach-imap': 'passed', 'tls-imap': 'passed', 'login-imap': 'wrong-password', mailboxes: 'skipped', window: 'skipped',
      'reach-smtp': 'passed', 'tls-smtp': 'passed', 'login-smtp': 'wrong-password', send: 'skipped', arrive: 'skipped',
    });
  });

  it('passes again after the password was changed on both sides', async () => {
    await dovecot.changePassword(anna, 'a-new-secret');
    expect(await run(dovecot.settings(anna), dovecot.caFile)).toMatchObject({ passed: true });
  });

  it('names a host that does not exist and a port where nothing listens', async () => {
    const settings = dovecot.settings(anna);
    const unknown = await run({ ...settings, imap: { ...settings.imap, host: 'mail.invalid' } }, dovecot.caFile);
    expect(unknown.outcome).toMatchObject({ resolve: 'name-not-found', 'reach-imap': 'skipped', 'reach-smtp': 'passed', 'login-smtp': 'passed', send: 'skipped' });
    const closed = await run({ ...settings, smtp: { ...settings.smtp, port: 1 } }, dovecot.caFile);
    expect(closed.outcome).toMatchObject({ 'login-imap': 'passed', 'reach-smtp': 'port-closed', 'tls-smtp': 'skipped' });
  });

  it('tells TLS on a port that speaks plain text, and STARTTLS on one that speaks TLS', async () => {
    const { imap, ...rest } = dovecot.settings(anna);
    const plain = dovecot.ports.imap;
    expect((await run({ ...rest, imap: { ...imap, port: plain } }, dovecot.caFile)).outcome).toMatchObject({ 'tls-imap': 'tls-failed', 'login-imap': 'skipped' });
    const upside = await run({ ...rest, imap: { ...imap, security: 'starttls' } }, dovecot.caFile);
    expect(upside.outcome['tls-imap']).toMatch(/^(no-answer|connection-lost|not-a-mail-server)$/);
  });

  it('tells an SMTP server on the IMAP port', async () => {
    const settings = dovecot.settings(anna);
    expect((await run({ ...settings, imap: settings.smtp }, dovecot.caFile)).outcome['tls-imap']).toBe('not-a-mail-server');
  });

  it('trusts no authority that was not added', async () => {
    expect((await run(dovecot.settings(anna), undefined)).outcome).toMatchObject({ 'tls-imap': expect.stringMatching(/^tls-(untrusted|self-signed)$/), 'login-imap': 'skipped', 'tls-smtp': expect.stringMatching(/^tls-(untrusted|self-signed)$/) });
  });

  const flaws: [CertificateFlaw, string][] = [['expired', 'tls-expired'], ['not-yet-valid', 'tls-not-yet-valid'], ['wrong-name', 'tls-wrong-name'], ['self-signed', 'tls-self-signed']];
  for (const [certificate, code] of flaws) {
    it(`refuses a certificate that is ${certificate}, for receiving and for sending, by TLS and STARTTLS`, async () => {
      await withDovecot({ certificate, users: { [anna]: 'secret' } }, async (flawed) => {
        for (const security of ['tls', 'starttls'] as const) {
          const { outcome, passed } = await run(flawed.settings(anna, security), flawed.caFile);
          expect(passed).toBe(false);
          expect(outcome).toMatchObject({ 'tls-imap': code, 'login-imap': 'skipped', 'tls-smtp': code, 'login-smtp': 'skipped', send: 'skipped' });
        }
      });
    });
  }

  it('does not speak to a server that offers no encryption', async () => {
    await withDovecot({ tls: false, users: { [anna]: 'secret' } }, async (open) => {
      const { outcome } = await run(open.settings(anna, 'starttls'), open.caFile);
      expect(outcome).toMatchObject({ 'reach-imap': 'passed', 'tls-imap': 'starttls-missing', 'login-imap': 'skipped', 'tls-smtp': 'starttls-missing', 'login-smtp': 'skipped' });
    });
  });

  it('fails without a Sent mailbox and finds one by its name', async () => {
    await withDovecot({ mailboxes: { Drafts: { specialUse: '\\Drafts' } }, users: { [anna]: 'secret' } }, async (bare) => {
      expect((await run(bare.settings(anna), bare.caFile)).outcome).toMatchObject({ mailboxes: 'no-sent-mailbox', window: 'passed', arrive: 'passed' });
      await bare.doveadm('mailbox', 'create', '-u', anna, 'Gesendete Objekte');
      expect(await run(bare.settings(anna), bare.caFile)).toMatchObject({ passed: true });
    });
  });

  describe('where the operator allows only some servers', () => {
    it('does not connect into a private network, and says who can allow it', async () => {
      const { outcome, error } = await run(dovecot.settings(anna), dovecot.caFile, 30, createServerAddresses({ privateAddresses: false, ports: null, timeouts }));
      expect(outcome).toEqual({ ...Object.fromEntries(TEST_STEPS.map((step) => [step, 'skipped'])), resolve: 'address-forbidden' });
      expect(error).toMatchObject({ remedier: 'administrator', message: expect.stringContaining('private network') });
    });

    it('does not connect to other ports', async () => {
      const settings = dovecot.settings(anna);
      const { outcome } = await run(settings, dovecot.caFile, 30, createServerAddresses({ privateAddresses: true, ports: [settings.smtp.port], timeouts }));
      expect(outcome).toMatchObject({ resolve: 'passed', 'reach-imap': 'port-forbidden', 'tls-imap': 'skipped', 'login-imap': 'skipped', 'login-smtp': 'passed' });
    });

    const pinned: ServerAddresses = { find: async () => ['127.0.0.1'], pin: async () => '127.0.0.1' };
    for (const security of ['tls', 'starttls'] as const) {
      it(`connects to the address that was allowed and wants the certificate of the name, over ${security}`, async () => {
        const own = dovecot.settings(anna, security);
        const named = (host: string): ConnectionSettings => ({ ...own, password: 'a-new-secret', imap: { ...own.imap, host }, smtp: { ...own.smtp, host } });
        expect(await run(named('localhost'), dovecot.caFile, 30, pinned)).toMatchObject({ passed: true });
        // A name that leads nowhere: only the pinned address can have been reached.
        const { outcome } = await run(named('mail.invalid'), dovecot.caFile, 30, pinned);
        expect(outcome).toMatchObject({ 'reach-imap': 'passed', 'tls-imap': 'tls-wrong-name', 'tls-smtp': 'tls-wrong-name' });
        await expect(allowedServer(reading(dovecot.caFile), pinned).connect(named('mail.invalid'))).rejects.toMatchObject({ code: 'tls-wrong-name' });
        await expect(allowedSender(createMailSender({ caFile: dovecot.caFile, timeouts }), pinned).verify(named('mail.invalid'))).rejects.toMatchObject({ code: 'tls-wrong-name' });
      });
    }
  });

  async function withDovecot(options: DovecotOptions, use: (server: Dovecot) => Promise<void>): Promise<void> {
    const server = await startDovecot(options);
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  }
});
