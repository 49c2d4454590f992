/**
 * The main job as a person does it, in a real browser on the running application with its demo mail server: from the
 * center to the record, a mailbox connected by hand, and the ledger.
 */
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { DemoMail } from './host/demo-mail';
import { openApi } from './host/api';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

interface ListedMessage {
  id: string;
  subject: string;
  attachmentCount: number;
  from: { address: string } | null;
  links: { recordType: string; recordId: string; label: string; reasons: { rule: string; as?: string }[] }[];
}

const CANDIDATE = 'api::candidate.candidate';
const APPLICATIONS = { address: 'bewerbung@kontor-nord.example', password: 'demo-bewerbung' };
const INFO = { address: 'info@kontor-nord.example', password: 'demo-info' };
const host = inject('host');
const api = openApi(host);
const demo = new DemoMail(host.home);

const listMessages = async (query: string) => (await api<{ items: ListedMessage[] }>(`/email-center/messages?limit=100&${query}`)).items;

async function accountId(address: string): Promise<string> {
  const { items } = await api<{ items: { id: string; address: string }[] }>('/email-center/accounts?scope=all&limit=100');
  const account = items.find((one) => one.address === address);
  if (!account) throw new Error(`The demo has no account ${address}.`);
  return account.id;
}

const sync = async ({ address }: { address: string }) => api(`/email-center/accounts/${await accountId(address)}/sync`, { method: 'POST' });

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** A message that a candidate sent, with an attachment, and the candidate. */
async function candidateMessage() {
  for (const message of await listMessages('links=linked&direction=incoming')) {
    const record = message.links.find(({ recordType, reasons }) => recordType === CANDIDATE && reasons.some(({ rule, as }) => rule === 'inbox-from' && as === undefined));
    if (record && message.attachmentCount > 0) return { message, record };
  }
  throw new Error('The demo has no message of a candidate with an attachment.');
}

