/**
 * A forward address in a real browser on the running application: its address and guide in the settings, a forwarded message
 * as a colleague reads it, and one that needs a look.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openApi } from './host/api';
import { DemoMail } from './host/demo-mail';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

interface Account {
  id: string;
  kind: string;
  address: string;
}

/** Used where the demo has no forward address of its own. */
const SPARE = { address: 'team@kontor-nord.example', password: 'demo-team' };
const SABINE = 'sabine.hartwig@kontor-nord.example';
const CUSTOMER = 'walk.customer@people.example';
const PATIENCE = 60_000;
const SETTINGS = '/settings/email-center/forward';
const CONTENT = '[data-forward]';
const host = inject('host');
const api = openApi(host);
const demo = new DemoMail(host.home);

const forwarded = ['---------- Forwarded message ---------', `From: Wilma Walk <${CUSTOMER}>`, 'Date: Mon, Nov 2, 2026 at 9:41 AM', 'Subject: Walked question', `To: Sabine Hartwig <${SABINE}>`, '', '', 'When can I start?'].join('\r\n');

describe('a forward address', () => {
  const { show, finished, picture } = usePanel();
  let account: Account;
  let mine: string | null = null;
  let panel: Panel;

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel;
  };
  const ofKind = async () => (await api<{ items: Account[] }>('/email-center/accounts?scope=all&limit=100')).items.find(({ kind }) => kind === 'forward');

  async function connect(): Promise<Account> {
    const endpoint = (port: number) => ({ host: 'localhost', port, security: 'tls' });
    const saved = await api<Account>('/email-center/accounts', {
      method: 'POST', body: { name: 'Forwarded', ...SPARE, login: SPARE.address, imap: endpoint(demo.imapPort), smtp: endpoint(demo.smtpPort), kind: 'forward', forward: { feeders: 'known' } },
    });
    mine = saved.id;
    await fetch(`${host.url}/email-center/accounts/${saved.id}/test`, { method: 'POST', headers: { authorization: `Bearer ${host.token}` } }).then((answer) => answer.text());
    return api<Account>(`/email-center/accounts/${saved.id}/activate`, { method: 'POST' });
  }

  beforeAll(async () => {
    account = (await ofKind()) ?? (await connect());
    const deliver = (subject: string, text: string) => demo.deliver({ ...SPARE, to: account.address, subject, from: SABINE, text });
    await deliver('Fwd: Walked question', forwarded);
    await deliver('Walked riddle', 'Somebody asked something.');
    await api(`/email-center/accounts/${account.id}/sync`, { method: 'POST' });
  }, PATIENCE * 2);
  afterAll(async () => {
    if (mine !== null) await api(`/email-center/accounts/${mine}`, { method: 'DELETE' });
  });

  it.each([
    { theme: 'light', width: 1440, language: 'en' }, { theme: 'dark', width: 1440, language: 'de' }, { theme: 'light', width: 360, language: 'de' }, { theme: 'light', width: 360, language: 'nl' },
  ] as const)('is shown with a guide, to be copied ($theme, $width, $language)', async (look) => {
    const { page } = await given(look);
    await panel.open(SETTINGS);
    await page.locator('[data-forward-address]').getByText(account.address).waitFor();
    await page.locator('[data-forward-guide] button').filter({ hasText: 'Thunderbird' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-forward-guide]').getByRole('region').waitFor();
    await picture(`forward-settings-${look.theme}-${look.width}-${look.language}`, { fullPage: true });
    expect(await violationsIn(page, CONTENT)).toEqual([]);
    expect(rawKeys(await page.locator(CONTENT).innerText())).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await finished();
  });

  it('asks before it gives the address a new secret', async () => {
    const { page } = await given();
    await panel.open(SETTINGS);
    await page.getByRole('button', { name: 'New secret' }).first().click();
    await page.getByRole('alertdialog').getByText('14 more days').waitFor();
    await picture('forward-rotate', { fullPage: true });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await finished();
  });

  it('shows a forwarded message as the customer\'s, and who forwarded it', async () => {
    const { page } = await given();
    await expect.poll(async () => (await api<{ items: { subject: string }[] }>(`/email-center/messages?account=${account.id}&limit=100`)).items.map(({ subject }) => subject), { timeout: PATIENCE }).toContain('Walked question');
    await panel.openMessages();
    await panel.rows().filter({ hasText: 'Walked question' }).first().click();
    await panel.message().waitFor();
    await panel.message().getByText(CUSTOMER).first().waitFor();
    expect(await page.locator('[data-forwarded]').innerText()).toContain('Forwarded by Sabine Hartwig (quoted in the text)');
    await picture('forward-reader', { fullPage: true });
    expect(await violationsIn(page, '[data-forwarded]')).toEqual([]);
    await finished();
  });

  it('leaves what cannot be read to a person, who says whose it is', async () => {
    const { page } = await given();
    await panel.open('/plugins/email-center/center/look');
    await panel.rows().filter({ hasText: 'Walked riddle' }).first().click();
    const form = page.locator('[data-look]');
    await form.getByText('Nothing in it says that it was forwarded').waitFor();
    await picture('forward-look', { fullPage: true });
    expect(await violationsIn(page, '[data-look]')).toEqual([]);
    await form.getByLabel('Address of the customer').fill(CUSTOMER);
    await page.keyboard.press('Enter');
    await page.getByText('Filed. No record knows this address.').waitFor();
    await form.waitFor({ state: 'detached' });
    await finished();
  });
});
