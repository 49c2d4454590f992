/**
 * The way of an answer as a person goes it, in a real browser on the running application with a real Dovecot and the demo's SMTP server:
 * found by a word, given to a colleague, noted, answered with a file, put off by the server and sent all the same; and a message that the
 * server refuses for good, corrected and sent.
 */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openApi } from './host/api';
import { startWritingServer, type WritingServer } from './host/writing-server';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

const CANDIDATE = 'api::candidate.candidate';
const OURS = { address: 'anfragen@schreibweg.example', password: 'walk-anfragen' };
const ARCHIVE = 'ablage@archivdienst.example';
/** Taken by the server every second time. */
const JANA = { name: 'Jana Kranich', email: 'later@kranich.example', email2: 'jana@kranich.example' };
const WORD = 'Portalkran';
const FILE = { name: 'Anfahrt.txt', mimeType: 'text/plain', buffer: Buffer.from('Der Weg führt durch Tor 3.') };
const COLLEAGUE = 'Sabine Hartwig';
const PATIENCE = 40_000;
const host = inject('host');
const api = openApi(host);

const mailOfJana = () => [
  `From: ${JANA.name} <${JANA.email}>`, `To: ${OURS.address}`, 'Subject: Termin zum Vorstellen', `Date: ${new Date(Date.now() - 3_600_000).toUTCString().replace('GMT', '+0000')}`,
  'Message-ID: <frage@kranich.example>', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', `Guten Tag, ich fahre seit Jahren einen ${WORD}. Wann passt es Ihnen?`, '',
].join('\r\n');

