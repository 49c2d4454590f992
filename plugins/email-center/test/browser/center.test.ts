/** The screen people work in, in a real browser over a fixture: its panes, keys, what is done to many at once, search, new mail, and narrow windows. */
import { describe, expect, it } from 'vitest';
import type { FixtureServer } from './fixture/server';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';

const LIST = '[data-center-list]';
/** What is asked in a layer of its own. */
const LAYER = '[role="dialog"]';

describe('the center', () => {
  let fixture: FixtureServer;
  const { show, finished, picture } = useFixture((started) => {
    fixture = started;
  }, { width: 1440, height: 900 });
  let panel: Panel;

  const given = async (where: string, options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    await panel.open(`/plugins/email-center/${where}`);
    return panel.page;
  };
  const row = (id: string) => panel.page.locator(`[data-message-row="${id}"]`);
  const item = (id: string) => panel.page.locator(`[data-row="${id}"]`);
  const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('data-message-row'));
  const press = async (...keys: string[]) => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };

  describe('has views', () => {
    it('with what waits in each, a group by two numbers, and a mark where something went wrong', async () => {
      const page = await given('center/inbox');
      await row('msg-0').waitFor();
      await page.getByRole('link', { name: /Mine to handle/ }).getByRole('img', { name: /\d+ wait/ }).waitFor();
      await page.getByRole('link', { name: /info@/ }).getByRole('img', { name: '5 unhandled of 9 open' }).waitFor();
      await page.getByRole('link', { name: /Outbox/ }).getByRole('img', { name: 'Something went wrong here' }).waitFor();
      await page.getByRole('link', { name: /^Sent/ }).click();
      await row('msg-3').waitFor();
      expect(await row('msg-3').innerText()).toContain('To: Oliver Bennett');
      expect(await row('msg-0').count()).toBe(0);
      await finished();
    });

    it('that stay when their numbers cannot be counted', async () => {
      const page = await given('accounts');
      await page.route(/\/center\/views/, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":{"status":500,"message":"x"}}' }));
      await panel.open('/plugins/email-center/center/inbox');
      await page.getByText('What waits could not be counted.').waitFor();
      await page.getByRole('link', { name: 'All messages' }).click();
      await row('msg-3').waitFor();
      await finished();
    });

    it('of which what was blocked is a part of the ledger, and only the one that is shown looks chosen', async () => {
      const page = await given('ledger');
      const shade = (name: string) => page.getByRole('link', { name, exact: true }).evaluate((one) => getComputedStyle(one).backgroundColor);
      await page.getByRole('link', { name: 'Blocked', exact: true }).waitFor();
      const [chosen, other] = [await shade('Ledger'), await shade('Blocked')];
      expect(chosen).not.toBe(other);
      await page.getByRole('link', { name: 'Blocked', exact: true }).click();
      await page.waitForURL(/ledger\?outcome=blocked$/);
      await page.mouse.move(1400, 880);
      await expect.poll(async () => [await shade('Ledger'), await shade('Blocked')]).toEqual([other, chosen]);
      await finished();
    });

    it('that links of earlier versions lead to', async () => {
      const page = await given('messages/msg-2?links=linked');
      await panel.message().waitFor();
      expect(page.url()).toContain('/center/all/m/msg-2?links=linked');
      await panel.open('/plugins/email-center/work-items/group/info?view=done');
      await page.waitForURL(/\/center\/group\/info\?work=done$/);
      await finished();
    });
  });

  describe('has panes', () => {
    it('whose widths are moved by mouse and keyboard, and remembered', async () => {
      const page = await given('center/inbox');
      await row('msg-0').waitFor();
      const splitter = page.getByRole('separator', { name: 'Width of the list' });
      const width = async () => Number(await splitter.getAttribute('aria-valuenow'));
      const before = await width();
      await splitter.focus();
      await press('ArrowRight', 'ArrowRight');
      expect(await width()).toBe(before + 32);
      const box = (await splitter.boundingBox())!;
      await page.mouse.move(box.x, 400);
      await page.mouse.down();
      await page.mouse.move(box.x + 68, 400, { steps: 4 });
      await page.mouse.up();
      expect(await width()).toBe(before + 100);
      await page.getByRole('button', { name: 'Only icons' }).click();
      await page.reload();
      await row('msg-0').waitFor();
      expect(await width()).toBe(before + 100);
      await page.getByRole('button', { name: 'Show names' }).waitFor();
      await page.getByRole('link', { name: 'Inbox' }).waitFor();
      await splitter.dblclick();
      expect(await width()).toBe(before);
      await finished();
    });

    it('of which one is shown at a time on a telephone, with the way back', async () => {
      const page = await given('center/inbox', { width: 360, height: 740 });
      await row('msg-1').click();
      await panel.message().waitFor();
      expect(await page.locator(LIST).count()).toBe(0);
      await page.getByRole('link', { name: 'Back to the messages' }).click();
      await row('msg-1').waitFor();
      await page.getByRole('button', { name: 'Show the views' }).click();
      await page.getByRole('link', { name: /^Sent/ }).click();
      await row('msg-3').waitFor();
      await finished();
    });
  });

  describe('is walked by keys', () => {
    it('along the rows, into a message and on to the next one, and back', async () => {
      const page = await given('center/all');
      await row('msg-0').waitFor();
      await press('j');
      expect(await focused()).toBe('msg-0');
      await press('j', 'k', 'ArrowDown');
      expect(await focused()).toBe('msg-1');
      await press('Enter');
      await page.locator('[data-message="msg-1"]').waitFor();
      await press('j');
      await page.locator('[data-message="msg-2"]').waitFor();
      expect(page.url()).toContain('/m/msg-2');
      await press('u');
      await page.waitForURL(/center\/all$/);
      await expect.poll(focused).toBe('msg-2');
      await finished();
    });

    it('to other views, to the search, and to the sheet that tells all of them', async () => {
      const page = await given('center/all');
      await row('msg-0').waitFor();
      await press('g', 's');
      await page.waitForURL(/center\/sent$/);
      await press('g', 'i');
      await page.waitForURL(/center\/inbox$/);
      await row('msg-0').waitFor();
      // Shift, by which the sign is written on many keyboards, ends nothing.
      for (const [keys, path] of [[['g', 'n'], 'unassigned'], [['g', 'Shift+@'], 'mentioned'], [['g', '2'], 'group/jobs'], [['g', '1'], 'group/info'], [['g', 'i'], 'inbox']] as const) {
        await press(...keys);
        await page.waitForURL(new RegExp(`center/${path}$`));
      }
      await press('g', '9');
      await row('msg-0').waitFor();
      expect(page.url()).toMatch(/center\/inbox$/);
      await press('?');
      const sheet = page.locator('[data-help-sheet]');
      await sheet.getByText('Next message').waitFor();
      expect(await violationsIn(page, '[data-help-sheet]')).toEqual([]);
      await press('e');
      await press('Escape');
      await sheet.waitFor({ state: 'detached' });
      expect(await item('msg-0').count()).toBe(1);
      await press('/');
      await page.keyboard.type('jeg');
      expect(await page.getByRole('combobox', { name: 'Search mail' }).inputValue()).toBe('jeg');
      expect(page.url()).toMatch(/center\/inbox$/);
      await finished();
    });

    it('through the inbox: done, undone, snoozed, each with the next row in its place', async () => {
      const page = await given('center/inbox');
      await row('msg-4').focus();
      await press('e');
      await item('msg-4').waitFor({ state: 'detached' });
      await expect.poll(focused).toBe('msg-5');
      await page.locator('[data-undo]').getByText('Done.').waitFor();
      await press('z');
      await item('msg-4').waitFor();
      await row('msg-6').focus();
      await press('s');
      await page.locator('[data-snooze="tomorrow"]').waitFor();
      expect(await violationsIn(page, '[data-snooze-panel]')).toEqual([]);
      await page.locator('[data-snooze="tomorrow"]').click();
      await item('msg-6').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: /^Snoozed/ }).click();
      await row('msg-6').waitFor();
      await finished();
    });
  });

  describe('does to many at once', () => {
    it('what is selected by keys, by boxes and by a range, and takes it back', async () => {
      const page = await given('center/inbox');
      await row('msg-4').focus();
      await press('x');
      await item('msg-9').getByRole('checkbox').click({ modifiers: ['Shift'] });
      await page.getByText('5 selected').waitFor();
      await picture('center-bulk');
      expect(await violationsIn(page, '[data-email-center-content]')).toEqual([]);
      await page.locator('[data-bulk="done"]').click();
      await item('msg-4').waitFor({ state: 'detached' });
      expect(await item('msg-9').count()).toBe(0);
      await page.locator('[data-undo]').getByRole('button', { name: 'Undo' }).click();
      await item('msg-4').waitFor();
      await item('msg-9').waitFor();
      await finished();
    });

    it('and tells once what was refused, which is then as it was', async () => {
      const page = await given('center/inbox');
      fixture.center.refused.add('msg-4');
      await row('msg-4').focus();
      await press('x', 'j', 'x', 'e');
      await page.getByText('1 of 2 could not be changed. This message belongs to a colleague.').waitFor();
      await item('msg-4').waitFor();
      expect(await item('msg-5').count()).toBe(0);
      await finished();
    });

    it('puts everything back and says why when the server fails', async () => {
      const page = await given('center/inbox');
      await row('msg-4').waitFor();
      await page.route(/\/center\/states/, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ data: null, error: { status: 503, name: 'E', message: 'busy', details: { kind: 'transient', code: 'database-busy', message: 'busy', remedier: 'administrator' } } }) }));
      await row('msg-4').focus();
      await press('e');
      await page.getByText(/everything is as it was\. The database was too busy/).waitFor();
      await item('msg-4').waitFor();
      await finished();
    });

    it('gives tags, also new ones, and links to a record', async () => {
      const page = await given('center/all');
      await row('msg-1').focus();
      await press('x', '#');
      await page.getByRole('textbox', { name: 'Find or make a tag' }).fill('Angebot');
      await page.getByRole('radio', { name: 'Green' }).check({ force: true });
      await page.getByRole('button', { name: 'Make “Angebot”' }).click();
      await item('msg-1').getByText('Angebot').waitFor();
      expect(await violationsIn(page, '[data-tag-panel]')).toEqual([]);
      await press('Escape');
      await page.locator('[data-view^="tag/"]').filter({ hasText: 'Angebot' }).waitFor();
      for (const kind of ['assign', 'block']) {
        await page.locator(`[data-bulk="${kind}"]`).click();
        await page.locator(LAYER).getByRole('button').first().waitFor();
        expect([kind, await violationsIn(page, LAYER)]).toEqual([kind, []]);
        await press('Escape');
        await page.locator(LAYER).waitFor({ state: 'detached' });
      }
      await page.locator('[data-bulk="link"]').click();
      await page.keyboard.type('jan', { delay: 30 });
      await page.locator('[data-found-record]').first().waitFor();
      expect(await violationsIn(page, LAYER)).toEqual([]);
      await page.locator('[data-found-record]').first().click();
      await page.locator('[data-undo]').getByText('Linked to Jan de Vries.').waitFor();
      await finished();
    });

    it('erases only when asked twice, and says what will be gone', async () => {
      const page = await given('center/all');
      await row('msg-2').focus();
      await press('x');
      await page.locator('[data-bulk="erase"]').click();
      const dialog = page.locator('[data-erase-dialog]');
      await dialog.getByText(/will be gone, for everybody/).waitFor();
      expect(await violationsIn(page, '[data-erase-dialog]')).toEqual([]);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      expect(await item('msg-2').count()).toBe(1);
      await page.locator('[data-bulk="erase"]').click();
      await dialog.getByRole('button', { name: /^Erase/ }).click();
      await item('msg-2').waitFor({ state: 'detached' });
      await finished();
    });
  });

  it('folds conversations below their newest message, unless the person wants them one by one', async () => {
    const page = await given('center/all');
    await item('msg-0').waitFor();
    expect(await item('msg-10').count()).toBe(0);
    await item('msg-0').getByRole('button', { name: '2 older messages of this conversation' }).click();
    await item('msg-10').waitFor();
    expect(await page.locator('[data-row]').nth(1).getAttribute('data-row')).toBe('msg-10');
    await page.getByRole('button', { name: 'More about this list' }).click();
    await page.getByRole('checkbox', { name: 'Conversations as one row' }).click();
    await expect.poll(() => page.locator('[data-row]').nth(1).getAttribute('data-row')).toBe('msg-1');
    await finished();
  });

  it('searches, shows the hits in the list, keeps a search by name and removes it', async () => {
    const page = await given('center/inbox');
    await row('msg-0').waitFor();
    await press('/');
    await page.keyboard.type('lebenslauf', { delay: 10 });
    await page.getByRole('option').first().waitFor();
    expect(await violationsIn(page, '[role="search"]')).toEqual([]);
    await press('Enter');
    await page.waitForURL(/q=lebenslauf/);
    await row('msg-9').locator('mark').first().waitFor();
    expect((await row('msg-9').locator('mark').first().innerText()).toLowerCase()).toBe('lebenslauf');
    expect(await violationsIn(page, '[data-email-center-content]')).toEqual([]);
    await picture('center-search');
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByRole('textbox', { name: 'Name of the search' }).fill('CVs');
    expect(await violationsIn(page, '[data-save-search]')).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'CVs' }).click();
    await row('msg-9').waitFor();
    await page.getByRole('button', { name: 'More about this list' }).click();
    await page.getByRole('button', { name: 'Remove this saved search' }).click();
    await page.getByRole('link', { name: 'CVs' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'How to search' }).click();
    await page.getByRole('dialog', { name: 'How to search' }).waitFor();
    expect(await violationsIn(page, LAYER)).toEqual([]);
    await press('Escape');
    await panel.open('/plugins/email-center/center/all?q=anna.weber');
    const hint = page.locator('[data-elsewhere="people"]').first();
    await hint.getByText('Found in sender or recipients').waitFor();
    // A long subject does not push it out of sight.
    expect(await hint.evaluate((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const seen = [left + 2, right - 2].map((x) => document.elementFromPoint(x, (top + bottom) / 2));
      return seen.every((at) => at !== null && one.contains(at));
    })).toBe(true);
    await picture('center-search-elsewhere');
    await panel.open('/plugins/email-center/center/all?q=nothing-has-this');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: 'End the search' }).click();
    await row('msg-0').waitFor();
    await finished();
  });

  it('shows new mail on top without moving what one reads', async () => {
    const page = await given('center/all', { alone: true });
    // Timers that were set before keep to the real time.
    await page.clock.install();
    await page.reload();
    await row('msg-0').waitFor();
    await page.locator(LIST).evaluate((list) => list.scrollTo(0, 1_000));
    const shown = () => page.locator(LIST).evaluate((list) => {
      const top = list.getBoundingClientRect().top;
      const first = [...list.querySelectorAll('[data-row]')].find((one) => one.getBoundingClientRect().top >= top);
      return `${first?.getAttribute('data-row')} ${Math.round((first?.getBoundingClientRect().top ?? 0) - top)}`;
    });
    await expect.poll(shown).not.toContain('msg-0 ');
    const before = await shown();
    fixture.center.deliver(3);
    await page.clock.fastForward('00:31');
    await page.clock.fastForward('00:02');
    await page.getByRole('button', { name: '3 new messages' }).waitFor();
    expect(await shown()).toBe(before);
    await page.getByRole('button', { name: '3 new messages' }).click();
    await row('new-3').waitFor();
    await finished();
  });

  it('draws only what is in sight of a list of thousands', async () => {
    fixture.center.count = 3_000;
    const page = await given('center/all');
    await row('msg-0').waitFor();
    const reach = () => page.locator(LIST).evaluate((list) => {
      list.scrollTo(0, list.scrollHeight);
      return list.scrollHeight;
    });
    await expect.poll(reach, { timeout: 45_000 }).toBeGreaterThan(63 * 150);
    expect(await page.locator('[data-row]').count()).toBeLessThan(60);
    await finished();
  });

  it.each([
    ['inbox', 'All done'], ['done', 'Nothing put aside yet'], ['snoozed', 'Nothing is snoozed'], ['offers', 'No offers'],
  ])('teaches in the empty view %s what belongs there', async (view, title) => {
    const page = await given(`center/${view}`);
    // The inbox is empty only once all of it is done.
    if (view === 'inbox') {
      fixture.center.count = 1;
      await page.reload();
      await row('msg-0').focus();
      await press('e');
    }
    await page.getByText(title, { exact: true }).waitFor();
    expect(await violationsIn(page, '[data-email-center-content]')).toEqual([]);
    await finished();
  });

  it.each([
    { language: 'en', theme: 'light', width: 1920 }, { language: 'de', theme: 'dark', width: 1440 }, { language: 'nl', theme: 'light', width: 1100 }, { language: 'de', theme: 'light', width: 800 }, { language: 'de', theme: 'dark', width: 360 },
  ] as const)('is readable in $language, $theme, $width px wide', async ({ language, theme, width }) => {
    const page = await given('center/all', { language, theme, width });
    await row('msg-0').waitFor();
    await picture(`center-${language}-${theme}-${width}`);
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator('[data-email-center]').innerText())).toEqual([]);
    expect(await violationsIn(page, '[data-email-center]')).toEqual([]);
    await row('msg-0').focus();
    await press('x');
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(await violationsIn(page, '[data-email-center]')).toEqual([]);
    await picture(`center-bulk-${language}-${theme}-${width}`);
    await finished();
  });
});
