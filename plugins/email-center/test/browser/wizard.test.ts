/** Connecting a mailbox step by step, in a real browser with a fixture answering: found, not found, changed, left and continued. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { useFixture } from './pages/use-panel';
import type { FixtureServer } from './fixture/server';
import { DOMAINS } from './fixture/wizard';

const NEW = '/plugins/email-center/accounts/new';
const WIZARD = '[data-wizard]';
const PATIENCE = 90_000;

describe('the wizard', () => {
  let fixture: FixtureServer;
  const { show, finished } = useFixture((started) => {
    fixture = started;
  });
  let panel: Panel;
  let page: Page;


  const given = async (options: Partial<PanelOptions> = {}, path = NEW) => {
    panel = await show(options);
    ({ page } = panel);
    await panel.open(path);
    await page.locator(WIZARD).waitFor();
  };
  const step = () => page.locator(WIZARD).getAttribute('data-wizard');
  const reach = (name: string) => page.locator(`[data-wizard="${name}"]`).waitFor();
  const headingHasFocus = () => page.evaluate(() => document.activeElement?.id === 'wizard-heading');
  const typeAddress = async (domain: string, local = 'anna') => {
    await page.locator('input[name="address"]').fill(`${local}@${domain}`);
    await page.getByRole('button', { name: 'Find the settings' }).click();
    await reach('settings');
    await page.getByRole('button', { name: 'Save and test' }).waitFor();
  };
  const server = (group: 'Receiving' | 'Sending') => page.getByRole('group', { name: new RegExp(group) });
  const saveAndTest = async () => {
    await page.getByLabel('Password').fill('secret');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await reach('test');
  };

  it('goes on where it was when the window becomes narrow, as by turning a tablet', async () => {
    fixture.failAt = 'login-imap';
    await given({ width: 1024, height: 768 });
    await typeAddress(DOMAINS.published);
    await saveAndTest();
    await page.locator('[data-test-result="failed"]').waitFor();
    await page.setViewportSize({ width: 700, height: 1024 });
    await page.getByRole('button', { name: 'Show the views' }).waitFor();
    expect(await page.locator('[data-test-result="failed"]').count()).toBe(1);
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.getByRole('separator', { name: 'Width of the views' }).or(page.getByRole('link', { name: 'Inbox' })).first().waitFor();
    expect(await page.locator('[data-test-result="failed"]').count()).toBe(1);
    await finished();
  });

  it('connects a mailbox from its address alone: found, tested, chosen, activated', async () => {
    await given();
    await typeAddress(DOMAINS.published);
    const found = page.locator('[data-proposal]');
    expect(await found.innerText()).toContain('Personal Nord');
    expect(await found.innerText()).toContain(`mail.${DOMAINS.published}, port 993, TLS`);
    expect(await found.innerText()).toContain('publishes them for mail programs');
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await reach('import');
    await page.locator('[data-estimate="7"]', { hasText: '312 messages' }).waitFor();
    await page.getByRole('radio', { name: 'The last 7 days' }).click();
    await page.getByText('Sent mail is read from “Gesendete Objekte”.').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await reach('activate');
    await page.getByText('The messages of the last 7 days are imported').waitFor();
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.locator('[data-wizard-connected] [data-account-state="active"]').waitFor();
    await page.getByRole('link', { name: 'To my messages' }).waitFor();
    await finished();
  }, PATIENCE);

  it('tells the help of a provider before the password is asked for', async () => {
    await given();
    await typeAddress('gmail.com');
    await page.locator('[data-provider-help="gmail"]', { hasText: 'App passwords' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await typeAddress('gmx.de');
    await page.locator('[data-provider-help="gmx"]', { hasText: 'IMAP has to be switched on' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await typeAddress(DOMAINS.modern);
    await page.getByRole('note').filter({ hasText: 'sign-in in the browser' }).waitFor();
    await finished();
  }, PATIENCE);

  it('says calmly that nothing was found, and opens the fields', async () => {
    await given();
    await typeAddress('eigener-server.example');
    await page.getByText('No settings were found for eigener-server.example.').waitFor();
    expect(await page.locator(WIZARD).getByRole('alert').count()).toBe(0);
    await server('Receiving').getByLabel('Server').fill('mail.eigener-server.example');
    await server('Sending').getByLabel('Server').fill('mail.eigener-server.example');
    expect(await page.getByLabel('Login').inputValue()).toBe('anna@eigener-server.example');
    await page.getByRole('button', { name: 'Who was asked?' }).click();
    expect(await page.locator('[data-discovery-step="autoconfig"]').innerText()).toContain('autoconfig.eigener-server.example');
    expect(await page.locator('[data-discovery-step="srv"]').getAttribute('data-status')).toBe('late');
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await finished();
  }, PATIENCE);

  it('asks about a domain that does not exist, and lets the address be put right', async () => {
    await given();
    await typeAddress(DOMAINS.unknown);
    await page.getByText(`There is no domain ${DOMAINS.unknown}.`).waitFor();
    await page.getByRole('button', { name: 'Change the address' }).click();
    await reach('address');
    await typeAddress(DOMAINS.published);
    await page.locator('[data-proposal]').waitFor();
    expect(fixture.wizard.asked).toEqual([`anna@${DOMAINS.unknown}`, `anna@${DOMAINS.published}`]);
    await finished();
  }, PATIENCE);

  it('lets the settings be typed when they cannot be looked for at all', async () => {
    await given();
    await typeAddress(DOMAINS.broken);
    await page.getByText('The settings could not be looked for. You can type them by hand.').waitFor();
    await server('Receiving').getByLabel('Server').waitFor();
    await finished();
  }, PATIENCE);

  it('sends no password to servers elsewhere before the person says that they are theirs', async () => {
    await given();
    await typeAddress(DOMAINS.elsewhere);
    await page.locator('[data-elsewhere]', { hasText: 'imap.hoster-sued.example' }).waitFor();
    await page.getByLabel('Password').fill('secret');
    const save = page.getByRole('button', { name: 'Save and test' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('checkbox').click();
    expect(await save.isDisabled()).toBe(false);
    await save.click();
    await reach('test');
    await finished();
  }, PATIENCE);

  it('lets one of several found settings be chosen, and every one be changed by hand', async () => {
    await given();
    await typeAddress(DOMAINS.several);
    await page.getByRole('radio', { name: 'IONOS' }).click();
    await page.getByRole('button', { name: 'Change by hand' }).click();
    expect(await server('Receiving').getByLabel('Server').inputValue()).toBe('imap.ionos.de');
    await server('Receiving').getByLabel('Server').fill('imap.other.example');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await server('Receiving').getByLabel('Server').inputValue()).toBe('imap.other.example');
    await finished();
  }, PATIENCE);

  it('asks for the server that nobody named', async () => {
    await given();
    await typeAddress(DOMAINS.halfway);
    await page.getByText('not found, please type it').waitFor();
    await page.getByLabel('Password').fill('secret');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('Please give the server’s name only, such as smtp.example.com.').waitFor();
    await server('Sending').getByLabel('Server').fill(`smtp.${DOMAINS.halfway}`);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await reach('test');
    await finished();
  }, PATIENCE);

  it('explains the step of the test that fails, and goes on when the settings were put right', async () => {
    await given();
    fixture.failAt = 'login-imap';
    await typeAddress(DOMAINS.published);
    await saveAndTest();
    await page.locator('[data-test-result="failed"]').waitFor();
    expect(await panel.testStep('login-imap').innerText()).toContain('The owner of the account can put this right.');
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Back' }).click();
    await reach('settings');
    expect(await page.locator('[data-proposal]').innerText()).toContain('Personal Nord');
    fixture.failAt = null;
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await reach('import');
    await finished();
  }, PATIENCE);

  it('keeps what was typed while one goes back and forth, also by the browser’s own buttons', async () => {
    await given();
    await page.getByLabel('Name').fill('Bewerbungen');
    await typeAddress('eigener-server.example');
    await server('Receiving').getByLabel('Server').fill('mail.eigener-server.example');
    await page.goBack();
    await reach('address');
    expect(await page.getByLabel('Name').inputValue()).toBe('Bewerbungen');
    await page.goForward();
    await reach('settings');
    expect(await server('Receiving').getByLabel('Server').inputValue()).toBe('mail.eigener-server.example');
    await page.locator('[data-wizard-step="address"]').click();
    await page.getByRole('button', { name: 'Find the settings' }).click();
    await reach('settings');
    expect(await server('Receiving').getByLabel('Server').inputValue()).toBe('mail.eigener-server.example');
    expect(fixture.wizard.asked).toHaveLength(1);
    await finished();
  }, PATIENCE);

  it('keeps a draft for whoever leaves, and goes on where it was left', async () => {
    await given();
    await typeAddress(DOMAINS.published);
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.reload();
    await reach('test');
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(false);
    await panel.openAccounts();
    await page.locator('[data-account="neu"]').getByRole('link', { name: 'Finish setting up' }).click();
    await reach('settings');
    expect(await page.getByLabel('Login').inputValue()).toBe('neu@personal-nord.example');
    expect(await page.locator('[data-wizard-step="test"]').isDisabled()).toBe(false);
    await finished();
  }, PATIENCE);

  it('offers the choices also where the mailbox cannot be counted', async () => {
    fixture.wizard.countable = false;
    await given();
    await typeAddress(DOMAINS.published);
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The mailbox could not be counted. You can go on all the same.').waitFor();
    await page.getByRole('radio', { name: 'From now on' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await reach('activate');
    await page.getByText('Messages that come in from now on are imported.').waitFor();
    await finished();
  }, PATIENCE);

  it('is walked by keyboard: the heading of each step has the focus, and the list says where one is', async () => {
    await given();
    await page.locator('input[name="address"]').focus();
    await page.keyboard.type(`anna@${DOMAINS.published}`);
    await page.keyboard.press('Enter');
    await reach('settings');
    expect(await headingHasFocus()).toBe(true);
    expect(await page.locator('[aria-current="step"]').getAttribute('data-wizard-step')).toBe('settings');
    await page.getByLabel('Password').focus();
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await reach('test');
    expect(await headingHasFocus()).toBe(true);
    await page.locator('[data-test-result="passed"]').waitFor();
    await page.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await reach('import');
    expect(await headingHasFocus()).toBe(true);
    expect(await step()).toBe('import');
    await finished();
  }, PATIENCE);

  it('says what is missing in an address, and puts the focus there', async () => {
    await given();
    await page.locator('input[name="address"]').fill('anna');
    await page.getByRole('button', { name: 'Find the settings' }).click();
    await page.getByText('Please give a complete address, such as anna@example.com.').waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('address');
    expect(fixture.wizard.asked).toEqual([]);
    await finished();
  }, PATIENCE);

  it('asks an administrator whose mailbox it is', async () => {
    await given({}, '/settings/email-center/accounts/new');
    await page.getByRole('combobox', { name: 'Whose mailbox is it?' }).waitFor();
    await typeAddress(DOMAINS.published);
    await saveAndTest();
    await page.locator('[data-test-result="passed"]').waitFor();
    await finished();
  }, PATIENCE);

  describe.each([
    ['light', { theme: 'light' }], ['dark', { theme: 'dark' }], ['German, 360 px wide', { language: 'de', width: 360, height: 780 }], ['Dutch, at 200 % zoom', { language: 'nl', zoom: 2 }],
  ] as const)('in %s', (_name, options) => {
    /** The first button that sends the form: its words differ by language. */
    const send = () => page.locator(`${WIZARD} button[type="submit"]`).click();
    const looked = async (name: string) => {
      // What the pointer rests on has the colours of hovering, which are Strapi's.
      await page.mouse.move(0, 0);
      expect({ name, violations: await violationsIn(page, 'main'), sideways: await panel.sidewaysOverflow(), raw: rawKeys(await page.locator('main').innerText()) }).toEqual({ name, violations: [], sideways: 0, raw: [] });
    };

    it('every step is shown without a violation of WCAG, and never scrolls sideways', async () => {
      await given(options);
      await looked('address');
      await page.locator('input[name="address"]').fill('anna@eigener-server.example');
      await send();
      await page.locator('[data-manual]').waitFor();
      await looked('nothing found');
      await page.locator('[data-wizard-step="address"]').click();
      await page.locator('input[name="address"]').fill(`anna@${DOMAINS.elsewhere}`);
      await send();
      await page.locator('[data-elsewhere]').waitFor();
      await looked('elsewhere');
      await page.locator('[data-wizard-step="address"]').click();
      await page.locator('input[name="address"]').fill('anna@gmx.de');
      await send();
      await page.locator('[data-provider-help]').waitFor();
      await looked('settings');
      await page.locator('input[name="password"]').fill('secret');
      await send();
      await page.locator('[data-test-result="passed"]').waitFor();
      await looked('test');
      await send();
      await page.locator('[data-estimate="30"]').waitFor();
      await page.locator('[name="sentMailbox"], [id*="sentMailbox"]').first().waitFor({ state: 'attached' });
      await looked('import');
      await send();
      await page.locator('[data-wizard="activate"]').waitFor();
      await looked('activate');
      await send();
      await page.locator('[data-wizard-connected]').waitFor();
      await looked('connected');
      await finished();
    }, PATIENCE);
  });
});