describe('an answer', () => {
  const { show, finished, picture } = usePanel({ width: 1440, height: 900 });
  let server: WritingServer;
  let account: string;
  let candidate: string;
  let panel: Panel;

  async function connect(): Promise<string> {
    const { data: me } = await api<{ data: { id: number } }>('/admin/users/me');
    const { data: people } = await api<{ data: { results: { id: number; firstname: string; lastname: string }[] } }>('/admin/users?pageSize=100');
    const colleague = people.results.find(({ firstname, lastname }) => `${firstname} ${lastname}` === COLLEAGUE);
    const endpoint = (port: number) => ({ host: 'localhost', port, security: 'tls' });
    const { id } = await api<{ id: string }>('/email-center/accounts', {
      method: 'POST', body: { ...OURS, name: 'Anfragen', login: OURS.address, imap: endpoint(server.dovecot.ports.imaps), smtp: endpoint(server.smtpPort), kind: 'group', group: { members: [me.id, colleague?.id] } },
    });
    const tested = await fetch(`${host.url}/email-center/accounts/${id}/test`, { method: 'POST', headers: { authorization: `Bearer ${host.token}` } });
    expect(await tested.text()).toMatch(/"passed":true/);
    await api(`/email-center/accounts/${id}/activate`, { method: 'POST' });
    await api(`/email-center/accounts/${id}/sending`, { method: 'PUT', body: { archiveAddress: ARCHIVE } });
    return id;
  }

  beforeAll(async () => {
    server = await startWritingServer(host.home, OURS);
    const made = await api<{ data: { documentId: string } }>(`/content-manager/collection-types/${CANDIDATE}`, { method: 'POST', body: JANA });
    candidate = made.data.documentId;
    await server.dovecot.deliver(OURS.address, 'INBOX', [{ raw: mailOfJana() }]);
    account = await connect();
    await vi.waitUntil(async () => (await api<{ items: unknown[] }>(`/email-center/search?q=${WORD}`)).items.length === 1, { timeout: PATIENCE, interval: 200 });
  }, 2 * PATIENCE);
  afterAll(async () => {
    if (account) await api(`/email-center/accounts/${account}`, { method: 'DELETE' });
    // Other walks count the demo's records.
    if (candidate) await api(`/content-manager/collection-types/${CANDIDATE}/${candidate}`, { method: 'DELETE' });
    await server?.stop();
  });

  const given = async (where: string, options: Partial<PanelOptions> = {}) => {
    panel = await show(options);
    await panel.open(`/plugins/email-center/${where}`);
    return panel.page;
  };
  const inOutbox = (state: string) => panel.page.locator(`[data-outbox][data-state="${state}"]`);

  it('begins with a word: the message is found, given to a colleague, and a note says why', async () => {
    const page = await given('center/inbox');
    await page.getByRole('combobox', { name: 'Search mail' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(WORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`q=${WORD}`));
    const hit = panel.rows().filter({ has: page.locator('mark', { hasText: WORD }) });
    await hit.click();
    await panel.message().waitFor();
    const work = page.getByRole('region', { name: 'Work on this message' });
    await work.getByRole('button', { name: 'Who and when' }).click();
    const popover = page.locator('[data-work-popover]');
    await popover.getByRole('combobox', { name: 'Hand over to' }).click();
    await page.getByRole('option', { name: COLLEAGUE }).click();
    await popover.getByRole('button', { name: 'Hand over' }).click();
    await work.getByText(`${COLLEAGUE} handles it.`).waitFor();
    await page.getByRole('button', { name: 'Add an internal note' }).press('Enter');
    await page.keyboard.type('Bitte vor Freitag einladen.');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-note]').getByText('Bitte vor Freitag einladen.').waitFor();
    await finished();
  });

  it('goes with its file: the server puts it off, the outbox tells why, and at a word it is tried again and sent', async () => {
    const page = await given(`center/all?q=${WORD}`);
    await panel.rows().first().click();
    await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
    const compose = page.locator('[data-inline-compose]');
    await compose.locator('.ProseMirror').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
    await page.keyboard.type('Kommen Sie am Donnerstag um zehn.');
    await compose.locator('[data-choose-files]').setInputFiles([FILE]);
    await compose.locator(`[data-attached="${FILE.name}"]`).waitFor();
    await page.locator('[data-send]').click();
    await page.locator('[data-undo]').getByText('The message is on its way.').waitFor();
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await inOutbox('held').getByRole('button', { name: 'Send now' }).click();
    await inOutbox('queued').getByText(/Tried once without success\. Next try: /).waitFor({ timeout: PATIENCE });
    await inOutbox('queued').getByText('takes nothing at the moment').waitFor();
    await picture('outbox-put-off');
    expect(server.received(JANA.email)).toEqual([]);
    await inOutbox('queued').getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Everything is sent.').waitFor({ timeout: PATIENCE });
    expect(server.received(JANA.email)).toHaveLength(1);
    await finished();
  });

  it('went to the archive as well, of which nobody who gets it can read', () => {
    expect(server.traffic.filter(({ from, event, to }) => from === OURS.address && !(event === 'taken' && to.includes(OURS.address)))).toMatchObject([
      { event: 'refused', to: JANA.email, answer: expect.stringMatching(/^451 /) as string }, { event: 'taken', to: [JANA.email, ARCHIVE] },
    ]);
    const [octets = ''] = server.received(JANA.email);
    expect(server.received(ARCHIVE)).toEqual([octets]);
    expect(octets).not.toMatch(/archivdienst|^bcc:/im);
    expect(octets).toContain('In-Reply-To: <frage@kranich.example>');
    expect(octets.replace(/\r\n/g, '')).toContain(FILE.buffer.toString('base64'));
  });

  it('to an address that is refused for good stays in the outbox, which says what to do', async () => {
    const page = await given('center/outbox');
    await page.getByRole('button', { name: /^(New message|Write)$/ }).first().click();
    await page.getByRole('combobox', { name: 'From' }).click();
    await page.getByRole('option', { name: /Anfragen/ }).click();
    await page.locator('[data-recipients="to"] input').fill('refused@kranich.example');
    await page.locator('[data-compose-subject]').fill('Vertrag für Jana Kranich');
    await page.locator('.ProseMirror p').first().click();
    await page.keyboard.type('Guten Tag');
    await page.locator('[data-send]').click();
    await inOutbox('held').getByRole('button', { name: 'Send now' }).click();
    await inOutbox('failed').getByText('It was not sent, and will not be tried again by itself.').waitFor({ timeout: PATIENCE });
    await inOutbox('failed').locator('[data-outbox-recipients]').getByText('There is nobody of the name refused@kranich.example here.').waitFor();
    await finished();
  });

  it.each([
    { theme: 'light', language: 'en', width: 1440 }, { theme: 'dark', language: 'de', width: 1440 }, { theme: 'light', language: 'de', width: 360 },
  ] as const)('that was refused is readable ($theme, $language, $width px)', async (look) => {
    await given('center/outbox', look);
    await inOutbox('failed').locator('[data-outbox-recipients]').waitFor();
    await picture(`outbox-failed-${look.theme}-${look.language}-${look.width}`);
    expect(await violationsIn(panel.page, '[data-outbox-page]')).toEqual([]);
    expect(rawKeys(await panel.page.locator('[data-outbox-page]').innerText())).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    await finished();
  });

  it('that was refused is taken back, corrected and sent', async () => {
    const page = await given('center/outbox');
    await inOutbox('failed').getByRole('button', { name: 'Take back and change' }).click();
    const to = page.locator('[data-recipients="to"]');
    await to.getByRole('button', { name: 'Remove refused@kranich.example' }).click();
    await to.locator('input').fill(JANA.email2);
    await to.locator('input').press('Enter');
    await to.getByRole('button', { name: `Remove ${JANA.email2}` }).waitFor();
    await page.locator('[data-send]').click();
    await inOutbox('held').getByRole('button', { name: 'Send now' }).click();
    await page.getByText('Everything is sent.').waitFor({ timeout: PATIENCE });
    expect(server.traffic.at(-1)).toMatchObject({ event: 'taken', to: [JANA.email2, ARCHIVE] });
    expect(server.received(JANA.email2)).toHaveLength(1);
    expect(server.received('refused@kranich.example')).toEqual([]);
    await finished();
  });

  it('stands in Sent once, which the ledger knows, and on the record', async () => {
    await expect.poll(() => server.countOf('Sent'), { timeout: PATIENCE }).toBe(2);
    await api(`/email-center/accounts/${account}/sync`, { method: 'POST' });
    const decided = async () => (await api<{ items: { outcome: string }[] }>(`/email-center/ledger?account=${account}&outcome=duplicate`)).items.length;
    await expect.poll(decided, { timeout: PATIENCE }).toBe(2);
    const messageId = /^message-id: *<(.+)>/im.exec(server.received(JANA.email)[0] ?? '')?.[1] ?? '';
    const page = await given('ledger');
    await page.getByRole('combobox', { name: 'Account' }).click();
    await page.getByRole('option', { name: /anfragen@/ }).click();
    await panel.sightings().getByText(/ of Anfragen on /).first().waitFor();
    await page.getByPlaceholder('Address, subject or Message-ID').fill(messageId);
    await expect.poll(() => panel.sightings().count()).toBe(1);
    await panel.sightings().getByText(/^This account has the message already: .* Seen in Sent of Anfragen on /).waitFor();
    await panel.openRecord(CANDIDATE, candidate);
    await panel.activities().nth(2).waitFor();
    expect(await panel.activities().allInnerTexts()).toEqual([expect.stringContaining('Vertrag für Jana Kranich'), expect.stringContaining('Re: Termin zum Vorstellen'), expect.stringContaining('Termin zum Vorstellen')]);
    expect(await server.countOf('Sent')).toBe(2);
    await finished();
  });
});
