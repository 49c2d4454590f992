import { describe, expect, it } from 'vitest';
import { serversOfService } from './srv';

const service = { name: '_imaps._tcp.firma.example', protocol: 'imap', security: 'tls' } as const;
const record = (target: string, priority = 0, weight = 0, port = 993) => ({ target, port, priority, weight });
const hosts = (...records: Parameters<typeof serversOfService>[1][number][]) => serversOfService(service, records).map(({ host }) => host);

describe('the servers that SRV records name', () => {
  it('come by priority, the lowest number first, and then by weight, the greatest first', () => {
    expect(hosts(record('c.example', 20, 100), record('b.example', 10, 5), record('a.example', 10, 50))).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('are the same each time, also where the records leave it open', () => {
    expect(hosts(record('b.example'), record('a.example'))).toEqual(hosts(record('a.example'), record('b.example')));
  });

  it('are none where the target is a single dot: the service is decidedly not offered', () => {
    expect(hosts(record('.'))).toEqual([]);
  });

  it('have the encryption of their service and no login of their own', () => {
    expect(serversOfService({ ...service, security: 'starttls' }, [record('Mail.Firma.Example.', 0, 0, 143)])).toEqual([
      { protocol: 'imap', host: 'mail.firma.example', port: 143, security: 'starttls', login: null, signIn: 'password' },
    ]);
  });

  it('are names with a port, not numbers and not nonsense', () => {
    expect(hosts(record('192.0.2.1'), record('localhost'), record('mail.example', 0, 0, 0), record('a b.example'), record('x'.repeat(300)))).toEqual([]);
  });
});
