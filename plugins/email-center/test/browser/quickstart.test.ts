/** The quickstart as a newcomer runs it, with its own folder for settings and data; the application is still running. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openApi, type Api } from './host/api';

const host = inject('host');

/** The accounts of the demo by the beginning of their address, and how many messages of each belong to records at least. */
const ACCOUNTS: Record<string, number> = { info: 10, 'katharina.roth': 10, 'sabine.hartwig': 40, vorgang: 4, weiterleitung: 16 };

const listAccounts = async (api: Api) => {
  const { items } = await api<{ items: { id: string; address: string; state: string }[] }>('/email-center/accounts?scope=all&limit=100');
  return items.flatMap((account) => {
    const [name = ''] = account.address.split(/[+@]/);
    return name in ACCOUNTS ? [{ ...account, name }] : [];
  });
};

describe('the quickstart', () => {
  const api = openApi(host);

  it('keeps secrets, mail and database where no other user reads them, and ends with the line that says how to sign in', () => {
    const settings = readFileSync(path.join(host.home, '.env'), 'utf8');
    expect(settings).toMatch(/^EMAIL_CENTER_KEYS=1:[A-Za-z0-9+/]{43}=$/m);
    for (const place of ['.env', 'data']) expect(statSync(path.join(host.home, place)).mode & 0o077).toBe(0);
    expect(host.firstStart.at(-1)).toBe(`ready ${host.url}/admin admin=admin@example.com password=${host.password}`);
  });

  it('has connected and imported the demo accounts, with an outcome for every message', async () => {
    const accounts = await listAccounts(api);
    expect(accounts.map(({ name, state }) => [name, state]).sort()).toEqual(Object.keys(ACCOUNTS).map((name) => [name, 'active']));
    for (const { id, name } of accounts) {
      const status = await api<{ matched: number; mailboxes: { serverCount: number; decided: number }[] }>(`/email-center/accounts/${id}/status`);
      expect(status.mailboxes).toHaveLength(2);
      for (const { serverCount, decided } of status.mailboxes) expect(decided).toBe(serverCount);
      expect(status.matched, name).toBeGreaterThanOrEqual(ACCOUNTS[name]!);
    }
  });

  it('has loaded the records of the CRM', async () => {
    const counts = await Promise.all(
      ['candidate', 'customer', 'company', 'employee', 'lead'].map(async (name) => {
        const { pagination } = await api<{ pagination: { total: number } }>(`/content-manager/collection-types/api::${name}.${name}?pageSize=1`);
        return pagination.total;
      }),
    );
    expect(counts).toEqual([90, 50, 30, 10, 20]);
  });

  it('ends in good order, and finds everything again at the next start', async () => {
    expect(host.firstEnd).toBe(0);
    expect(host.firstStart.some((line) => line.includes('Wrote'))).toBe(true);
    expect(host.secondStart.some((line) => line.includes('Wrote'))).toBe(false);
    expect((await listAccounts(api)).map(({ state }) => state)).toEqual(Object.keys(ACCOUNTS).map(() => 'active'));
  });

  it('sets the demo up once, and says each time how to sign in to it', () => {
    const setsUp = (lines: string[]) => lines.filter((line) => /^(Panel users|Lists|Routing|Account) /.test(line.replace(':', ' '))).length;
    expect([setsUp(host.firstStart), setsUp(host.secondStart)]).toEqual([8, 0]);
    for (const lines of [host.firstStart, host.secondStart]) expect(lines.join('\n')).toContain('thomas.brandt@kontor-nord.example');
  });
});
