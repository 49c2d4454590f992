/** Links by hand, undo, why, earlier mail, and the setting of matching: the screens over a fixture, then the job on the running demo. */
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openApi } from './host/api';
import { DemoMail } from './host/demo-mail';
import type { FixtureServer } from './fixture/server';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';

const host = inject('host');
const CHIPS = '[data-record-chips]';

describe('links', () => {
  let fixture: FixtureServer;
  const { show, finished, picture } = useFixture((started) => {
    fixture = started;
  });
  let panel: Panel;
  /** Others count the demo's candidates: that of this file goes with it. */
  const made: string[] = [];
  afterAll(async () => {
    for (const id of made) await openApi(host)(`/content-manager/collection-types/api::candidate.candidate/${id}`, { method: 'DELETE' });
  });

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show({ fixtureUrl: undefined, ...options });
    return panel.page;
  };
  const onFixture = (options: Partial<PanelOptions> = {}) => given({ fixtureUrl: fixture.url, ...options });

  it('are made by typing and choosing with the keyboard, and taken back with one press', async () => {
    const page = await onFixture();
    await panel.openMessage('msg-0');
    await panel.message().waitFor();
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.keyboard.type('jan', { delay: 30 });
    await page.locator('[data-found-record]').nth(2).waitFor();
    await picture('link-picker');
    expect(await violationsIn(page, '[role="dialog"]')).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator(CHIPS).getByRole('link', { name: 'Candidate: Jan de Vries' }).waitFor();
    await page.getByText('Linked to Candidate: Jan de Vries.').waitFor();
    await picture('linked');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator(CHIPS).getByRole('link', { name: 'Candidate: Jan de Vries' }).waitFor({ state: 'detached' });
    await finished();
  });

  it('are removed by their chip, taken back as they were, and explained', async () => {
    const page = await onFixture();
    await panel.openMessage('msg-0');
    await page.getByRole('button', { name: 'Remove the link to Candidate: Anna Weber' }).click();
    await page.getByText('No longer linked to Candidate: Anna Weber.').waitFor();
    expect(await violationsIn(page, '[data-message]')).toEqual([]);
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText('Petra Schönfelder removed the link to Candidate Anna Weber').waitFor();
    await picture('why-removed');
    expect(await violationsIn(page, '[data-why]')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator(CHIPS).getByRole('link', { name: 'Candidate: Anna Weber' }).waitFor();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText('Linked because the sender anna.weber@example.de is in E-mail 2 of Candidate Anna Weber').waitFor();
    await finished();
  });

  it('that are missing are explained, with the way to earlier mail of a record that knows the address by now', async () => {
    const page = await onFixture();
    await panel.openMessages('?links=unmatched');
    await panel.rows().first().click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText(/is in E-mail 2 of Candidate Jan de Vries since/).waitFor();
    await page.getByText(/this field does not count/).waitFor();
    await picture('why-not');
    await page.getByRole('button', { name: 'Look for earlier mail' }).click();
    await page.getByText('12 of them are linked now.').waitFor();
    await finished();
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 1440 }, { language: 'de', theme: 'light', width: 360 }, { language: 'nl', theme: 'light', width: 1440 },
  ] as const)('follow rules that are set on a screen in $language, $theme, $width px wide', async (options) => {
    const page = await onFixture(options);
    await panel.open('/settings/email-center/matching');
    await page.locator('[data-switch="cc"]').waitFor();
    expect(await violationsIn(page, '[data-matching]')).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator('[data-matching]').innerText())).toEqual([]);
    await picture(`matching-${options.language}-${options.theme}-${options.width}`);
    await finished();
  });

  it('keep the rules that were set', async () => {
    const page = await onFixture();
    await panel.open('/settings/email-center/matching');
    await page.locator('[data-switch="cc"]').getByRole('switch').click();
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByRole('textbox', { name: 'Group 2' }).fill('a.example; b.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It holds from the next import on').waitFor();
    await page.reload();
    expect(await page.locator('[data-switch="cc"]').getByRole('switch').getAttribute('aria-checked')).toBe('true');
    expect(await page.getByRole('textbox', { name: 'Group 2' }).inputValue()).toBe('a.example, b.example');
    await finished();
  });

  it('are made, removed, brought back and looked for on the running application', async () => {
    const api = openApi(host);
    const demo = new DemoMail(host.home);
    const address = `late.${randomUUID()}@people.example`;
    const subject = `Initiativbewerbung ${randomUUID()}`;
    await demo.deliver({ address: 'info@kontor-nord.example', password: 'demo-info', from: address, subject });
    const { items } = await api<{ items: { id: string; address: string }[] }>('/email-center/accounts?scope=all&limit=100');
    await api(`/email-center/accounts/${items.find((one) => one.address === 'info@kontor-nord.example')?.id}/sync`, { method: 'POST' });
    const found = () => api<{ items: { id: string }[] }>(`/email-center/messages?q=${encodeURIComponent(address)}`);
    await expect.poll(async () => (await found()).items.length, { timeout: 60_000 }).toBe(1);
    const message = (await found()).items[0]!.id;
    const CANDIDATE = 'api::candidate.candidate';
    const candidate = await api<{ data: { documentId: string } }>(`/content-manager/collection-types/${CANDIDATE}`, { method: 'POST', body: { name: `Zora Spät ${subject.slice(-6)}`, email3: address } });
    made.push(candidate.data.documentId);

    const page = await given({ width: 1440, height: 900 });
    await panel.openRecord(CANDIDATE, candidate.data.documentId);
    await page.getByRole('button', { name: 'Look for earlier mail' }).click();
    await page.getByText('1 of them is linked now.').waitFor({ timeout: 60_000 });
    await panel.activities().first().waitFor();
    await picture('record-earlier');
    await panel.openMessage(message);
    await page.getByRole('button', { name: /^Remove the link to Candidate: Zora/ }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator(CHIPS).getByRole('link', { name: /Candidate: Zora/ }).waitFor();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText(new RegExp(`Linked because the sender ${address} is in E-mail 3 of Candidate Zora`)).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.keyboard.type('weber', { delay: 30 });
    await page.locator('[data-found-record]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^Linked to /).waitFor();
    await picture('linked-demo');
    expect((await api<{ links: unknown[] }>(`/email-center/messages/${message}`)).links).toHaveLength(2);
    await finished();
  });
});
