import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../../test/fakes/clock';
import { discoverySchema } from '../../../../shared/contracts';
import type { SrvRecord, XmlElement } from '../../domain/discovery/types';
import { MailError } from '../../domain/mail/mail-error';
import type { ServerProbe } from '../ports';
import { ASKED_WITHIN, discoverSettings, FOUND_WITHIN, type DiscoveryPorts } from './discover-settings';

const leaf = (name: string, text: string): XmlElement => ({ name, attributes: {}, text, children: [] });
const server = (name: string, type: string, host: string, port: string): XmlElement =>
  ({ name, attributes: { type }, text: '', children: [leaf('hostname', host), leaf('port', port), leaf('socketType', 'SSL'), leaf('username', '%EMAILADDRESS%')] });
const config = (host: string): XmlElement => ({
  name: 'clientConfig', attributes: {}, text: '',
  children: [{ name: 'emailProvider', attributes: {}, text: '', children: [server('incomingServer', 'imap', host, '993'), server('outgoingServer', 'smtp', host, '465')] }],
});
const refusal = (code: 'tls-expired' | 'name-not-found' | 'port-closed' | 'address-forbidden'): MailError =>
  new MailError({ kind: code === 'tls-expired' ? 'tls' : 'transient', code, remedier: 'owner', message: `it is ${code}` });

/** A domain that answers what it is given; everything else it does not have. */
class World {
  readonly clock = new FakeClock();
  readonly asked: string[] = [];
  services: Record<string, SrvRecord[] | MailError | 'silent'> = {};
  exchanges: { exchange: string; priority: number }[] | null | MailError = [];
  documents: Record<string, XmlElement | MailError | 'silent'> = {};
  /** `host:port` */
  answering: Record<string, true | MailError | 'silent'> = {};

  private answer<T>(asked: string, value: T | MailError | 'silent', signal: AbortSignal): Promise<T> {
    this.asked.push(asked);
    expect(signal).toBeInstanceOf(AbortSignal);
    if (value === 'silent') return new Promise(() => undefined);
    return value instanceof MailError ? Promise.reject(value) : Promise.resolve(value);
  }

  ports(): DiscoveryPorts {
    const certificate = { subject: '', issuer: '', validFrom: '', validTo: '', protocol: '' };
    const secure: ServerProbe['secure'] = async (_protocol, { host, port }, signal) => {
      const place = `${host}:${port}`;
      await this.answer(place, this.answering[place] ?? refusal('name-not-found'), signal!);
      return { certificate, greeting: 'hello' };
    };
    return {
      names: {
        services: (name, signal) => this.answer(name, this.services[name] ?? [], signal),
        exchanges: (domain, signal) => this.answer(domain, this.exchanges, signal),
      },
      documents: { read: (url, _domain, signal) => this.answer(url, this.documents[url] ?? null, signal) },
      probe: { secure }, clock: this.clock,
    };
  }

  async find(address = 'anna@firma.example', signal = new AbortController().signal) {
    const found = discoverySchema.parse(await discoverSettings(this.ports(), address, signal));
    return { ...found, outcome: Object.fromEntries(found.steps.map(({ step, status }) => [step, status])) };
  }
}

