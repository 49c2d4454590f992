/** Reading: conversations, quotations, files, notes, and what is done from the reader, in a real browser over a fixture. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FixtureServer } from './fixture/server';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';

const READER = '[data-message]';
const PATIENTLY = { timeout: 20_000 };

describe('the reader', () => {
  let fixture: FixtureServer;
  const { show, finished, picture } = useFixture((started) => {
    fixture = started;
  });
  let panel: Panel;

  const given = async (options: Partial<PanelOptions> = {}): Promise<Page> => {
    panel = await show(options);
    return panel.page;
  };
  /** Opens a message and waits until its conversation is there. */
  const opened = async (id: string, options: Partial<PanelOptions> = {}): Promise<Page> => {
    const page = await given(options);
    await panel.openMessage(id);
    await page.locator('[data-reader-bar]').waitFor();
    return page;
  };
  const open = (page: Page) => page.locator('[data-open-message]').evaluateAll((all) => all.map((one) => one.getAttribute('data-open-message')));
  const folded = (page: Page) => page.locator('[data-folded]').evaluateAll((all) => all.map((one) => one.getAttribute('data-folded')));
  const more = async (page: Page, item: string) => {
    await page.locator('[data-act="more"]').click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  describe('of a conversation', () => {
    it('shows its messages from the oldest to the newest: the chosen, the unread and the newest open, the others in a line each', async () => {
      const page = await opened('talk-2');
      await page.locator('[data-open-message="talk-4"]').waitFor();
      expect([await open(page), await folded(page)]).toEqual([['talk-2', 'talk-4'], ['talk-1', 'talk-3']]);
      expect(await page.locator('[data-folded="talk-1"]').innerText()).toContain('Guten Tag,');
      expect(await page.locator('[data-open-message="talk-2"]').innerText()).toContain('Sent by Petra Schönfelder-Brandt from Bewerbungseingang');
      await picture('reader-conversation');
      await finished();
    });

    it('asks for a body only when its message is unfolded', async () => {
      const page = await opened('talk-4');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.locator('[data-folded="talk-1"]').press('Enter');
      await page.locator('[data-open-message="talk-1"]').getByText('anbei meine Unterlagen').waitFor();
      expect(asked.filter((path) => /\/messages\/talk-\d$/.test(path))).toEqual(['/email-center/messages/talk-1']);
      await page.locator('[data-open-message="talk-1"]').getByRole('button', { name: 'Fold this message' }).click();
      await page.locator('[data-folded="talk-1"]').waitFor();
      await finished();
    });

    it('folds nothing by itself under the eyes of who reads it, when it is read by now and another message came', async () => {
      const page = await opened('talk-2');
      await page.locator('[data-open-message="talk-4"]').waitFor();
      fixture.reader.goOn();
      await page.getByRole('button', { name: 'Add an internal note' }).click();
      await page.keyboard.type('Gesehen.');
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-open-message="talk-5"]').waitFor();
      expect(await open(page)).toEqual(['talk-2', 'talk-4', 'talk-5']);
      await finished();
    });

    it('of two hundred messages draws the folded ones together, and unfolds them on demand', async () => {
      const page = await opened('long-150');
      await page.locator('[data-earlier]').first().waitFor();
      expect(await page.locator('[data-part-of-conversation]').count()).toBeLessThan(10);
      expect(await page.locator('[data-earlier]').evaluateAll((all) => all.map((one) => one.getAttribute('data-earlier')))).toEqual(['147', '47']);
      expect(await page.locator('[data-open-message="long-150"]').evaluate((one) => {
        const pane = one.closest('[data-reader]');
        return pane !== null && one.getBoundingClientRect().top < pane.getBoundingClientRect().bottom;
      })).toBe(true);
      await picture('reader-long');
      await page.getByRole('button', { name: '147 more messages' }).click();
      await page.locator('[data-folded="long-75"]').waitFor({ state: 'attached' });
      expect(await page.locator('[data-part-of-conversation]').count()).toBe(200);
      await finished();
    });

    it('on a telephone keeps the way back in sight, however far one has read', async () => {
      const page = await opened('long-150', { width: 360, height: 740 });
      await page.getByRole('button', { name: '147 more messages' }).click();
      await page.locator('[data-folded="long-75"]').scrollIntoViewIfNeeded();
      const box = (await page.getByRole('link', { name: 'Back to the messages' }).boundingBox())!;
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThan(740);
      await finished();
    });

    it('brings the chosen message into view', async () => {
      const page = await opened('long-1', { height: 500 });
      await page.getByRole('button', { name: /more messages/ }).first().click();
      await panel.openMessage('talk-4');
      await page.locator('[data-open-message="talk-4"]').waitFor();
      await expect.poll(() => page.locator('[data-open-message="talk-4"]').evaluate((one) => {
        const pane = one.closest('[data-reader]')!.getBoundingClientRect();
        const { top } = one.getBoundingClientRect();
        return top >= pane.top && top < pane.bottom;
      }), PATIENTLY).toBe(true);
      await finished();
    });

    it('still opens the message when the rest of it cannot be had, and tries again on demand', async () => {
      const page = await given();
      let failing = true;
      await page.route(/\/conversation/, (route) => (failing ? route.fulfill({ status: 503, contentType: 'application/json', body: '{"data":null,"error":{"status":503,"name":"E","message":"busy","details":{}}}' }) : route.fallback()));
      await panel.openMessage('talk-4');
      await page.getByText('The other messages of this conversation could not be loaded.').waitFor();
      await page.getByText('Bleibt es bei Donnerstag?').waitFor();
      failing = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('[data-folded="talk-1"]').waitFor();
      await finished();
    });

    it('says so when the message is gone meanwhile, and leads back', async () => {
      const page = await given();
      fixture.reader.gone.add('talk-3');
      await panel.openMessage('talk-3');
      await page.getByText('This message is no longer here').waitFor();
      await page.getByRole('link', { name: 'Back to the messages' }).click();
      await panel.rows().first().waitFor();
      await finished();
    });
  });

  describe('folds quotations', () => {
    it('of plain text behind a button', async () => {
      const page = await opened('talk-4');
      const words = page.locator('[data-open-message="talk-4"] [data-message-text]');
      expect(await words.innerText()).not.toContain('anbei meine Unterlagen');
      expect(await words.innerText()).not.toContain('schrieb Anna Weber');
      await words.getByRole('button', { name: 'Show quoted text' }).click();
      expect(await words.innerText()).toContain('anbei meine Unterlagen');
      await words.getByRole('button', { name: 'Hide quoted text' }).click();
      expect(await words.innerText()).not.toContain('anbei meine Unterlagen');
      await finished();
    });

    it.each(['gmail', 'outlook', 'unmarked'])('of HTML as %s writes them, from outside of the frame', async (id) => {
      const page = await opened(id);
      const frame = page.frameLocator('[data-message] iframe');
      await frame.locator('body').waitFor();
      expect(await frame.locator('body').innerText()).not.toContain('THE QUOTED PART');
      await page.getByRole('button', { name: 'Show quoted text' }).click();
      await frame.getByText('THE QUOTED PART').waitFor();
      await finished();
    });

    it.each(['quote-only', 'forward'])('not where they are what the message is about: %s', async (id) => {
      const page = await opened(id);
      await page.frameLocator('[data-message] iframe').getByText('THE QUOTED PART').waitFor();
      expect(await page.locator('[data-quotes]').count()).toBe(0);
      await finished();
    });
  });

  it('marks what a search found in subject, text and HTML; quotations that alone hold it are open, others say so', async () => {
    const page = await given();
    const found = (id: string, q: string) => panel.open(`/plugins/email-center/center/all/m/${id}?q=${q}`);
    await found('talk-4', 'teamleitung');
    await page.locator('[data-message] h2 mark').getByText('Teamleitung').waitFor();
    await found('talk-4', 'unterlagen');
    await page.locator('[data-open-message="talk-4"] [data-block="quoted"] mark').getByText('Unterlagen').waitFor();
    await found('gmail', 'quoted');
    const frame = page.frameLocator('[data-message] iframe');
    await frame.locator('mark').getByText('QUOTED').waitFor();
    await picture('reader-search-quote');
    await found('gmail', 'a');
    await page.getByRole('button', { name: 'Show quoted text: 1 hit in the quoted text' }).waitFor();
    await expect.poll(() => frame.locator('mark').allInnerTexts()).toEqual(['am']);
    await picture('reader-search');
    expect(await violationsIn(page, READER)).toEqual([]);
    // Words that were looked for are neither markup nor a way out of the frame.
    await found('hostile', 'script');
    await page.locator('[data-message] iframe').waitFor();
    expect(await page.locator('[data-message] iframe').getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    await finished();
  });

  it('lets hostile HTML do nothing but be looked at', async () => {
    const page = await opened('hostile');
    const before = await page.title();
    const frame = page.frameLocator('[data-message] iframe');
    await frame.locator('body').waitFor();
    await frame.locator('#bad').click({ force: true }).catch(() => undefined);
    expect(await page.title()).toBe(before);
    expect(await page.locator('[data-message] iframe').evaluate((one) => one.getBoundingClientRect().height)).toBeLessThanOrEqual(2400);
    await picture('reader-hostile');
    await finished();
  });

  it('remembers whose images are shown, in this browser and for this person', async () => {
    const page = await opened('tracked');
    await page.route(/tracker\.example/, (route) => route.abort());
    await page.getByRole('button', { name: 'Always for this sender' }).click();
    await page.waitForFunction(() => document.querySelector('[data-message] iframe')?.getAttribute('srcdoc')?.includes('https:'));
    await panel.openMessage('tracked');
    await page.waitForFunction(() => document.querySelector('[data-message] iframe')?.getAttribute('srcdoc')?.includes('img-src data: blob: https:'));
    expect(await page.getByText(/remote image blocked/).count()).toBe(0);
    await finished();
  });

  describe('of files', () => {
    it('lets one look at text, image and PDF, one after the other with the arrow keys, and at nothing that runs', async () => {
      const page = await opened('talk-1');
      const cards = page.locator('[data-open-message="talk-1"] [data-file]');
      expect(await cards.count()).toBe(6);
      expect(await page.getByRole('button', { name: /^seite\.html/ }).count()).toBe(0);
      await picture('reader-files');
      await page.getByRole('button', { name: /^foto\.png.*Look at it/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('[data-picture]').waitFor();
      await page.keyboard.press('ArrowRight');
      expect(await dialog.locator('[data-preview-text]').innerText()).toContain('Müller;50000 €');
      await picture('reader-preview-text');
      expect(await violationsIn(page, '[role="dialog"]')).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await dialog.getByText('says that it is a PDF and is none').waitFor();
      await page.keyboard.press('ArrowRight');
      await dialog.locator('[data-pdf], [data-pdf-refused]').waitFor();
      await picture('reader-preview-pdf');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await finished();
    });

    it('saves one, and all of them as an archive', async () => {
      const page = await opened('talk-1');
      const [one] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save Gehälter.csv' }).click()]);
      expect(one.suggestedFilename()).toBe('Gehälter.csv');
      const [all] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save all as ZIP' }).click()]);
      expect(all.suggestedFilename()).toBe('Bewerbung als Teamleitung.zip');
      await finished();
    });

    it('copies one into the media library, after saying what that means', async () => {
      const page = await opened('talk-1');
      await page.getByRole('button', { name: 'Copy Lebenslauf.pdf to the media library' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('whoever knows its address can open it').waitFor();
      expect(await violationsIn(page, '[role="dialog"]')).toEqual([]);
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
      await page.getByText('Lebenslauf.pdf is in the media library.').waitFor();
      expect(fixture.reader.saved).toEqual([['talk-1', '2', null]]);
      await finished();
    });
  });

  describe('of internal notes', () => {
    it('shows them where they were written, plainly none of the messages', async () => {
      const page = await opened('talk-4');
      const note = page.locator('[data-note="n1"]');
      await note.waitFor();
      expect(await note.innerText()).toContain('Internal: Petra Schönfelder-Brandt');
      const order = await page.locator('[data-part-of-conversation], [data-note]').evaluateAll((all) => all.map((one) => one.getAttribute('data-part-of-conversation') ?? one.getAttribute('data-note')));
      expect(order).toEqual(['talk-1', 'talk-2', 'talk-3', 'n1', 'talk-4']);
      await finished();
    });

    it('takes one with a colleague named by keyboard', async () => {
      const page = await opened('talk-4');
      await page.getByRole('button', { name: 'Add an internal note' }).press('Enter');
      await page.keyboard.type('Bitte @åsa', { delay: 20 });
      await page.locator('[data-mention="4"]').waitFor();
      await picture('reader-note');
      expect(await violationsIn(page, '[data-note-composer]')).toEqual([]);
      await page.keyboard.press('Enter');
      await page.keyboard.type('ansehen.');
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-note="n2"]').getByText('Bitte @Åsa Öberg ansehen.').waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-add-note')), PATIENTLY).toBe(true);
      await finished();
    });

    it('removes an own one, which comes back by undo and is gone without', async () => {
      const page = await opened('talk-4', { alone: true });
      await page.clock.install();
      const note = page.locator('[data-note="n1"]');
      await note.getByRole('button', { name: 'Remove this note' }).click();
      await note.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await note.waitFor();
      await note.getByRole('button', { name: 'Remove this note' }).click();
      const removed = page.waitForRequest((request) => request.method() === 'DELETE' && request.url().endsWith('/notes/n1'));
      await page.clock.fastForward('00:11');
      await removed;
      await finished();
    });
  });

  describe('says who else is there', () => {
    it('and who answers comes first', async () => {
      fixture.reader.people = [{ person: { id: 3, name: 'Bert Brandt' }, doing: 'reading' }, { person: { id: 2, name: 'Petra Schönfelder-Brandt' }, doing: 'answering' }];
      const page = await opened('talk-4');
      await page.getByText('Petra Schönfelder-Brandt is answering this now.').waitFor();
      await page.getByText('Bert Brandt is reading this now.').waitFor();
      expect(await violationsIn(page, READER)).toEqual([]);
      await picture('reader-presence');
      await panel.openMessage('talk-3');
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('talk-3 reading');
      await finished();
    });

    it('and tells at once that an answer is begun, which goes on when the conversation is left', async () => {
      const page = await opened('talk-4');
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('talk-4 reading');
      await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('talk-4 answering');
      await panel.follow('/plugins/email-center/center/all/m/gmail');
      await page.locator('[data-compose-dock]').waitFor();
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('gmail reading');
      expect(fixture.reader.presence).not.toContain('talk-4 gone');
      await page.locator('[data-compose-dock]').getByRole('button', { name: 'Close and keep as a draft' }).click();
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('talk-4 gone');
      await finished();
    });

    it('and nothing where the server knows of no such thing', async () => {
      const page = await opened('talk-4');
      await expect.poll(() => fixture.reader.presence, PATIENTLY).toContain('talk-4 reading');
      expect(await page.locator('[data-presence]').count()).toBe(0);
      await finished();
    });
  });

  it('finishes a whole conversation at once, and takes that back', async () => {
    const page = await opened('talk-4');
    await page.locator('[data-act="done"]').click();
    await page.locator('[data-act="not-done"]').waitFor();
    expect(fixture.reader.states).toEqual([{ ids: ['talk-1', 'talk-2', 'talk-3', 'talk-4'], set: { done: true } }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('[data-act="done"]').waitFor();
    await finished();
  });

  it('shows the headers, and gives them to be copied', async () => {
    const page = await opened('talk-4', { alone: true });
    await more(page, 'Show headers');
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('[data-headers]').innerText()).toContain('Received: from mx.example');
    await panel.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await dialog.getByText('Copied.').waitFor();
    expect(await violationsIn(page, '[role="dialog"]')).toEqual([]);
    await finished();
  });

  it('prints a conversation with its quotations, from a frame that runs nothing', async () => {
    const page = await given({ alone: true });
    await page.addInitScript(() => {
      // The dialog of a printer cannot be seen here: the frame is kept, and that it was told to print is noted.
      const content = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')!;
      Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
        get(this: HTMLIFrameElement) {
          const inner = content.get!.call(this) as Window | null;
          if ('printing' in this.dataset && inner) inner.print = () => void (this.dataset.printed = 'yes');
          return inner;
        },
      });
    });
    await panel.openMessage('talk-2');
    await page.locator('[data-reader-bar]').waitFor();
    await more(page, 'Print the conversation');
    const frame = page.locator('iframe[data-printed="yes"]');
    await frame.waitFor({ state: 'attached' });
    expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin allow-modals');
    const paper = (await frame.getAttribute('srcdoc')) ?? '';
    expect(paper).toContain("default-src 'none'; img-src data:;");
    expect(paper.match(/<article>/g)).toHaveLength(4);
    expect(paper).toContain('&gt; anbei meine Unterlagen.');
    await finished();
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 1440 }, { language: 'de', theme: 'light', width: 360 }, { language: 'nl', theme: 'dark', width: 360 },
  ] as const)('violates nothing of WCAG and misses no word in $language, $theme, $width px wide', async (options) => {
    const page = await opened('talk-1', options);
    await page.locator('[data-open-message="talk-4"]').waitFor();
    expect(rawKeys(await panel.message().innerText())).toEqual([]);
    expect(await violationsIn(page, READER)).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    await picture(`reader-${options.language}-${options.theme}-${options.width}`);
    await finished();
  });
});
