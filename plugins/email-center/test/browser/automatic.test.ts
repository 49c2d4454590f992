/** Automatic mail on the running demo: what came back is told in the reader and on the record, and administrators choose what becomes of it. */
import { describe, expect, inject, it } from 'vitest';
import { openApi } from './host/api';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

interface Listed {
  id: string;
  links: { recordType: string; recordId: string; reasons: { rule: string }[] }[];
}

const host = inject('host');
const api = openApi(host);

describe('automatic mail', () => {
  const { show, finished } = usePanel();
  let panel: Panel;

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel.page;
  };
  const bounces = async () => (await api<{ items: Listed[] }>('/email-center/messages?limit=50&automatic=bounce')).items;

  it('tells in the reader whom a message did not reach, and leads to that message', async () => {
    const [bounce] = await bounces();
    const page = await given();
    await panel.openMessage(bounce!.id);
    const notice = page.locator('[data-delivery]');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/Not delivered to \S+@\S+: .*User unknown/);
    expect(await violationsIn(page, '[data-delivery]')).toEqual([]);
    await notice.getByRole('link', { name: 'Open the message that was not delivered' }).click();
    await page.getByText('This message came back:').waitFor();
    await finished();
  });

  it('marks the address on its record', async () => {
    const link = (await bounces()).flatMap(({ links }) => links).find(({ reasons }) => reasons.some(({ rule }) => rule === 'bounced'))!;
    const page = await given({ theme: 'dark' });
    await panel.openRecord(link.recordType, link.recordId);
    await page.locator('[data-failing]').waitFor();
    expect(await page.locator('[data-failing]').innerText()).toContain('has come back since');
    expect(await violationsIn(page, '[data-failing]')).toEqual([]);
    await finished();
  });

  it('is listed apart', async () => {
    const page = await given();
    await panel.openMessages('?automatic=bounce');
    await panel.rows().first().waitFor();
    expect(await panel.rows().count()).toBe((await bounces()).length);
    await panel.openFilters();
    expect(await page.getByRole('combobox', { name: 'Automatic mail' }).innerText()).toContain('Undeliverable');
    await finished();
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 360 }, { language: 'nl', theme: 'light', width: 1440 },
  ] as const)('is decided upon in the settings ($language, $theme, $width px)', async (options) => {
    const page = await given(options);
    await panel.open('/settings/email-center/automatic');
    await page.locator('form [role="combobox"]').nth(4).waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator('main').innerText())).toEqual([]);
    expect(await violationsIn(page, 'form')).toEqual([]);
    await finished();
  });

  it('is treated as chosen, once that is saved', async () => {
    const page = await given();
    const stored = async () => (await api<{ value: Record<string, string> }>('/email-center/settings/automatic')).value;
    const before = await stored();
    await panel.open('/settings/email-center/automatic');
    const save = page.getByRole('button', { name: 'Save' });
    await save.waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: 'Newsletters and bulk mail' }).click();
    await page.getByRole('option', { name: 'Do not import; the ledger says so' }).click();
    await save.click();
    await page.getByText('Saved. It holds from the next import on').waitFor();
    expect(await stored()).toEqual({ ...before, bulk: 'ledger-only' });
    await api('/email-center/settings/automatic', { method: 'PUT', body: before });
    await finished();
  });
});
