import { describe, expect, it } from 'vitest';
import { askedAddress, guessedServers, isWithin, planDiscovery } from './plan';

const asked = (address: string) => askedAddress(address)!;

describe('whom the settings of an address are asked of', () => {
  it('is the address’s own domain, and nobody else', () => {
    const { services, documents, domain } = planDiscovery(asked('anna@firma.example'));
    const names = [...services.map(({ name }) => name), ...documents.map((url) => new URL(url).hostname), domain];
    for (const name of names) expect(isWithin(name, 'firma.example'), name).toBe(true);
    for (const protocol of ['imap', 'smtp'] as const) for (const { host } of guessedServers(domain, protocol)) expect(isWithin(host, 'firma.example')).toBe(true);
  });

  it('is never told whose address it is', () => {
    expect(JSON.stringify(planDiscovery(asked('anna.weber@firma.example')))).not.toContain('anna');
  });

  it('is asked for encrypted services only, with encryption from the first octet first (RFC 8314)', () => {
    expect(planDiscovery(asked('a@firma.example')).services).toEqual([
      { name: '_imaps._tcp.firma.example', protocol: 'imap', security: 'tls' },
      { name: '_submissions._tcp.firma.example', protocol: 'smtp', security: 'tls' },
      { name: '_imap._tcp.firma.example', protocol: 'imap', security: 'starttls' },
      { name: '_submission._tcp.firma.example', protocol: 'smtp', security: 'starttls' },
    ]);
  });

  it('is asked for its file by HTTPS alone', () => {
    expect(planDiscovery(asked('a@firma.example')).documents).toEqual([
      'https://autoconfig.firma.example/mail/config-v1.1.xml', 'https://firma.example/.well-known/autoconfig/mail/config-v1.1.xml',
    ]);
  });
});

describe('an address', () => {
  it('is asked about by its domain in ASCII, and keeps its spelling for the login', () => {
    expect(askedAddress(' Anna@Bücher.example ')).toEqual({ address: 'Anna@Bücher.example', local: 'Anna', domain: 'xn--bcher-kva.example' });
  });

  it.each(['anna', '@firma.example', 'anna@localhost', 'anna@[192.0.2.1]', 'anna@192.0.2.1', 'anna@firma..example', 'anna@-firma.example', 'anna@firma.example/x', `anna@${'a'.repeat(64)}.example`, 'anna@2130706433', ''])(
    'without a domain that could be asked is asked about nowhere: %s', (address) => {
      expect(askedAddress(address)).toBeNull();
    });
});
