import { describe, expect, it } from 'vitest';
import { asciiDomain, normalizeAddress } from './address';

describe('the comparable form of an address', () => {
  it('folds case and writes the domain in ASCII', () => {
    expect(normalizeAddress('Anna@Bücher.Example')).toBe('anna@xn--bcher-kva.example');
  });

  it('takes an address literal as a domain (RFC 5321 section 4.1.3)', () => {
    expect(normalizeAddress('a@[127.0.0.1]')).toBe('a@[127.0.0.1]');
    expect(normalizeAddress('a@[IPv6:2001:DB8::1]')).toBe('a@[ipv6:2001:db8::1]');
  });

  it.each(['a@[127.0.0.1', 'a@127.0.0.1]', 'a@[127.0.0.256]', 'a@[x.example]', 'a@[]', 'a@[IPv6:x]'])('is none for %s', (address) => {
    expect(normalizeAddress(address)).toBeNull();
  });

  it('never turns full-width digits into an IP address', () => {
    expect(asciiDomain('１２７.１')).toBeNull();
    expect(asciiDomain('１２３')).toBeNull();
    expect(normalizeAddress('a@１２７.０.０.１')).toBeNull();
    expect(asciiDomain('１２７.example')).toBe('127.example');
  });
});
