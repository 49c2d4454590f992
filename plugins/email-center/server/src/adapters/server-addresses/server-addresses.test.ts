import { describe, expect, it } from 'vitest';
import { createServerAddresses } from './index';
import { isPublic } from './public';

describe('an address', () => {
  it.each([
    '127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'fec0::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1', '2001::1',
    '2001:db8::1', 'localhost', '', '127.1', '0x7f.0.0.1', '2130706433',
  ])('of an inner network, or that could be one, is not public: %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['9.9.9.9', '172.15.255.255', '172.32.0.1', '192.167.1.1', '100.128.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::6d', '2001:4860:4860::8888'])('of the internet is public: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe('the addresses of a server', () => {
  const names: Record<string, string[]> = { 'mail.example.com': ['2a00:1450:4001::6d', '9.9.9.9'], 'inner.example.com': ['10.0.0.5'], 'both.example.com': ['10.0.0.5', '9.9.9.10'] };
  const resolve = async (host: string): Promise<string[]> => names[host] ?? Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
  const open = (rules: { privateAddresses?: boolean; ports?: number[] | null } = {}) => createServerAddresses({ privateAddresses: true, ports: null, resolve, ...rules });
  const server = (host: string, port = 993) => ({ host, port });

  it('are all allowed as it comes, and the server is reached by its name', async () => {
    const addresses = open();
    expect(await addresses.find('inner.example.com')).toEqual(['10.0.0.5']);
    expect(await addresses.find('127.0.0.1')).toEqual(['127.0.0.1']);
    expect(await addresses.pin(server('inner.example.com'))).toBeNull();
  });

  it('of an inner network are refused where the operator forbids them, by name and by number, and not told', async () => {
    const addresses = open({ privateAddresses: false });
    for (const host of ['inner.example.com', '127.0.0.1', '::1', '192.168.0.1']) {
      await expect(addresses.find(host)).rejects.toMatchObject({ code: 'address-forbidden', remedier: 'administrator' });
      await expect(addresses.pin(server(host))).rejects.toMatchObject({ code: 'address-forbidden' });
    }
    await expect(addresses.find('inner.example.com')).rejects.not.toThrow(/10\.0\.0\.5/);
  });

  it('are pinned then, so that a name which means something else a moment later leads nowhere else', async () => {
    const addresses = open({ privateAddresses: false });
    expect(await addresses.pin(server('mail.example.com'))).toBe('9.9.9.9');
    expect(await addresses.pin(server('both.example.com'))).toBe('9.9.9.10');
    expect(await addresses.find('both.example.com')).toEqual(['9.9.9.10']);
    expect(await addresses.pin(server('9.9.9.9'))).toBe('9.9.9.9');
  });

  it('may be reached at the allowed ports only', async () => {
    const addresses = open({ ports: [993, 465] });
    expect(await addresses.pin(server('mail.example.com', 465))).toBeNull();
    await expect(addresses.pin(server('mail.example.com', 6379))).rejects.toMatchObject({ code: 'port-forbidden', remedier: 'administrator' });
    await expect(addresses.pin(server('mail.example.com', 6379))).rejects.toThrow('6379');
  });

  it('of a name that does not exist are a failure, not an empty list', async () => {
    await expect(open().find('nowhere.example.com')).rejects.toMatchObject({ code: 'name-not-found' });
  });

  it('are not waited for beyond the deadline, nor by who no longer wants them', async () => {
    const never = createServerAddresses({ privateAddresses: true, ports: null, timeouts: { connect: 10 }, resolve: () => new Promise(() => undefined) });
    await expect(never.find('mail.example.com')).rejects.toMatchObject({ code: 'name-not-found' });
    await expect(never.find('mail.example.com', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