const AUTOCONFIG = 'https://autoconfig.firma.example/mail/config-v1.1.xml';
const WELL_KNOWN = 'https://firma.example/.well-known/autoconfig/mail/config-v1.1.xml';
const srv = (target: string, port: number): SrvRecord[] => [{ target, port, priority: 0, weight: 0 }];
/** Lets everything that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the settings of an address', () => {
  it('of a known provider are told at once, and nobody is asked', async () => {
    const world = new World();
    const found = await world.find('petra@gmx.de');
    expect(found.proposals).toMatchObject([{ imap: { host: 'imap.gmx.net', from: 'provider' }, sureness: 'sure', provider: { id: 'gmx', hint: 'enable-imap' } }]);
    expect(found.outcome).toEqual({ provider: 'found', autoconfig: 'skipped', srv: 'skipped', 'mail-exchange': 'skipped', guess: 'skipped' });
    expect(world.asked).toEqual([]);
  });

  it('are what the domain publishes for mail programs, from either place', async () => {
    for (const url of [AUTOCONFIG, WELL_KNOWN]) {
      const world = new World();
      world.documents[url] = config('mail.firma.example');
      const found = await world.find();
      expect(found.proposals).toMatchObject([{ imap: { host: 'mail.firma.example' }, login: 'anna@firma.example' }]);
      expect(found.outcome).toMatchObject({ autoconfig: 'found', guess: 'skipped' });
    }
  });

  it('are what its name service says, with a server elsewhere marked for the person to confirm', async () => {
    const world = new World();
    world.services['_imaps._tcp.firma.example'] = srv('mail.hoster.example', 993);
    world.services['_submissions._tcp.firma.example'] = srv('mail.hoster.example', 465);
    const found = await world.find();
    expect(found.proposals).toMatchObject([{ imap: { host: 'mail.hoster.example', port: 993 }, elsewhere: ['mail.hoster.example'], sureness: 'likely' }]);
  });

  it('are those of the provider its mail is delivered to', async () => {
    const world = new World();
    world.exchanges = [{ exchange: 'smtpin.rzone.de', priority: 5 }];
    expect((await world.find()).proposals).toMatchObject([{ imap: { host: 'imap.strato.de', from: 'mail-exchange' }, provider: { id: 'strato' } }]);
  });

  it('are guessed last, and proposed only when a server answered there', async () => {
    const world = new World();
    world.answering = { 'mail.firma.example:993': true, 'smtp.firma.example:587': true, 'mail.firma.example:587': true };
    const found = await world.find();
    expect(found.proposals).toMatchObject([{ imap: { host: 'mail.firma.example', port: 993, from: 'guess' }, smtp: { host: 'smtp.firma.example', port: 587, security: 'starttls' }, sureness: 'guessed' }]);
    expect(found.outcome).toEqual({ provider: 'nothing', autoconfig: 'nothing', srv: 'nothing', 'mail-exchange': 'nothing', guess: 'found' });
  });

  it('that are missing in part are guessed in that part alone', async () => {
    const world = new World();
    world.services['_imaps._tcp.firma.example'] = srv('mail.firma.example', 993);
    world.answering['mail.firma.example:465'] = true;
    expect((await world.find()).proposals).toMatchObject([{ imap: { from: 'srv' }, smtp: { port: 465, from: 'guess' } }]);
    expect(world.asked).not.toContain('imap.firma.example:993');
  });

  it('are not guessed for a domain that does not exist', async () => {
    const world = new World();
    world.exchanges = null;
    const found = await world.find();
    expect(found).toMatchObject({ domainExists: false, proposals: [], outcome: { guess: 'skipped' } });
  });

  it('are asked of names of the address’s domain alone, and nobody is told whose address it is', async () => {
    const world = new World();
    const found = await world.find('anna.weber@firma.example');
    expect(world.asked.length).toBeGreaterThan(8);
    for (const name of world.asked) {
      expect(name).not.toContain('anna');
      expect(new URL(name.startsWith('https:') ? name : `https://${name}`).hostname).toMatch(/(^|\.)firma\.example$/);
    }
    expect(found.steps.flatMap(({ asked }) => asked).sort()).toEqual([...world.asked].sort());
  });

  it('that cannot be read are a failure that is told, not an empty answer', async () => {
    const world = new World();
    world.documents[AUTOCONFIG] = refusal('tls-expired');
    world.services['_imaps._tcp.firma.example'] = refusal('name-not-found');
    world.answering['imap.firma.example:993'] = refusal('tls-expired');
    const found = await world.find();
    expect(found.outcome).toMatchObject({ autoconfig: 'failed', srv: 'failed', 'mail-exchange': 'nothing', guess: 'failed' });
    expect(found.steps.find(({ step }) => step === 'autoconfig')?.error?.code).toBe('tls-expired');
  });

  it('are found although one of those asked fails', async () => {
    const world = new World();
    world.documents[AUTOCONFIG] = refusal('address-forbidden');
    world.documents[WELL_KNOWN] = config('mail.firma.example');
    expect((await world.find()).outcome.autoconfig).toBe('found');
  });

  it('are not read from a document that is something else', async () => {
    const world = new World();
    world.documents[AUTOCONFIG] = leaf('html', '');
    expect((await world.find()).steps.find(({ step }) => step === 'autoconfig')).toMatchObject({ status: 'failed', error: { code: 'settings-unreadable' } });
  });

  it('of an address without a domain are not looked for', async () => {
    await expect(new World().find('anna@localhost')).rejects.toMatchObject({ code: 'invalid-input', field: 'address' });
  });
});

describe('a person who waits', () => {
  it('waits a bounded time for those who do not answer, and is told who they were', async () => {
    const world = new World();
    world.documents[AUTOCONFIG] = 'silent';
    world.services['_imaps._tcp.firma.example'] = 'silent';
    for (const host of ['imap', 'mail']) world.answering[`${host}.firma.example:993`] = 'silent';
    const finding = world.find();
    await settled();
    world.clock.advance(ASKED_WITHIN);
    await settled();
    world.clock.advance(FOUND_WITHIN - ASKED_WITHIN);
    const found = await finding;
    expect(found.outcome).toMatchObject({ autoconfig: 'late', srv: 'late', 'mail-exchange': 'nothing', guess: 'late' });
    expect(found.proposals).toEqual([]);
    expect(world.clock.timers).toBe(0);
  });

  it('who leaves calls it off', async () => {
    const world = new World();
    world.documents[AUTOCONFIG] = 'silent';
    const leaving = new AbortController();
    const finding = world.find('anna@firma.example', leaving.signal);
    await settled();
    leaving.abort();
    await expect(finding).rejects.toMatchObject({ code: 'cancelled' });
    expect(world.clock.timers).toBe(0);
  });
});
