import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Address {
  host: string;
  port: number;
  url: string;
}

/** A script of the repository: it has no types that this project could read. */
const script = pathToFileURL(path.resolve(__dirname, '../../../scripts/quickstart/address.mjs')).href;
const { addressOf } = (await import(script)) as { addressOf(environment: Record<string, string>): Promise<Address> };

/** A port that somebody listens on while the work runs. */
async function whileTaken(work: (port: number) => Promise<void>): Promise<void> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work((server.address() as net.AddressInfo).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
}

describe('where the quickstart listens', () => {
  it('says that a port is in use, and how to choose another', async () => {
    await whileTaken(async (port) => {
      const advice = `PORT=${port === 65_535 ? 1337 : port + 1} npm run quickstart`;
      await expect(addressOf({ PORT: String(port) })).rejects.toMatchObject({ message: `Port ${port} on 127.0.0.1 is in use.`, advice: expect.stringContaining(advice) as unknown });
    });
  });

  it.each(['abc', '0', '65536', '-1', '80 '])('says that "%s" is not a port', async (PORT) => {
    await expect(addressOf({ PORT })).rejects.toMatchObject({ message: `PORT is "${PORT}", which is not a port.` });
  });

  it('says that an address of another machine cannot be listened on, and does not take it for a port in use', async () => {
    await expect(addressOf({ HOST: '192.0.2.1', PORT: '34567' })).rejects.toMatchObject({ message: 'Nothing can listen on HOST 192.0.2.1 (EADDRNOTAVAIL).' });
  });

  it('names an address that this machine reaches when it listens on all networks', async () => {
    let port = 0;
    await whileTaken((taken) => Promise.resolve(void (port = taken)));
    const address = await addressOf({ HOST: '0.0.0.0', PORT: String(port) });
    expect(address).toEqual({ host: '0.0.0.0', port, url: `http://127.0.0.1:${port}` });
  });
});
