/** What was written while the server could not be reached, in a real browser over a fixture: kept, given back to whoever wrote it, and to nobody else. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { FixtureServer } from './fixture/server';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { useFixture } from './pages/use-panel';

const host = inject('host');
const CONTENT = '[data-email-center-content]';

describe('a text that did not reach the server', () => {
  let fixture: FixtureServer;
  const { show, finished } = useFixture((started) => {
    fixture = started;
  }, { width: 1440, height: 900 });
  let panel: Panel;

  const composers = () => panel.page.locator('[data-composer]');
  const editor = () => panel.page.locator('.ProseMirror');
  const isSaved = () => panel.page.locator('[data-save="saved"]').waitFor();
  const draft = () => [...fixture.writing.drafts.values()].at(-1)!;
  const addressed = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    await panel.open('/plugins/email-center/center/drafts');
    await panel.page.getByRole('button', { name: 'New message' }).first().click();
    await editor().waitFor();
    await panel.page.locator('[data-recipients="to"] input').fill('anna.weber@example.de');
    await panel.page.locator('[data-compose-subject]').fill('Ihre Bewerbung');
    return panel.page;
  };

  it('is offered after a reload; what was saved since stays unless it is replaced', async () => {
    const page = await addressed();
    page.on('dialog', (dialog) => void dialog.accept());
    const left = page.locator('[data-left-text]');
    const typeWithoutServer = async (text: string) => {
      await page.route('**/email-center/drafts/**', (route) => route.abort('connectionrefused'));
      await editor().locator('p').first().click();
      await page.keyboard.type(text);
      await page.locator('[data-save-trouble="failed"]').waitFor();
    };
    const returnToServer = async () => {
      await page.reload();
      await page.unroute('**/email-center/drafts/**');
      await page.locator('[data-draft-row]').waitFor();
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await left.waitFor();
    };
    await isSaved();
    await typeWithoutServer('Nicht verloren');
    await returnToServer();
    expect(await left.innerText()).toContain('What you wrote in “Ihre Bewerbung”');
    expect(await violationsIn(page, '[data-left-texts]')).toEqual([]);
    await left.getByRole('button', { name: 'Restore' }).click();
    await editor().getByText('Nicht verloren').waitFor();
    await expect.poll(() => draft().html).toContain('Nicht verloren');
    await isSaved();
    await left.waitFor({ state: 'detached' });
    await typeWithoutServer('Mehr ');
    fixture.writing.drafts.set(draft().id, { ...draft(), version: draft().version + 1, html: '<p>Anderswo geschrieben</p>' });
    await returnToServer();
    await left.getByText('The draft was changed since').waitFor();
    await left.getByRole('button', { name: 'Discard' }).click();
    await left.waitFor({ state: 'detached' });
    expect(draft().html).toBe('<p>Anderswo geschrieben</p>');
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('email-center:text')))).toEqual([]);
    await finished();
  });

  describe('is for nobody else', () => {
    const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('email-center:text')));
    const writtenWithoutServer = async () => {
      const page = await addressed({ alone: true });
      // The server must not end the session, which is that of other tests, too.
      await page.route('**/admin/logout', (route) => route.fulfill({ json: { data: {} } }));
      await isSaved();
      await page.route('**/email-center/drafts/**', (route) => route.abort('connectionrefused'));
      await editor().locator('p').first().click();
      await page.keyboard.type('Nur meins');
      await page.locator('[data-save-trouble="failed"]').waitFor();
      await expect.poll(() => kept(page)).toHaveLength(1);
      return page;
    };
    /** In the same load of the page, as the next person at this computer does. */
    const signInAgain = async (page: Page) => {
      await page.locator('input[name="email"]').fill(host.email);
      await page.locator('input[name="password"]').fill(host.password);
      await page.getByRole('button', { name: 'Login' }).click();
      await page.unroute('**/email-center/drafts/**');
      await page.locator('a[href$="/plugins/email-center"]').first().click();
      await page.locator(CONTENT).waitFor();
    };

    it('once the person signs out: nothing stays open, and nothing in the browser', async () => {
      const page = await writtenWithoutServer();
      await page.locator('nav button[aria-haspopup="menu"]').last().click();
      await page.getByRole('menuitem', { name: 'Log out' }).click();
      await page.locator('input[name="email"]').waitFor();
      await expect.poll(() => kept(page)).toEqual([]);
      await page.evaluate(() => dispatchEvent(new Event('pagehide')));
      await signInAgain(page);
      expect([await composers().count(), await page.locator('[data-left-text]').count(), await kept(page)]).toEqual([0, 0, []]);
      await finished();
    });
  });
});
