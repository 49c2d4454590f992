/** Block and allow lists as people keep them, in a real browser on the running application with its demo mail server. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from '../servers/eventually';
import { openApi } from './host/api';
import { DemoMail } from './host/demo-mail';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

const host = inject('host');
const api = openApi(host);
const demo = new DemoMail(host.home);
const SETTINGS = '/settings/email-center/lists';
const MINE = '/plugins/email-center/lists';
const INFO = { address: 'info@kontor-nord.example', password: 'demo-info' };
const PATIENCE = 60_000;

describe('block and allow lists', () => {
  const { show, finished, picture } = usePanel();
  let panel: Panel;
  let info: string;
  const domain = `spam-${randomUUID().slice(0, 8)}.example`;
  const found = (q: string) => api<{ items: { id: string; subject: string }[] }>(`/email-center/messages?q=${encodeURIComponent(q)}`);

  beforeAll(async () => {
    for (const name of ['one', 'two']) await demo.deliver({ ...INFO, from: `${name}@${domain}`, subject: `Werbung ${name}` });
    const { items } = await api<{ items: { id: string; address: string }[] }>('/email-center/accounts?scope=all&limit=100');
    info = items.find(({ address }) => address === INFO.address)!.id;
    await api(`/email-center/accounts/${info}/sync`, { method: 'POST' });
    for (const name of ['one', 'two']) await eventually(async () => expect((await found(`${name}@${domain}`)).items).toHaveLength(1), PATIENCE);
  }, 2 * PATIENCE);

  const given = async (options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    return panel.page;
  };

  it('keep a sender out from its message, with what that would have done, and take it back within ten seconds', async () => {
    const page = await given({ width: 1440, height: 900 });
    await panel.openMessage((await found(`one@${domain}`)).items[0]!.id);
    await page.getByRole('button', { name: 'Block this sender' }).click();
    const form = page.locator('[data-block-sender-form]');
    await form.locator('[data-kept="1"]').waitFor();
    expect(await violationsIn(page, '[data-block-sender-form]')).toEqual([]);
    await picture('block-sender');
    await form.getByRole('combobox', { name: 'What is blocked' }).click();
    await page.getByRole('option', { name: `everything from @${domain}` }).click();
    await form.getByRole('combobox', { name: 'For' }).click();
    await page.getByRole('option', { name: 'Everybody' }).click();
    await form.locator('[data-kept="2"]').waitFor();
    await form.getByRole('button', { name: 'Block', exact: true }).click();
    await page.getByText(`@${domain} is blocked.`).waitFor();
    await page.locator('[data-block-sender-form] [data-past="2"]').waitFor();
    await picture('block-sender-past');
    const entries = () => api<{ items: { value: string }[] }>(`/email-center/lists?view=everybody&q=${domain}`);
    expect((await entries()).items).toHaveLength(1);
    await page.locator('[data-undo]').getByRole('button').click();
    await eventually(async () => expect((await entries()).items).toEqual([]), PATIENCE);
    await finished();
  });

  it('are kept in the settings: added with the dry run beside the form, hidden, shown, searched, removed', async () => {
    const page = await given({ width: 1440, height: 900 });
    await panel.open(SETTINGS);
    await page.getByRole('link', { name: 'Add entry' }).first().click();
    await page.getByText('Enter something: then it stands here').waitFor();
    await page.getByRole('textbox', { name: /Address, domain or pattern/ }).fill(domain);
    await page.locator('[data-kept="2"]').waitFor();
    await page.getByText('Werbung one').waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('Trade fair');
    expect(await violationsIn(page, '[data-list-form], [data-dry-run]')).toEqual([]);
    await picture('list-form');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-saved-entry]').waitFor();
    expect(await violationsIn(page, '[data-lists]')).toEqual([]);
    await picture('list-saved');
    await page.getByRole('button', { name: 'Hide it' }).click();
    await page.getByText('2 hidden.').waitFor({ timeout: PATIENCE });
    expect((await found(`one@${domain}`)).items).toEqual([]);
    await page.getByRole('button', { name: 'Show it again' }).click();
    await page.getByText('2 shown again.').waitFor({ timeout: PATIENCE });
    expect((await found(`one@${domain}`)).items).toHaveLength(1);
    await page.locator('[data-saved-entry]').getByRole('button', { name: 'Close' }).click();
    await page.getByPlaceholder('Search entries').fill(domain);
    await eventually(async () => expect(await page.locator('[data-list-entry]').count()).toBe(1), PATIENCE);
    await page.getByRole('button', { name: `Remove @${domain}` }).click();
    await page.getByText('From now on this mail is imported again').waitFor();
    await picture('list-remove');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText(`@${domain} is removed.`).waitFor();
    await finished();
  });

  it('ask after a change what becomes of what had come in, and import what it lets in; the ledger names the entry in the reader’s language', { timeout: 3 * PATIENCE }, async () => {
    const { entry } = await api<{ entry: { id: string } }>('/email-center/lists', { method: 'POST', body: { kind: 'block', form: 'domain', value: domain, scope: 'everybody', note: 'Messe' } });
    await demo.deliver({ ...INFO, from: `three@${domain}`, subject: 'Werbung three' });
    await api(`/email-center/accounts/${info}/sync`, { method: 'POST' });
    const ledger = () => api<{ items: { outcome: string }[] }>(`/email-center/ledger?q=${encodeURIComponent(`three@${domain}`)}`);
    await eventually(async () => expect((await ledger()).items).toMatchObject([{ outcome: 'blocked' }]), PATIENCE);
    const page = await given({ language: 'de', theme: 'dark', width: 360 });
    await panel.open('/plugins/email-center/ledger');
    await page.getByRole('combobox', { name: 'Konto' }).click();
    await page.getByRole('option', { name: INFO.address }).click();
    await page.getByRole('searchbox', { name: 'Importprotokoll durchsuchen' }).fill(`three@${domain}`);
    await page.getByText(`Gesperrt für alle durch den Eintrag @${domain} (Messe).`).waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    await picture('list-ledger-de-dark-360');
    await panel.open(`${SETTINGS}/${entry.id}`);
    await page.getByRole('textbox', { name: /Adresse, Domain oder Muster/ }).fill(`one@${domain}`);
    await page.getByRole('combobox', { name: 'Wie es gemeint ist' }).click();
    await page.getByRole('option', { name: 'Eine Adresse' }).click();
    await page.locator('[data-lets-in="1"]').waitFor();
    await picture('list-change-de-dark-360');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.locator('[data-past="1"]').waitFor();
    const letIn = page.locator('[data-let-in="1"]');
    await letIn.waitFor();
    expect(await violationsIn(page, '[data-lists]')).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator('main').first().innerText())).toEqual([]);
    await picture('list-offers-de-dark-360');
    await letIn.getByRole('button', { name: 'Importieren' }).click();
    await page.getByText('1 von 1 importiert.').waitFor({ timeout: PATIENCE });
    expect((await found(`three@${domain}`)).items).toHaveLength(1);
    await picture('list-let-in-de-dark-360');
    await page.getByRole('button', { name: `one@${domain} entfernen` }).click();
    await page.getByText('Diese Post wird ab jetzt wieder importiert').waitFor();
    await picture('list-remove-de-dark-360');
    await page.getByRole('button', { name: 'Entfernen', exact: true }).click();
    await page.getByText(`one@${domain} ist entfernt.`).waitFor();
    await finished();
  });

  it('say what is wrong with an entry beside its field', async () => {
    const page = await given();
    await panel.open(`${SETTINGS}/new`);
    await page.getByRole('textbox', { name: /Address, domain or pattern/ }).fill('nobody');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('"nobody" is no e-mail address. Write it like anna@example.org.').first().waitFor();
    await finished();
  });

  it('are taken in from a file, which says for each wrong line what is wrong', async () => {
    const page = await given();
    await panel.open(MINE);
    await page.locator('[data-lists="mine"]').waitFor();
    await page.locator('input[type="file"]').setInputFiles({ name: 'lists.csv', mimeType: 'text/csv', buffer: Buffer.from(`value,note\ncsv.${domain},letters\nno body,\n`) });
    await page.getByText(/^Line 3: /).waitFor();
    await picture('list-csv');
    await page.getByRole('checkbox', { name: 'Leave the wrong lines out' }).click();
    await page.getByRole('button', { name: 'Import the others' }).click();
    await page.getByText('1 entry added').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    expect((await saving).suggestedFilename()).toBe('email-lists.csv');
    await finished();
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 1440 }, { language: 'de', theme: 'light', width: 360 }, { language: 'nl', theme: 'light', width: 1440 },
  ] as const)('are shown in $language, $theme, $width px wide', async (options) => {
    const page = await given(options);
    for (const [name, place, ready] of [['lists', SETTINGS, '[data-list-entry]'], ['my-lists', MINE, '[data-list-entry]'], ['list-new', `${SETTINGS}/new`, '[data-list-form]']] as const) {
      await panel.open(place);
      await page.locator(ready).first().waitFor();
      expect(await violationsIn(page, name === 'list-new' ? '[data-list-form]' : '[data-lists]')).toEqual([]);
      expect(await panel.sidewaysOverflow()).toBe(0);
      expect(rawKeys(await page.locator('main').first().innerText())).toEqual([]);
      await picture(`${name}-${options.language}-${options.theme}-${options.width}`);
    }
    await finished();
  });
});
