/** Writing in a real browser over a fixture: recipients, text, files, drafts that are kept, sending and taking back, the outbox, templates. */
import { describe, expect, inject, it } from 'vitest';
import type { FixtureServer } from './fixture/server';
import { fullOutbox } from './fixture/writing';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';

const host = inject('host');
const DOCK = '[data-compose-dock]';
const CONTENT = '[data-email-center-content]';
const cv = { name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(200_000) };

describe('writing', () => {
  let fixture: FixtureServer;
  const { show, finished } = useFixture((started) => {
    fixture = started;
  }, { width: 1440, height: 900 });
  let panel: Panel;

  const given = async (where: string, options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    await panel.open(`/plugins/email-center/${where}`);
    return panel.page;
  };
  const composers = () => panel.page.locator('[data-composer]');
  const editor = () => panel.page.locator('.ProseMirror');
  const field = (name: 'to' | 'cc' | 'bcc') => panel.page.locator(`[data-recipients="${name}"] input`);
  const chips = (name: 'to' | 'cc' | 'bcc') => panel.page.locator(`[data-recipients="${name}"] [data-chip]`);
  const isSaved = () => panel.page.locator('[data-save="saved"]').waitFor();
  const draft = () => [...fixture.writing.drafts.values()].at(-1)!;
  const begin = async (options: Partial<PanelOptions> = {}) => {
    const page = await given('center/drafts', options);
    await page.getByRole('button', { name: /^(New message|Write|Schreiben)$/ }).first().click();
    await editor().waitFor();
    return page;
  };
  const addressed = async (options: Partial<PanelOptions> = {}) => {
    const page = await begin(options);
    await field('to').fill('anna.weber@example.de');
    await page.locator('[data-compose-subject]').fill('Ihre Bewerbung');
    return page;
  };

  describe('asks for recipients', () => {
    it('completed while typing, by keyboard alone', async () => {
      const page = await begin();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
      await page.keyboard.type('jan');
      await page.locator('[data-suggestion]').first().waitFor();
      await page.keyboard.press('Enter');
      expect(await chips('to').allInnerTexts()).toEqual(['Pieter Janssen']);
      await page.keyboard.type('an');
      await page.locator('[data-suggestion]').nth(1).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await chips('to').allInnerTexts()).toEqual(['Pieter Janssen', 'Sanne de Vries']);
      await page.keyboard.press('Backspace');
      expect(await field('to').inputValue()).toBe('Sanne de Vries <sanne@devries.example>');
      await finished();
    });

    it('pasted as a list, in which what is no address is shown and said', async () => {
      const page = await begin();
      await field('to').evaluate((input) => {
        const pasted = new DataTransfer();
        pasted.setData('text/plain', '"Weber, Anna" <anna.weber@example.de>; piet@example.nl, nobody');
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
      });
      expect(await chips('to').allInnerTexts()).toEqual(['Weber, Anna', 'piet@example.nl', 'nobody']);
      await page.getByText('This is no e-mail address: nobody').waitFor();
      await page.locator('[data-send]').click();
      await page.locator('[data-send-trouble]').waitFor();
      expect(fixture.writing.outbox).toEqual([]);
      await finished();
    });

    it('whose mail comes back, marked', async () => {
      const page = await begin();
      await field('to').fill('emma');
      await page.locator('[data-suggestion]').first().click();
      expect(await chips('to').first().getAttribute('data-tone')).toBe('failing');
      await finished();
    });
  });

  describe('keeps what is written', () => {
    it('in pauses, formatted as the toolbar says, with the signature of the account that is chosen', async () => {
      const page = await addressed();
      await editor().locator('p').first().click();
      await page.keyboard.type('Guten Tag');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Bold' }).click();
      await page.keyboard.type('bis morgen');
      await isSaved();
      expect(draft()).toMatchObject({ to: [{ name: '', address: 'anna.weber@example.de' }], subject: 'Ihre Bewerbung' });
      expect(draft().html).toContain('<p>Guten Tag</p><p><strong>bis morgen</strong></p><div data-email-signature="">');
      await page.getByRole('combobox', { name: 'From' }).click();
      await page.getByRole('option', { name: /info@/ }).click();
      await expect.poll(() => draft().html).toContain('Ihr Team von Personal Nord');
      expect(draft()).toMatchObject({ accountId: 'info' });
      expect(draft().html).not.toContain('Petra Schönfelder');
      await finished();
    });

    it('when the window is closed, and goes on with it from the drafts', async () => {
      const page = await addressed();
      await page.getByRole('button', { name: 'Close and keep as a draft' }).click();
      await page.locator('[data-draft-row]').waitFor();
      expect(await violationsIn(page, CONTENT)).toEqual([]);
      await page.locator('[data-draft-row]').click();
      await editor().waitFor();
      expect(await page.locator('[data-compose-subject]').inputValue()).toBe('Ihre Bewerbung');
      await finished();
    });

    it('but throws away what nobody touched', async () => {
      const page = await begin();
      await page.getByRole('button', { name: 'Close and keep as a draft' }).click();
      await composers().waitFor({ state: 'detached' });
      expect(fixture.writing.drafts.size).toBe(0);
      await finished();
    });

    it('on the page while the server does not take it, and saves it as soon as it does', async () => {
      const page = await begin();
      fixture.writing.saving = 'fails';
      await page.locator('[data-compose-subject]').fill('Kept');
      await page.locator('[data-save-trouble="failed"]').waitFor();
      fixture.writing.saving = 'works';
      await page.getByRole('button', { name: 'Try again' }).click();
      await isSaved();
      expect(draft().subject).toBe('Kept');
      await finished();
    });

    it('and asks which counts when it was changed elsewhere', async () => {
      const page = await begin();
      fixture.writing.saving = 'conflict';
      await page.locator('[data-compose-subject]').fill('Mine');
      await page.locator('[data-save-trouble="conflict"]').waitFor();
      await page.getByRole('button', { name: 'The other one' }).click();
      await expect.poll(() => page.locator('[data-compose-subject]').inputValue()).toBe('Changed in the other window');
      await finished();
    });

    it('for ten seconds after it was discarded', async () => {
      const page = await addressed();
      await isSaved();
      await page.getByRole('button', { name: 'Discard', exact: true }).click();
      await composers().waitFor({ state: 'detached' });
      expect(await page.locator('[data-draft-row]').count()).toBe(0);
      await page.locator('[data-undo]').getByRole('button').click();
      await page.locator('[data-draft-row]').waitFor();
      await finished();
    });
  });

  it('answers below the conversation, with the original folded and kept as it is', async () => {
    const page = await given('center/inbox/m/msg-1');
    await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
    await page.locator('[data-inline-compose] .ProseMirror').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
    await page.keyboard.type('Danke!');
    await isSaved();
    expect(draft().html).toContain('<td style="color: #cc0000">');
    const fold = page.getByRole('button', { name: 'Show the original message' });
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await fold.click();
    await page.locator('.original iframe').waitFor();
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect.poll(() => draft().html).not.toContain('data-email-quote');
    expect(draft().html).toContain('<p>Danke!</p>');
    await finished();
  });

  describe('takes files', () => {
    it('with their size and the room there is, and says which are too large', async () => {
      const page = await begin();
      await page.locator('[data-choose-files]').setInputFiles([cv, { ...cv, name: 'film.zip', buffer: Buffer.alloc(1_100_000) }]);
      await page.locator('[data-attached="cv.pdf"]').waitFor();
      await page.locator('[data-upload="film.zip"][data-failure="too-large"]').waitFor();
      await page.getByText('195 kB; a whole message may have 23.8 MB.').waitFor();
      await page.getByRole('button', { name: 'Remove cv.pdf' }).click();
      await page.locator('[data-attached="cv.pdf"]').waitFor({ state: 'detached' });
      expect(draft().attachments).toEqual([]);
      await finished();
    });

    it('dropped anywhere on it, pictures into the text', async () => {
      const page = await begin();
      const drop = (selector: string, name: string, type: string) => page.locator(selector).first().evaluate((target, file) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File(['x'], file.name, { type: file.type }));
        const { x, y } = target.getBoundingClientRect();
        target.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true, clientX: x + 20, clientY: y + 10 }));
      }, { name, type });
      await drop('[data-compose-subject]', 'plan.docx', 'application/msword');
      await page.locator('[data-attached="plan.docx"]').waitFor();
      await drop('.ProseMirror p', 'photo.png', 'image/png');
      await page.locator('.ProseMirror img[src^="data:image/png"]').waitFor();
      await expect.poll(() => draft().html).toMatch(/<img src="cid:image-\d+@fixture\.example"/);
      await finished();
    });

    it('from the documents of each record the answered message belongs to, and its templates', async () => {
      const page = await given('center/inbox/m/msg-0');
      await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
      await editor().waitFor();
      expect(await page.locator('[data-draft-record]').innerText()).toContain('Candidate: Anna Weber');
      await page.getByRole('button', { name: 'Attach', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Documents of Weber Lohnbüro' }).waitFor();
      await page.getByRole('menuitem', { name: 'Documents of Anna Weber' }).click();
      await page.getByRole('dialog', { name: 'Documents of Anna Weber' }).getByRole('checkbox').first().click();
      await page.getByRole('button', { name: 'Attach 1 document' }).click();
      await page.locator('[data-attached]').waitFor();
      await page.getByRole('button', { name: 'Templates', exact: true }).click();
      await page.getByRole('combobox', { name: 'Filled in from' }).click();
      await page.getByRole('option', { name: 'Candidate: Anna Weber' }).click();
      await page.locator('[data-template="Einladung zum Gespräch"]').click();
      await editor().getByText('Guten Tag Anna Weber').waitFor();
      expect(draft()).toMatchObject({ recordChosen: false });
      await finished();
    });
  });

  it('takes files of the media library, as its own dialog chooses them', async () => {
    const picture = new FormData();
    picture.append('files', new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' }), 'logo.png');
    const headers = { authorization: `Bearer ${host.token}` };
    const uploaded = await fetch(`${host.url}/upload`, { method: 'POST', headers, body: picture });
    expect(uploaded.status).toBeLessThan(300);
    const [{ id } = { id: 0 }] = (await uploaded.json()) as { id: number }[];
    const page = await begin();
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await page.getByRole('menuitem', { name: 'From the media library' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: /logo\.png/ }).click();
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.locator('[data-attached="logo.png"]').waitFor();
    expect(draft().attachments).toMatchObject([{ filename: 'logo.png' }]);
    await finished();
    await fetch(`${host.url}/upload/files/${id}`, { method: 'DELETE', headers });
  });

  it('is about a record that is chosen, until it is let go', async () => {
    const page = await begin();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('combobox', { name: 'Which record is this message about?' }).fill('jan');
    await page.locator('[data-found-record="cand-jan"]').click();
    await page.locator('[data-draft-record]').getByText('Candidate: Jan de Vries').waitFor();
    await isSaved();
    expect(draft()).toMatchObject({ recordChosen: true, record: { recordId: 'cand-jan' } });
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Documents of Jan de Vries' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-draft-record]').getByRole('button', { name: /Jan de Vries/ }).click();
    await expect.poll(() => draft().recordChosen).toBe(false);
    expect(await page.locator('[data-draft-record]').count()).toBe(0);
    await finished();
  });

  it('fills a template in and names what is missing', async () => {
    const page = await begin();
    await page.getByRole('button', { name: 'Templates', exact: true }).click();
    await page.getByPlaceholder('Find a template').fill('eingang');
    await page.locator('[data-template]').click();
    await expect.poll(() => page.locator('[data-compose-subject]').inputValue()).toBe('Ihre Nachricht');
    await editor().getByText('vom 22. November 2026').waitFor();
    await finished();
  });

  it('goes to plain text and back without losing the formatting', async () => {
    const page = await begin();
    await editor().locator('p').first().click();
    await page.keyboard.press('Control+b');
    await page.keyboard.type('wichtig');
    await page.getByRole('button', { name: 'Plain text' }).click();
    expect(await page.locator('textarea[data-compose-text]').inputValue()).toBe('wichtig\n\n-- \nPetra Schönfelder\nPersonal Nord GmbH');
    await page.locator('[data-undo]').getByText('Formatting and pictures in the text are gone').waitFor();
    await page.getByRole('button', { name: 'Back to formatted text' }).click();
    await editor().locator('strong').getByText('wichtig').waitFor();
    await finished();
  });

  describe('sends', () => {
    it('with Ctrl and Enter out of the text, and takes back within ten seconds', async () => {
      const page = await addressed();
      await editor().locator('p').first().click();
      await page.keyboard.type('Bis morgen');
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-undo]').getByText('The message is on its way.').waitFor();
      expect(fixture.writing.outbox).toMatchObject([{ state: 'held', subject: 'Ihre Bewerbung' }]);
      await page.locator('[data-undo]').getByRole('button').click();
      await editor().getByText('Bis morgen').waitFor();
      expect(fixture.writing.outbox).toEqual([]);
      await finished();
    });

    it('after asking about what may have been overlooked', async () => {
      const page = await addressed();
      fixture.writing.warnings = [{ code: 'forgotten-attachment', detail: 'Anhang' }];
      await page.locator('[data-send]').click();
      await page.getByText('You wrote “Anhang”, but nothing is attached.').waitFor();
      expect(await violationsIn(page, '[role="dialog"]:has([data-warnings])')).toEqual([]);
      expect(fixture.writing.outbox).toEqual([]);
      await page.getByRole('button', { name: 'Back to the message' }).click();
      await page.locator('[data-send]').click();
      await page.getByRole('button', { name: 'Send anyway' }).click();
      await page.locator('[data-undo]').waitFor();
      expect(fixture.writing.outbox).toHaveLength(1);
      await finished();
    });

    it('later, at a time that is chosen', async () => {
      const page = await addressed();
      await page.getByRole('button', { name: 'Send later' }).click();
      await page.getByRole('button', { name: /^Tomorrow morning/ }).waitFor();
      expect(await violationsIn(page, '[role="dialog"]:has([data-later])')).toEqual([]);
      await page.getByRole('button', { name: /^Tomorrow morning/ }).click();
      await page.locator('[data-undo]').waitFor();
      const [sent] = fixture.writing.outbox;
      expect(sent?.state).toBe('scheduled');
      expect(new Date(sent?.sendAt ?? '').toLocaleTimeString('en', { timeZone: 'Europe/Berlin', hour: 'numeric' })).toBe('8 AM');
      await finished();
    });

    it('what failed again, and shows it as sent', async () => {
      fixture.writing.delivery = 'fails';
      const page = await addressed();
      await page.locator('[data-send]').click();
      await page.locator('[data-undo]').waitFor();
      fixture.writing.deliver();
      await page.getByRole('link', { name: /^Outbox/ }).click();
      const item = page.locator('[data-outbox]');
      await item.getByText('It was not sent, and will not be tried again by itself.').waitFor();
      fixture.writing.delivery = 'works';
      await item.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('Everything is sent.').waitFor();
      await page.getByRole('radio', { name: 'All, also what was sent' }).click();
      await page.locator('[data-outbox][data-state="sent"]').waitFor();
      await finished();
    });
  });

  it('keeps the sending of an account, and refuses an archive that is an account', async () => {
    const page = await given('accounts/bewerbung');
    const section = page.locator('[data-sending]');
    await section.getByLabel('Archive address').fill('info@personal-nord.example');
    await section.getByRole('button', { name: 'Save how it sends' }).click();
    await section.getByText('This address is itself a mail account of the email center').waitFor();
    await section.getByLabel('Archive address').fill('archiv@personal-nord.example');
    await section.getByRole('button', { name: 'Save how it sends' }).click();
    await page.getByText('How the account sends is saved.').waitFor();
    await finished();
  });

  it('makes a template of one’s own, with a placeholder, and takes it away again', async () => {
    const page = await given('templates/new');
    await page.getByLabel('Name').fill('Terminvorschlag');
    await editor().click();
    await page.keyboard.type('Heute ist ');
    await page.getByRole('button', { name: 'Insert a placeholder' }).click();
    await page.getByRole('menuitem', { name: /^Today/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.frameLocator('[data-template-preview] iframe').getByText('Heute ist 22. November 2026').waitFor();
    expect(await violationsIn(page, CONTENT)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the templates' }).click();
    await page.getByRole('button', { name: 'Remove Terminvorschlag' }).waitFor();
    expect(await violationsIn(page, CONTENT)).toEqual([]);
    await page.getByRole('button', { name: 'Remove Terminvorschlag' }).click();
    await page.locator('[data-template-row="Terminvorschlag"]').waitFor({ state: 'detached' });
    await page.locator('[data-undo]').getByRole('button').click();
    await page.locator('[data-template-row="Terminvorschlag"]').waitFor();
    await finished();
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it('violates nothing of WCAG, nor has names of texts for texts', async () => {
      fixture.writing.outbox.push(...fullOutbox());
      const page = await begin({ theme });
      await field('to').fill('nobody');
      await page.locator('[data-choose-files]').setInputFiles([cv]);
      await page.locator('[data-attached="cv.pdf"]').waitFor();
      await page.mouse.move(5, 5);
      expect(await violationsIn(page, DOCK)).toEqual([]);
      expect(rawKeys(await page.locator(DOCK).innerText())).toEqual([]);
      await page.getByRole('button', { name: /^Put aside/ }).last().click();
      await page.getByRole('link', { name: /^Outbox/ }).click();
      await page.locator('[data-state="uncertain"]').waitFor();
      expect(await violationsIn(page, CONTENT)).toEqual([]);
      expect(rawKeys(await page.locator(CONTENT).innerText())).toEqual([]);
      await finished();
    });
  });

  it('fills a narrow window, and needs no scrolling sideways', async () => {
    const page = await begin({ width: 360, height: 740, language: 'de' });
    expect(await composers().first().evaluate((window) => window.getBoundingClientRect().width)).toBeGreaterThan(350);
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator(DOCK).innerText())).toEqual([]);
    await finished();
  });
});
