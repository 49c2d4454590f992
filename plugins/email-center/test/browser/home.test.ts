/** What Strapi's home page shows of the email center, with a fixture answering for the plugin. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { centerPageSchema, centerViewsSchema } from '../../shared/contracts';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { useFixture } from './pages/use-panel';
import * as data from './fixture/data';
import type { FixtureServer } from './fixture/server';

const PATIENCE = 90_000;
const WIDGETS = '[data-widget], [data-widget-well], [data-widget-failed]';

const view = (name: 'inbox' | 'mine' | 'offers', count: number) => ({ view: name, id: null, label: null, color: null, count, of: null, trouble: false });
const unread = (index: number) => ({ ...data.message(index), threadId: null, conversation: 1, unread: true, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0 });

describe('the home page', () => {
  let fixture: FixtureServer;
  const { show, finished } = useFixture((started) => {
    fixture = started;
  });
  let panel: Panel;
  let page: Page;

  /** The center's own lists are answered here, so that this speaks of the widgets alone. */
  const given = async (options: Partial<PanelOptions> & { counts?: [number, number, number]; status?: number } = {}) => {
    const { counts = [12, 3, 1], status = 200, ...rest } = options;
    panel = await show(rest);
    ({ page } = panel);
    const answer = (body: unknown) => ({ status, contentType: 'application/json', body: JSON.stringify(status === 200 ? body : { data: null, error: { status, name: 'E', message: 'busy', details: { kind: 'transient', code: 'database-busy', message: 'busy', remedier: 'administrator' } } }) });
    const items = counts[0] === 0 ? [] : [0, 1, 2, 4, 5].map(unread);
    await page.route(/\/email-center\/center\/views$/, (route) => route.fulfill(answer(centerViewsSchema.parse({ views: [view('inbox', counts[0]), view('mine', counts[1]), view('offers', counts[2])] }))));
    await page.route(/\/email-center\/center\/messages\?/, (route) => route.fulfill(answer(centerPageSchema.parse({ items, next: null }))));
    await panel.open('/');
    await page.locator(WIDGETS).nth(2).waitFor();
  };

  it('shows what waits for me, and leads there', async () => {
    await given();
    expect(await page.locator('[data-widget-count="inbox"]').innerText()).toContain('12');
    expect(await page.locator('[data-widget-count="mine"]').innerText()).toContain('mine to handle');
    expect(await page.locator('[data-widget-message]').count()).toBe(5);
    await page.locator('[data-widget-message]').first().click();
    await page.waitForURL(/center\/inbox\/m\/msg-0$/);
    await finished();
  }, PATIENCE);

  it('names the accounts in trouble with their reason, and leads to each', async () => {
    await given();
    const trouble = page.locator('[data-widget-trouble="petra"]');
    expect(await trouble.innerText()).toContain('Petra Schönfelder-Brandt');
    expect(await page.locator('[data-widget-trouble]').count()).toBe(1);
    await trouble.getByRole('link').click();
    await page.waitForURL(/accounts\/petra$/);
    await finished();
  }, PATIENCE);

  it('tells how the import stands', async () => {
    await given();
    const health = page.locator('[data-widget="import-health"]');
    expect(await health.innerText()).toContain('Failing accounts');
    expect(await health.locator('dd').nth(2).innerText()).toBe('1');
    await finished();
  }, PATIENCE);

  it('says that all is well where nothing waits and nothing fails', async () => {
    fixture.scenario = 'empty';
    await given({ counts: [0, 0, 0] });
    await page.getByText('All is well: nothing is waiting for you.').waitFor();
    await page.getByText('No account is connected yet.').waitFor();
    await page.getByText('No account imports yet.').waitFor();
    await finished();
  }, PATIENCE);

  it('says what could not be loaded, and the other widgets go on', async () => {
    await given({ status: 503 });
    await page.locator('[data-widget-failed]').first().waitFor();
    expect(await page.locator('[data-widget-failed]').innerText()).toContain('The database was too busy.');
    expect(await page.locator('[data-widget="accounts-in-trouble"]').count()).toBe(1);
    await finished();
  }, PATIENCE);

  it.each([['light', { theme: 'light' }], ['dark', { theme: 'dark' }], ['German', { language: 'de', width: 360, height: 900 }]] as const)('has widgets without a violation of WCAG: %s', async (_name, options) => {
    await given(options);
    for (const widget of ['my-open-mail', 'accounts-in-trouble', 'import-health']) expect(await violationsIn(page, `[data-widget="${widget}"]`)).toEqual([]);
    await finished();
  }, PATIENCE);
});
