/** What is shared with colleagues, on screen: the reader of a message of which a part is shown, the list, and the choice in the form. */
import { describe, expect, it } from 'vitest';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';

const LOOKS = [
  { language: 'en', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 1440 }, { language: 'de', theme: 'light', width: 360 }, { language: 'nl', theme: 'light', width: 1440 },
] as const;

describe('what colleagues see', () => {
  const { show, finished, picture } = useFixture();
  let panel: Panel;

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel.page;
  };

  it('is asked for in the list, where a subject that is not shared is said to be so', async () => {
    const page = await given();
    await panel.openMessages();
    await panel.rows().first().waitFor();
    await panel.openFilters();
    await page.getByRole('combobox', { name: 'Account' }).click();
    await page.getByRole('option', { name: 'Also shared by colleagues' }).click();
    await page.waitForURL(/shared=1/);
    await panel.rows().filter({ hasText: 'Subject not shared' }).waitFor();
    expect(await panel.rows().count()).toBe(2);
    await finished();
  });

  it.each(LOOKS)('stands in the reader with a sentence and whom to ask, in $language, $theme, $width px wide', async (options) => {
    const page = await given(options);
    for (const view of ['metadata', 'subject']) {
      await panel.openMessage(`shared-${view}`);
      const note = page.locator(`[data-shared="${view}"]`);
      await note.waitFor();
      expect(await note.innerText()).toContain('Petra Schönfelder-Brandt');
      expect(rawKeys(await panel.message().innerText())).toEqual([]);
      expect(await panel.message().locator('iframe').count()).toBe(0);
      expect(await violationsIn(page, '[data-message]')).toEqual([]);
      expect(await panel.sidewaysOverflow()).toBe(0);
      await picture(`shared-${view}-${options.language}-${options.theme}-${options.width}`);
    }
    await finished();
  });

  it('says in English just what is missing', async () => {
    const page = await given();
    await panel.openMessage('shared-metadata');
    await page.getByText('Only the participants and the time of this message are shared with colleagues. Owner: Petra Schönfelder-Brandt').waitFor();
    await page.getByRole('heading', { name: 'Subject not shared' }).waitFor();
    await page.getByText('2 files are attached.').waitFor();
    for (const name of ['Link', 'Why?']) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await finished();
  });

  it.each(LOOKS)('is chosen in the form of an account, in $language, $theme, $width px wide', async (options) => {
    const page = await given(options);
    await panel.open('/plugins/email-center/accounts/bewerbung');
    const choice = page.locator('[data-sharing]');
    await choice.waitFor();
    await choice.scrollIntoViewIfNeeded();
    expect(await choice.getByRole('radio').count()).toBe(4);
    expect(await choice.getByRole('radio').nth(0).getAttribute('aria-checked')).toBe('true');
    expect(rawKeys(await choice.innerText())).toEqual([]);
    expect(await violationsIn(page, 'form')).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    await picture(`sharing-${options.language}-${options.theme}-${options.width}`);
    await finished();
  });

  it('is kept as it was chosen with the keyboard', async () => {
    const page = await given();
    await panel.open('/plugins/email-center/accounts/bewerbung');
    const radio = (n: number) => page.locator('[data-sharing]').getByRole('radio').nth(n);
    await radio(0).focus();
    // A radio is chosen while the arrow is down, so it is held as a person holds it.
    await page.keyboard.press('ArrowDown', { delay: 120 });
    await expect.poll(() => radio(1).getAttribute('aria-checked')).toBe('true');
    const saved = page.waitForResponse((response) => response.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save and test' }).click();
    expect((await saved).status()).toBe(200);
    await page.reload();
    await radio(1).waitFor();
    expect(await radio(1).getAttribute('aria-checked')).toBe('true');
    await finished();
  });
});