describe('a person', () => {
  const { show, finished, browser } = usePanel();
  let panel: Panel;

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel;
  };

  it('signs in, opens the email center from the menu, and finds the imported messages with their records', async () => {
    const page = await (await browser().newContext({ locale: 'en' })).newPage();
    await page.goto(`${host.url}/admin`);
    await page.getByLabel('Email').fill(host.email);
    await page.locator('input[name="password"]').fill(host.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByRole('link', { name: 'Email center', exact: true }).click();
    await page.getByRole('link', { name: 'All messages' }).click();
    await page.getByRole('button', { name: /^More filters/ }).click();
    await page.getByRole('combobox', { name: 'Records' }).click();
    await page.getByRole('option', { name: 'Linked to a record' }).click();
    await page.waitForURL(/links=linked/);
    const expected = await listMessages('links=linked');
    const row = page.locator(`[data-message-row="${expected[0]?.id}"]`);
    await row.waitFor();
    expect(await row.innerText()).toContain(expected[0]?.links[0]?.label);
    await page.context().close();
  });

  it('reads why a message belongs to a candidate: the field and the address', async () => {
    const { message, record } = await candidateMessage();
    const { page } = await given();
    await panel.openMessage(message.id);
    await panel.message().waitFor();
    expect(await page.locator('[data-record-chips]').innerText()).toContain(`Candidate: ${record.label}`);
    await page.getByRole('button', { name: 'Why?' }).click();
    const sentence = page.getByText(new RegExp(`Linked because the sender ${message.from?.address} is in E-mail( [234])? of Candidate ${record.label}`));
    await sentence.waitFor();
    await finished();
  });

  it('sees with one choice which messages belong to nobody yet', async () => {
    const { page } = await given();
    await panel.openMessages();
    await panel.openFilters();
    await page.getByRole('combobox', { name: 'Records' }).click();
    await page.getByRole('option', { name: 'Unmatched' }).click();
    await page.waitForURL(/links=unmatched/);
    const [first] = await listMessages('links=unmatched');
    await page.locator(`[data-message-row="${first?.id}"]`).click();
    await panel.message().waitFor();
    expect(await page.locator('[data-record-chips]').innerText()).toContain('No record');
    await finished();
  });

  it('reads a newsletter that can neither run a script nor tell its sender that it was read', async () => {
    const { page, context } = await given({ alone: true });
    const asked: string[] = [];
    await context.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    const messages = await listMessages('direction=incoming');
    const details = await Promise.all(messages.map(({ id }) => api<{ id: string; blockedRemote: number; html: string | null }>(`/email-center/messages/${id}`)));
    const newsletter = details.find(({ blockedRemote }) => blockedRemote > 0);
    await panel.openMessage(newsletter?.id ?? 'none');
    const frame = page.locator('[data-message] iframe');
    await frame.waitFor();
    expect(await frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    await page.getByText(/remote images? blocked/).waitFor();
    expect(asked).toEqual([]);
    const image = page.waitForRequest((request) => !request.url().startsWith(host.url) && request.resourceType() === 'image');
    await page.getByRole('button', { name: 'Show images' }).click();
    expect((await image).url()).toMatch(/^https:/);
    await finished();
  });

  it('saves an attachment exactly as it was sent', async () => {
    const { message } = await candidateMessage();
    const { page } = await given();
    await panel.openMessage(message.id);
    const save = page.getByRole('button', { name: /^Save .*(?<!\.eml)$/ }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    const content = await contentOf(download);
    expect(content.length).toBeGreaterThan(100);
    expect(demo.holdsAttachment(content)).toBe(true);
    await finished();
  });

  it('finds the mail of a candidate on the candidate’s own page, with originals and attachments in their folder', async () => {
    const { record } = await candidateMessage();
    const { total } = await api<{ total: number }>(`/email-center/records/${CANDIDATE}/${record.recordId}/activities`);
    const { page } = await given();
    await panel.openRecord(CANDIDATE, record.recordId);
    await panel.activities().first().waitFor();
    expect(await panel.activities().count()).toBe(Math.min(total, 5));
    expect(await violationsIn(page, '[data-record-mail]')).toEqual([]);
    const times = await panel.activities().locator('time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times).toEqual([...times].sort().reverse());
    await panel.activities().first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-message]').waitFor();
    expect(await violationsIn(page, '[role="dialog"]')).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save .*\.eml$/ }).click()]);
    expect(demo.holdsOriginal(await contentOf(download))).toBe(true);
    await finished();
  });

  it('opens the whole history of a record that has more than the panel shows', async () => {
    const { message, record } = await candidateMessage();
    const history = () => api<{ total: number }>(`/email-center/records/${CANDIDATE}/${record.recordId}/activities`);
    const before = (await history()).total;
    for (let number = 1; number <= 6; number += 1) await demo.deliver({ ...INFO, from: message.from?.address, subject: `Nachtrag ${number} ${crypto.randomUUID()}` });
    await sync(INFO);
    const total = before + 6;
    await expect.poll(async () => (await history()).total, { timeout: 20_000 }).toBe(total);
    const { page } = await given();
    await panel.openRecord(CANDIDATE, record.recordId);
    await page.getByRole('button', { name: `All ${total}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-activity]').nth(total - 1).waitFor({ state: 'attached' });
    await dialog.locator('[data-activity]').last().click();
    await dialog.locator('[data-message]').waitFor();
    await dialog.getByRole('button', { name: 'All mail' }).click();
    await dialog.locator('[data-activity]').first().waitFor();
    await finished();
  });

  it('connects a mailbox: a wrong password is told with its remedy, the right one passes, and the import shows itself', async () => {
    const { page } = await given();
    await panel.openAccount('new');
    await page.getByLabel('Address').fill(APPLICATIONS.address);
    await page.getByRole('button', { name: 'Find the settings' }).click();
    // The domain of the demo is known to no name service: the settings are typed.
    await page.locator('[data-nothing-found]').waitFor();
    await page.getByLabel('Password').fill('wrong');
    for (const [group, port] of [['Receiving', demo.imapPort], ['Sending', demo.smtpPort]] as const) {
      const server = page.getByRole('group', { name: new RegExp(group) });
      await server.getByLabel('Server').fill('localhost');
      await server.getByLabel('Port').fill(String(port));
    }
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.locator('[data-test-result="failed"]').waitFor();
    expect(await panel.testStep('tls-imap').getAttribute('data-status')).toBe('passed');
    expect(await panel.testStep('login-imap').getAttribute('data-status')).toBe('failed');
    expect(await panel.testStep('login-imap').innerText()).toContain('The owner of the account can put this right.');
    expect(await panel.testStep('arrive').getAttribute('data-status')).toBe('skipped');
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByRole('group', { name: /Receiving/ }).getByLabel('Server').inputValue()).toBe('localhost');
    await page.getByLabel('Password').fill(APPLICATIONS.password);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.locator('[data-test-result="passed"]').waitFor();
    for (const status of await page.locator('[data-test-step]').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-status')))) expect(status).toBe('passed');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('[data-estimate="30"]', { hasText: /\d+ messages?, .+, about / }).waitFor();
    await page.getByText(/Sent mail is read from “.+”\./).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.locator('[data-account-state="active"]').waitFor();
    await page.getByText(/\d+ imported/).waitFor();
    await finished();
  });

  it('sees a message that came in meanwhile without opening the page anew', async () => {
    const subject = `Neue Anfrage ${crypto.randomUUID()}`;
    const { page } = await given({ alone: true });
    await page.clock.install();
    await panel.openMessages();
    await panel.rows().first().waitFor();
    await demo.deliver({ ...APPLICATIONS, subject });
    await sync(APPLICATIONS);
    await expect.poll(async () => (await listMessages(`q=${encodeURIComponent(subject)}`)).length, { timeout: 20_000 }).toBe(1);
    await page.clock.fastForward('00:16');
    await panel.rows().filter({ hasText: subject }).waitFor();
    await finished();
  });

  it('asks the ledger by subject and by Message-ID, and compares it with the server', async () => {
    const { page } = await given();
    const account = await accountId('sabine.hartwig@kontor-nord.example');
    const { items } = await api<{ items: { messageId: string | null; subject: string }[] }>(`/email-center/ledger?account=${account}&outcome=imported`);
    const sighting = items.find(({ messageId }) => messageId !== null);
    await panel.openLedger();
    await page.getByRole('combobox', { name: 'Account' }).click();
    await page.getByRole('option', { name: /sabine\.hartwig@/ }).click();
    for (const asked of [sighting?.subject ?? '', sighting?.messageId ?? '']) {
      const answered = page.waitForResponse((response) => new URL(response.url()).searchParams.get('q') === asked.trim());
      await page.getByPlaceholder('Address, subject or Message-ID').fill(asked);
      await answered;
      await panel.sightings().first().getByText(/^Imported\b.* Seen in .* of Sabine Hartwig on /).waitFor();
    }
    await page.getByPlaceholder('Address, subject or Message-ID').fill('no such message');
    await page.getByText('This message has never been seen').waitFor();
    await page.getByRole('button', { name: 'Compare with the server' }).click();
    await page.getByText(/^INBOX: \d+ messages on the server, all decided\.$/).waitFor();
    await finished();
  });

  it('finds everybody’s accounts in the settings, as an administrator', async () => {
    const { page } = await given();
    await panel.open('/settings/application-infos');
    await page.getByRole('link', { name: 'Mail accounts' }).click();
    await panel.accounts().nth(1).waitFor();
    expect(await panel.accounts().first().innerText()).toContain('Owner: ');
    expect(await violationsIn(page, 'main')).toEqual([]);
    await finished();
  });

  describe.each([['German', 'de'], ['Dutch', 'nl']] as const)('who reads %s on a telephone', (_name, language) => {
    it('meets every screen in that language, and never scrolls sideways', async () => {
      const { message, record } = await candidateMessage();
      const account = await accountId(APPLICATIONS.address);
      await given({ language, width: 360, height: 780 });
      const screens: [string, () => Promise<void>, string][] = [
        ['messages', () => panel.openMessages(), '[data-message-row]'],
        ['a message', () => panel.openMessage(message.id), '[data-message]'],
        ['accounts', () => panel.openAccounts(), 'li[data-account]'],
        ['the form', () => panel.openAccount(account), 'form'],
        ['the ledger', () => panel.openLedger(), '[data-sighting]'],
        ['the settings', () => panel.openSettings(), 'li[data-account]'],
        ['a record', () => panel.openRecord(CANDIDATE, record.recordId), '[data-activity]'],
      ];
      for (const [screen, open, ready] of screens) {
        await open();
        await panel.page.locator(ready).first().waitFor();
        expect({ screen, raw: rawKeys(await panel.page.locator('main').innerText()), sideways: await panel.sidewaysOverflow() }).toEqual({ screen, raw: [], sideways: 0 });
      }
      await finished();
    });
  });
});
