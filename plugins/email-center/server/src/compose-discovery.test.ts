import { describe, expect, it } from 'vitest';
import { settingsSources } from './compose-discovery';

const timeouts = { connect: 5_000, silence: 5_000, command: 5_000 };
const never = new AbortController().signal;
/** Port 1 is the system's and nobody listens there; the name leads to this machine. */
const ask = (mailServers: boolean, discovery: boolean) =>
  settingsSources({ mailServers: { privateAddresses: mailServers, ports: null }, discovery: { privateAddresses: discovery }, timeouts }).probe.secure('imap', { host: 'localhost', port: 1, security: 'tls' }, never);

describe('settings are looked for', () => {
  it('in the internet only, though mail servers may stand in a private network', async () => {
    await expect(ask(true, false)).rejects.toMatchObject({ code: 'address-forbidden' });
  });

  it('in a private network where both settings allow it', async () => {
    await expect(ask(true, true)).rejects.toMatchObject({ code: 'port-closed' });
    await expect(ask(false, true)).rejects.toMatchObject({ code: 'address-forbidden' });
  });
});
