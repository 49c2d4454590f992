/** Finding settings by real names, a real web server and real TLS, all on loopback. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createWebServer, type Server as WebServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../server/src/adapters/clock';
import { createNameService, createSettingsDocuments } from '../../server/src/adapters/discovery';
import { createServerProbe } from '../../server/src/adapters/probe';
import { createServerAddresses } from '../../server/src/adapters/server-addresses';
import { discoverSettings, FOUND_WITHIN } from '../../server/src/flow/discovery/discover-settings';
import type { ServerAddresses, ServerProbe } from '../../server/src/flow/ports';
import { discoverySchema } from '../../shared/contracts';
import { createAuthority, type TestAuthority } from '../servers/authority';
import { startDns, type DnsServer } from '../servers/dns';

const DOMAIN = 'firma.test';
const ADDRESS = `anna.weber@${DOMAIN}`;
const NAMES = [DOMAIN, `autoconfig.${DOMAIN}`, `www.${DOMAIN}`, `imap.${DOMAIN}`, `mail.${DOMAIN}`, `smtp.${DOMAIN}`];
const AUTOCONFIG = `autoconfig.${DOMAIN}/mail/config-v1.1.xml`;
const PATIENCE = 60_000;
const never = new AbortController().signal;

const config = (host: string) => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="${DOMAIN}"><domain>${DOMAIN}</domain><displayName>Firma &amp; Co</displayName>
<incomingServer type="pop3"><hostname>pop.${host}</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="imap"><hostname>${host}</hostname><port>143</port><socketType>plain</socketType><username>%EMAILADDRESS%</username></incomingServer>
<incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType><authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username></incomingServer>
<outgoingServer type="smtp"><hostname>${host}</hostname><port>587</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>`;

type Page = (response: ServerResponse, request: IncomingMessage) => void;
const xml = (text: string): Page => (response) => void response.writeHead(200, { 'Content-Type': 'text/xml' }).end(text);
const redirect = (to: string): Page => (response) => void response.writeHead(302, { Location: to }).end();

describe('finding settings', () => {
  let folder: string;
  let authority: TestAuthority;
  let dns: DnsServer;
  let web: WebServer;
  let imap: TlsServer;
  /** By host and path. */
  const pages = new Map<string, Page>();
  const requests: { url: string; headers: IncomingMessage['headers'] }[] = [];
  /** Names of the domain that lead to loopback; the others do not exist. */
  let existing: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ec-discovery-'));
    authority = await createAuthority(folder);
    const { cert, key } = await authority.issue('valid', NAMES);
    dns = await startDns();
    web = createWebServer({ cert, key }, (request, response) => {
      const url = `${request.headers.host?.split(':')[0]}${request.url}`;
      requests.push({ url, headers: request.headers });
      (pages.get(url) ?? ((one) => void one.writeHead(404, { 'Content-Type': 'text/plain' }).end()))(response, request);
    });
    imap = createTlsServer({ cert, key }, (socket) => {
      socket.on('error', () => undefined);
      socket.write('* OK ready\r\n');
    });
    for (const server of [web, imap]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
  });
  afterAll(async () => {
    web.closeAllConnections();
    await Promise.all([new Promise((resolve) => web.close(resolve)), new Promise((resolve) => imap.close(resolve)), dns.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    pages.clear();
    requests.length = 0;
    dns.zone.clear();
    dns.asked.length = 0;
    dns.zone.set(DOMAIN, {});
    existing = [DOMAIN, `autoconfig.${DOMAIN}`];
  });

  const port = (server: WebServer | TlsServer): number => (server.address() as AddressInfo).port;
  const resolve = async (host: string): Promise<string[]> => (existing.includes(host) ? ['127.0.0.1'] : Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' })));
  /** Pins what it finds, because the names of the test are known to nobody else. */
  const reachable = (): ServerAddresses => {
    const addresses = createServerAddresses({ privateAddresses: true, ports: null, resolve });
    return { find: addresses.find, pin: async ({ host }, signal) => (await addresses.find(host, signal))[0]! };
  };

  async function find(options: { addresses?: ServerAddresses; caFile?: string; address?: string } = {}) {
    const { addresses = reachable(), caFile = authority.caFile, address = ADDRESS } = options;
    const real = createServerProbe({ addresses, caFile, timeouts: { connect: 3_000 } });
    // The usual ports belong to the system.
    const secure: ServerProbe['secure'] = (protocol, endpoint, signal) => real.secure(protocol, { ...endpoint, port: port(imap) }, signal);
    const found = discoverySchema.parse(await discoverSettings({
      names: createNameService({ servers: [dns.address] }), documents: createSettingsDocuments({ addresses, caFile, port: port(web) }), probe: { secure }, clock: createSystemClock(),
    }, address, never));
    return { ...found, step: Object.fromEntries(found.steps.map((step) => [step.step, step])) };
  }

  it('reads the file of the domain over HTTPS, without telling whose address it is', async () => {
    pages.set(AUTOCONFIG, xml(config(`mail.${DOMAIN}`)));
    const { proposals } = await find();
    expect(proposals).toMatchObject([{
      imap: { host: `mail.${DOMAIN}`, port: 993, security: 'tls', from: 'autoconfig' }, smtp: { port: 587, security: 'starttls' }, login: 'anna.weber', name: 'Firma & Co', sureness: 'sure',
    }]);
    expect(JSON.stringify([requests, dns.asked])).not.toContain('anna');
  }, PATIENCE);

  it('reads SRV and MX records of a name server', async () => {
    dns.zone.set(`_imaps._tcp.${DOMAIN}`, { srv: [{ target: 'second.hoster.test', port: 993, priority: 20 }, { target: 'first.hoster.test', port: 1993, priority: 10 }] });
    dns.zone.set(`_submissions._tcp.${DOMAIN}`, { srv: [{ target: 'out.hoster.test', port: 465 }] });
    dns.zone.set(`_imap._tcp.${DOMAIN}`, { srv: [{ target: '.', port: 0 }] });
    dns.zone.set(DOMAIN, { mx: [{ exchange: 'mx00.kundenserver.de' }] });
    const { proposals, step, domainExists } = await find();
    expect(proposals).toMatchObject([
      { imap: { host: 'first.hoster.test', port: 1993, from: 'srv' }, smtp: { host: 'out.hoster.test', from: 'srv' }, elsewhere: ['first.hoster.test', 'out.hoster.test'] },
      { imap: { host: 'imap.ionos.de', from: 'mail-exchange' }, provider: { id: 'ionos' } },
    ]);
    expect([step.srv!.status, step['mail-exchange']!.status, domainExists]).toEqual(['found', 'found', true]);
  }, PATIENCE);

  it('takes a dot for "not offered", and says so by finding nothing', async () => {
    for (const label of ['_imaps', '_imap', '_submissions', '_submission']) dns.zone.set(`${label}._tcp.${DOMAIN}`, { srv: [{ target: '.', port: 0 }] });
    expect((await find()).step.srv!.status).toBe('nothing');
  }, PATIENCE);

  it('tries the usual names last, and proposes one that answered with a valid certificate', async () => {
    existing.push(`mail.${DOMAIN}`);
    const { proposals, step } = await find();
    expect(proposals).toMatchObject([{ imap: { host: `mail.${DOMAIN}`, port: 993, from: 'guess' }, sureness: 'guessed' }]);
    expect(step.guess!.status).toBe('found');
  }, PATIENCE);

  it('does not propose a usual name whose certificate is not trusted, and tells that', async () => {
    existing.push(`mail.${DOMAIN}`);
    const { proposals, step } = await find({ caFile: (await createAuthority(mkdtempSync(join(folder, 'other-')))).caFile });
    expect(proposals).toEqual([]);
    expect(step.guess).toMatchObject({ status: 'failed', error: { kind: 'tls' } });
    expect(step.autoconfig).toMatchObject({ status: 'failed', error: { kind: 'tls' } });
    expect(requests).toEqual([]);
  }, PATIENCE);

  it('says when there is no such domain', async () => {
    dns.zone.clear();
    expect(await find({ address: 'anna@frima.test' })).toMatchObject({ domainExists: false, proposals: [] });
  }, PATIENCE);

  it('goes nowhere in a private network where that is forbidden', async () => {
    pages.set(AUTOCONFIG, xml(config(`mail.${DOMAIN}`)));
    existing = NAMES;
    const { proposals, step } = await find({ addresses: createServerAddresses({ privateAddresses: false, ports: null, resolve }) });
    expect(proposals).toEqual([]);
    expect(step.autoconfig).toMatchObject({ status: 'failed', error: { code: 'address-forbidden' } });
    expect(step.guess).toMatchObject({ status: 'failed', error: { code: 'address-forbidden' } });
    expect(requests).toEqual([]);
  }, PATIENCE);

  describe('follows a redirect', () => {
    it('within the domain', async () => {
      existing.push(`www.${DOMAIN}`);
      pages.set(AUTOCONFIG, redirect(`https://www.${DOMAIN}/settings.xml`));
      pages.set(`www.${DOMAIN}/settings.xml`, xml(config(`mail.${DOMAIN}`)));
      expect((await find()).proposals).toHaveLength(1);
    }, PATIENCE);

    it.each([['to another host', 'https://evil.test/x'], ['to one that only looks alike', `https://not${DOMAIN}/x`], ['out of HTTPS', `http://www.${DOMAIN}/x`], ['to another port', `https://${DOMAIN}:22/x`], ['to itself for ever', `https://${AUTOCONFIG}`]])(
      'not %s', async (_name, to) => {
        existing.push('evil.test', `not${DOMAIN}`, `www.${DOMAIN}`);
        pages.set(AUTOCONFIG, redirect(to));
        const { step } = await find();
        expect(step.autoconfig).toMatchObject({ status: 'failed', error: { code: 'settings-unreadable' } });
        expect(requests.every(({ url }) => url === AUTOCONFIG || url.startsWith(`${DOMAIN}/`))).toBe(true);
      }, PATIENCE);
  });

  describe('is harmed by no document:', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b0 "x">${Array.from({ length: 30 }, (_, index) => `<!ENTITY b${index + 1} "&b${index};&b${index};">`).join('')}]><clientConfig>&b30;</clientConfig>`;
    it.each([
      ['one with entities that grow', bomb], ['one with a file for an entity', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><clientConfig>&f;</clientConfig>'],
      ['one of many megabytes', `<clientConfig>${'x'.repeat(5_000_000)}</clientConfig>`], ['one nested deeply', '<a>'.repeat(10_000)], ['one that is cut off', config('mail.test').slice(0, 300)],
      ['one that is no XML', '{"imap": "mail.test"}'], ['another one', '<rss></rss>'],
    ])('%s', async (_name, document) => {
      pages.set(AUTOCONFIG, xml(document));
      const { step, proposals } = await find();
      expect(step.autoconfig).toMatchObject({ status: 'failed', error: { code: 'settings-unreadable', remedier: 'administrator' } });
      expect(proposals).toEqual([]);
    }, PATIENCE);

    it('one that never ends', async () => {
      let writing: NodeJS.Timeout | undefined;
      pages.set(AUTOCONFIG, (response) => {
        response.writeHead(200, { 'Content-Type': 'text/xml' });
        writing = setInterval(() => response.write('x'.repeat(8_192)), 5);
        response.once('close', () => clearInterval(writing));
      });
      expect((await find()).step.autoconfig).toMatchObject({ status: 'failed', error: { code: 'settings-unreadable' } });
    }, PATIENCE);

    it('a page for people, whatever it was asked for, is none', async () => {
      pages.set(AUTOCONFIG, (response) => void response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><p>Welcome'));
      expect((await find()).step.autoconfig!.status).toBe('nothing');
    }, PATIENCE);
  });

  it('waits a bounded time for servers that are silent, and tells which they were', async () => {
    dns.zone.set(`_imaps._tcp.${DOMAIN}`, 'silent');
    pages.set(AUTOCONFIG, () => undefined);
    pages.set(`${DOMAIN}/.well-known/autoconfig/mail/config-v1.1.xml`, () => undefined);
    const { step } = await find();
    expect(['late', 'failed']).toContain(step.srv!.status);
    expect(['late', 'failed']).toContain(step.autoconfig!.status);
    for (const { ms } of Object.values(step)) expect(ms).toBeLessThan(FOUND_WITHIN + 5_000);
  }, PATIENCE);

  it('tells a name server that fails from one that knows of nothing', async () => {
    dns.zone.set(DOMAIN, 'failing');
    expect(await find()).toMatchObject({ domainExists: null });
    expect((await find()).step['mail-exchange']).toMatchObject({ status: 'failed', error: { code: 'name-not-found', remedier: 'administrator' } });
  }, PATIENCE);
});
