/**
 * The screens of the panel in a real browser, with a fixture answering in place of the plugin's server: every state of
 * every screen can be had, and nothing depends on what is stored.
 */
import { describe, expect, it } from 'vitest';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { useFixture } from './pages/use-panel';
import type { FixtureServer } from './fixture/server';

const CONTENT = '[data-email-center-content]';

describe('the screens of the email center', () => {
  let fixture: FixtureServer;
  const { show, finished } = useFixture((started) => {
    fixture = started;
  });
  let panel: Panel;


  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel;
  };

  it('list messages and open one beside the list, with its records first', async () => {
    const { page } = await given();
    await panel.openMessages();
    await panel.rows().first().click();
    await panel.message().waitFor();
    expect(await page.locator('[data-record-chips]').innerText()).toContain('Candidate: Anna Weber');
    expect(await panel.rows().first().isVisible()).toBe(true);
    // The window stands in Berlin: so do the clocks.
    const time = panel.rows().first().locator('time');
    const there = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(new Date((await time.getAttribute('datetime')) ?? ''));
    expect((await time.getAttribute('aria-label'))?.replace(/\s/g, ' ')).toBe(there.replace(/\s/g, ' '));
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByText('Linked because the sender anna.weber@example.de is in E-mail 2 of Candidate Anna Weber').waitFor();
    await finished();
  });

  it('read on when the end of the list comes into view', async () => {
    await given();
    await panel.openMessages();
    await panel.rows().first().waitFor();
    await panel.scrollTo('msg-61');
    await panel.scrollTo('msg-119');
    await finished();
  });

  it('walk along the rows with the arrow keys', async () => {
    const { page } = await given();
    await panel.openMessages();
    await panel.rows().first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-message-row'))).toBe('msg-1');
    await page.keyboard.press('Enter');
    await panel.message().waitFor();
    expect(await panel.message().getAttribute('data-message')).toBe('msg-1');
    await finished();
  });

  it('search without losing the text that is being typed', async () => {
    const { page } = await given();
    await panel.openMessages();
    await panel.rows().first().waitFor();
    await page.getByPlaceholder('Search mail').pressSequentially('lebenslauf', { delay: 30 });
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=lebenslauf/);
    expect(await page.getByPlaceholder('Search mail').inputValue()).toBe('lebenslauf');
    await panel.rows().first().filter({ hasText: 'Mein Lebenslauf' }).waitFor();
    await finished();
  });

  it('show a body behind two walls: a frame without scripts or origin, and a policy that loads nothing', async () => {
    const { page } = await given();
    await panel.openMessage('msg-0');
    const frame = page.locator('[data-message] iframe');
    await frame.waitFor();
    expect(await frame.getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    expect(await frame.getAttribute('srcdoc')).toContain("default-src 'none'; img-src data: blob:;");
    expect(await frame.getAttribute('srcdoc')).not.toContain('tracker.example');
    await page.waitForFunction(() => document.querySelector('iframe')?.srcdoc.includes('src="data:image/png'));
    await page.getByRole('button', { name: 'Show images' }).click();
    await page.waitForFunction(() => document.querySelector('iframe')?.srcdoc.includes('img-src data: blob: https:'));
    await finished();
  });

  it('save an attachment through the token, under its own name', async () => {
    const { page } = await given();
    await panel.openMessage('msg-0');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save Lebenslauf_Anna_Weber.pdf' }).click()]);
    expect(download.suggestedFilename()).toBe('Lebenslauf_Anna_Weber.pdf');
    await finished();
  });

  it('tell a refused password with its remedy, and take the new one right there', async () => {
    const { page } = await given();
    await panel.openAccounts();
    const stopped = page.locator('[data-account="petra"]');
    await stopped.getByLabel('New password').fill('a new one');
    await stopped.getByRole('button', { name: 'Save and test' }).click();
    await stopped.locator('[data-account-state="active"]').waitFor();
    await finished();
  });

  it('run the test of an account live, and explain the step that fails', async () => {
    const { page } = await given();
    fixture.failAt = 'login-imap';
    await panel.openAccount('neu');
    await page.getByRole('button', { name: 'Test account settings' }).click();
    await page.locator('[data-test-result="failed"]').waitFor();
    expect(await panel.testStep('tls-imap').innerText()).toContain('Certificate by Example Trust CA');
    expect(await panel.testStep('login-imap').innerText()).toContain('The owner of the account can put this right.');
    expect(await panel.testStep('arrive').getAttribute('data-status')).toBe('skipped');
    expect(await page.getByRole('button', { name: 'Activate' }).isDisabled()).toBe(true);
    fixture.failAt = null;
    await page.getByRole('button', { name: 'Test account settings' }).click();
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.locator('[data-account-state="active"]').waitFor();
    await finished();
  });

  it('save a new account from a typed address and begin its test at once', async () => {
    const { page } = await given();
    await panel.openAccount('new');
    await page.getByLabel('Address').fill('petra@gmail.com');
    await page.getByRole('button', { name: 'Find the settings' }).click();
    await page.getByText('imap.gmail.com, port 993, TLS').waitFor();
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('Please give the password of the mailbox.').waitFor();
    await page.getByLabel('Password').fill('secret');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.locator('[data-test-result="passed"]').waitFor();
    expect(page.url()).toContain('account=created');
    await finished();
  });

  it('ask for the name before an account is removed', async () => {
    const { page } = await given();
    await panel.openAccounts();
    await page.locator('[data-account="bewerbung"]').getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('Bewerbungseingang');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.locator('[data-account="bewerbung"]').waitFor({ state: 'detached' });
    await finished();
  });

  it('answer in the ledger why a message is not here, and read a quarantined one again', async () => {
    const { page } = await given();
    await panel.openLedger();
    await page.getByPlaceholder('Address, subject or Message-ID').fill('oliver.bennett');
    await page.getByText('This message is not here because Bewerbungseingang imports matches only').first().waitFor();
    await page.getByPlaceholder('Address, subject or Message-ID').fill('');
    await page.getByRole('button', { name: 'Read again' }).first().click();
    await page.getByText('Read again. The outcome is now: Imported.').first().waitFor();
    await page.getByRole('button', { name: 'Compare with the server' }).click();
    await page.getByText('INBOX: 1,284 messages on the server. 4 were missing, 4 of them read now.').waitFor();
    await finished();
  });

  it('show the import while it runs', async () => {
    const { page } = await given();
    fixture.scenario = 'importing';
    await panel.openMessages();
    await page.getByText('Importing Bewerbungseingang').waitFor();
    expect(await page.getByRole('progressbar', { name: 'Progress of the import of Bewerbungseingang' }).count()).toBe(1);
    expect(await violationsIn(page, '[data-imports]')).toEqual([]);
    // The check itself finds what it is there for: targets that are too small, and a field without a name.
    await page.locator('[data-imports]').evaluate((strip) => strip.insertAdjacentHTML('beforeend', '<p id="wrong"><button style="width:8px;height:8px">a</button><button style="width:8px;height:8px">b</button><input></p>'));
    expect((await violationsIn(page, '#wrong')).map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['target-size', 'label']));
    await finished();
  });

  it('show an import that began by itself after the page was opened', async () => {
    const { page } = await given({ alone: true });
    await page.clock.install();
    await panel.openMessages();
    await panel.rows().first().waitFor();
    expect(await page.getByText('Importing Bewerbungseingang').count()).toBe(0);
    fixture.scenario = 'importing';
    await page.clock.fastForward('00:16');
    await page.getByText('Importing Bewerbungseingang').waitFor();
    await finished();
  });

  it('teach on the first day what to do', async () => {
    const { page } = await given();
    fixture.scenario = 'empty';
    await panel.openMessages();
    await page.getByText('No account connected yet').waitFor();
    await page.getByRole('link', { name: 'Connect a mailbox' }).click();
    await page.waitForURL(/accounts\/new/);
    await finished();
  });

  it('say what happened when the server fails, and try again on demand', async () => {
    const { page } = await given();
    const busy = { kind: 'transient', code: 'database-busy', message: 'busy', remedier: 'administrator' };
    let failing = true;
    await page.route(/:\d+\/email-center\/center\/messages(\?|$)/, (route) =>
      failing ? route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ data: null, error: { status: 503, name: 'E', message: 'busy', details: busy } }) }) : route.fallback());
    await panel.openMessages('?direction=incoming');
    await page.getByText('The database was too busy.').waitFor();
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await panel.rows().first().waitFor();
    await finished();
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it.each([
      ['messages', (one: Panel) => one.openMessage('msg-0'), '[data-message]'],
      ['accounts', (one: Panel) => one.openAccounts(), 'li[data-account]'],
      ['the form', (one: Panel) => one.openAccount('neu'), 'form'],
      ['the ledger', (one: Panel) => one.openLedger(), '[data-sighting]'],
    ] as const)('show %s without a violation of WCAG', async (_name, open, ready) => {
      const { page } = await given({ theme });
      await open(panel);
      await page.locator(ready).first().waitFor();
      expect(await violationsIn(page, CONTENT)).toEqual([]);
      await finished();
    });
  });

  describe.each([
    ['360 px wide, German', { width: 360, height: 780, language: 'de' }],
    ['at 200 % zoom, Dutch', { width: 1280, height: 800, zoom: 2, language: 'nl' }],
    ['1920 px wide', { width: 1920, height: 1080 }],
  ] as const)('%s', (_name, options) => {
    it.each([
      ['messages', (one: Panel) => one.openMessages(), '[data-message-row]'],
      ['a message', (one: Panel) => one.openMessage('msg-0'), '[data-message]'],
      ['accounts', (one: Panel) => one.openAccounts(), 'li[data-account]'],
      ['the form', (one: Panel) => one.openAccount('neu'), 'form'],
      ['the ledger', (one: Panel) => one.openLedger(), '[data-sighting]'],
    ] as const)('%s need no scrolling sideways', async (_screen, open, ready) => {
      const { page } = await given(options);
      await open(panel);
      await page.locator(ready).first().waitFor();
      expect(await panel.sidewaysOverflow()).toBe(0);
      expect(await page.locator(CONTENT).evaluate((content) => content.scrollWidth - content.clientWidth)).toBe(0);
      await finished();
    });
  });
});
