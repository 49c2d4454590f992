/** The quickstart as a newcomer runs it, with its own folder for settings and data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(__dirname, '../../../..');

interface Running {
  child: ChildProcess;
  lines: string[];
  url: string;
  password: string;
}

interface Account {
  id: string;
  address: string;
  state: string;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves at the line that says "ready"; rejects with everything said when it ends before. */
async function runQuickstart(home: string, port: number): Promise<Running> {
  const env = { ...process.env, QUICKSTART_HOME: home, PORT: String(port), HOST: '127.0.0.1', npm_lifecycle_event: undefined };
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/quickstart.mjs')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  child.stderr.on('data', (text: Buffer) => lines.push(text.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const ready = /^ready (http:\S+)\/admin admin=\S+@\S+ password=(\S+)$/.exec(line);
    if (ready) return { child, lines, url: ready[1] ?? '', password: ready[2] ?? '' };
  }
  throw new Error(`The quickstart ended:\n${lines.join('\n')}`);
}

async function stop({ child }: Running): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await exit) as [number | null];
  return code;
}

async function signIn({ url, password }: Running): Promise<(path: string) => Promise<unknown>> {
  const body = JSON.stringify({ email: 'admin@example.com', password });
  const answer = await fetch(`${url}/admin/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { data } = (await answer.json()) as { data: { token: string } };
  return async (place) => (await fetch(`${url}${place}`, { headers: { authorization: `Bearer ${data.token}` } })).json();
}

const listAccounts = async (get: (path: string) => Promise<unknown>): Promise<Account[]> =>
  ((await get('/email-center/accounts?scope=all')) as { items: Account[] }).items;

describe('the quickstart', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'email-center-quickstart-'));
  let port = 0;
  let running: Running;

  beforeAll(async () => {
    port = await freePort();
    running = await runQuickstart(home, port);
  });

  afterAll(async () => {
    if (running.child.exitCode === null && running.child.signalCode === null) await stop(running);
    rmSync(home, { recursive: true, force: true });
  });

  it('writes its secrets where nobody else reads them, and ends with the line that says how to sign in', () => {
    const settings = readFileSync(path.join(home, '.env'), 'utf8');
    expect(settings).toMatch(/^EMAIL_CENTER_KEYS=1:[A-Za-z0-9+/]{43}=$/m);
    expect(running.lines.at(-1)).toBe(`ready http://127.0.0.1:${port}/admin admin=admin@example.com password=${running.password}`);
  });

  it('has connected and imported both demo accounts, with an outcome for every message', async () => {
    const get = await signIn(running);
    const accounts = await listAccounts(get);
    expect(accounts.map(({ address, state }) => [address, state]).sort()).toEqual([['info@kontor-nord.example', 'active'], ['sabine.hartwig@kontor-nord.example', 'active']]);
    for (const { id } of accounts) {
      const status = (await get(`/email-center/accounts/${id}/status`)) as { matched: number; mailboxes: { serverCount: number; decided: number }[] };
      expect(status.mailboxes).toHaveLength(2);
      for (const { serverCount, decided } of status.mailboxes) expect(decided).toBe(serverCount);
      expect(status.matched).toBeGreaterThan(40);
    }
  });

  it('has loaded the records of the CRM', async () => {
    const get = await signIn(running);
    const counts = await Promise.all(
      ['candidate', 'customer', 'company', 'employee', 'lead'].map(async (name) => {
        const answer = (await get(`/content-manager/collection-types/api::${name}.${name}?pageSize=1`)) as { pagination: { total: number } };
        return answer.pagination.total;
      }),
    );
    expect(counts).toEqual([90, 50, 30, 10, 20]);
  });

  it('ends in good order, and finds everything again at the next start', async () => {
    expect(await stop(running)).toBe(0);
    running = await runQuickstart(home, port);
    const accounts = await listAccounts(await signIn(running));
    expect(accounts.map(({ state }) => state)).toEqual(['active', 'active']);
    expect(running.lines.some((line) => line.includes('Wrote'))).toBe(false);
  });
});
