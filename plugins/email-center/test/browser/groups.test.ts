/**
 * A group as two people work on it, in a real browser on the running application with its demo mail server: set up by an
 * administrator, taken by one member, seen and taken over by the other, handed over, done.
 */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openApi } from './host/api';
import { DemoMail } from './host/demo-mail';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';

const TEAM = { address: 'team@kontor-nord.example', password: 'demo-team' };
const PASSWORD = 'Walk-password-1';
const CONTENT = '[data-email-center-content]';
const PATIENCE = 40_000;
const host = inject('host');
const api = openApi(host);
const demo = new DemoMail(host.home);

interface Member {
  name: string;
  token: string;
}

/** A panel user who reads groups, signed in. */
async function member(firstname: string): Promise<Member> {
  const { data: role } = await api<{ data: { id: number } }>('/admin/roles', { method: 'POST', body: { name: `Team of ${firstname} ${crypto.randomUUID()}`, description: '' } });
  const permissions = ['messages.read-own', 'messages.read-group'].map((action) => ({ action: `plugin::email-center.${action}`, subject: null, properties: {}, conditions: [] }));
  await api(`/admin/roles/${role.id}/permissions`, { method: 'PUT', body: { permissions } });
  const person = { firstname, lastname: 'Walker' };
  const body = { ...person, email: `${firstname.toLowerCase()}@walk.example`, roles: [role.id] };
  const { data: user } = await api<{ data: { registrationToken: string } }>('/admin/users', { method: 'POST', body });
  const registered = await api<{ data: { token: string } }>('/admin/register', { method: 'POST', body: { registrationToken: user.registrationToken, userInfo: { ...person, password: PASSWORD } } });
  return { name: `${firstname} Walker`, token: registered.data.token };
}

describe('a group', () => {
  const { show, finished } = usePanel();
  let petra: Member;
  let bert: Member;
  const panels: Panel[] = [];

  const given = async (token: string, options: Partial<PanelOptions> = {}): Promise<Panel> => {
    const panel = await show({ token, ...options });
    panels.push(panel);
    return panel;
  };
  const account = async () => (await api<{ items: { id: string; address: string }[] }>('/email-center/accounts?scope=all&limit=100')).items.find(({ address }) => address === TEAM.address)!;
  const openGroup = async (panel: Panel) => panel.open(`/plugins/email-center/center/group/${(await account()).id}`);
  const row = (panel: Panel, subject: string) => panel.page.locator('li').filter({ has: panel.rows().filter({ hasText: subject }) });
  const mark = (panel: Panel, subject: string) => row(panel, subject).locator('[data-work-mark]');

  beforeAll(async () => {
    [petra, bert] = [await member('Petra'), await member('Bert')];
  });

  it('is set up by an administrator with its members, tested and activated', async () => {
    const panel = await given(host.token);
    const { page } = panel;
    await panel.open('/settings/email-center/groups/new');
    await page.getByLabel('Address').fill(TEAM.address);
    await page.getByLabel('Password').fill(TEAM.password);
    for (const [group, port] of [['Receiving', demo.imapPort], ['Sending', demo.smtpPort]] as const) {
      const server = page.getByRole('group', { name: new RegExp(group) });
      await server.getByLabel('Server').fill('localhost');
      await server.getByLabel('Port').fill(String(port));
    }
    await page.getByRole('combobox', { name: 'Members' }).click();
    for (const { name } of [petra, bert]) await page.getByRole('option', { name }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.locator('[data-test-result="passed"]').waitFor({ timeout: PATIENCE });
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.locator('[data-account-state="active"]').waitFor({ timeout: PATIENCE });
    await panel.open('/settings/email-center/groups');
    await page.getByText('2 members: Petra Walker, Bert Walker').waitFor();
    await finished();
  });

  it('shows a new message to both members as unread and nobody\'s; the first who takes it has it, and can take that back', async () => {
    for (const subject of ['Where is my order', 'A second question', 'Third time lucky']) await demo.deliver({ ...TEAM, subject, from: TEAM.address });
    await api(`/email-center/accounts/${(await account()).id}/sync`, { method: 'POST' });
    const panel = await given(petra.token);
    const { page } = panel;
    await expect.poll(async () => (await openApi({ ...host, token: petra.token })<{ groups: { open: number }[] }>('/email-center/work-items/counts')).groups[0]?.open, { timeout: PATIENCE }).toBeGreaterThanOrEqual(3);
    await openGroup(panel);
    await row(panel, 'Where is my order').getByRole('img', { name: 'Unread' }).waitFor();
    await mark(panel, 'Where is my order').filter({ hasText: 'Nobody' }).click();
    const popover = page.locator('[data-work-popover]');
    await popover.getByText('Informed').waitFor();
    expect(await popover.getByText('not read yet').count()).toBe(2);
    expect(await violationsIn(page, '[data-work-popover]')).toEqual([]);
    await popover.getByRole('button', { name: 'Take it' }).click();
    await mark(panel, 'Where is my order').filter({ hasText: petra.name }).waitFor();
    await page.locator('[data-undo]').getByRole('button', { name: 'Undo' }).click();
    await mark(panel, 'Where is my order').filter({ hasText: 'Nobody' }).waitFor();
    await panel.rows().filter({ hasText: 'Where is my order' }).focus();
    await page.keyboard.press('t');
    await mark(panel, 'Where is my order').filter({ hasText: petra.name }).waitFor();
    await page.getByRole('link', { name: /Mine to handle/ }).first().getByRole('img', { name: '1 waits' }).waitFor();
    await finished();
  });

  it('tells the other member who has it and since when, and lets them take it over', async () => {
    const panel = await given(bert.token);
    const { page } = panel;
    await panel.openMessages();
    await mark(panel, 'Where is my order').filter({ hasText: petra.name }).waitFor();
    await panel.rows().filter({ hasText: 'Where is my order' }).click();
    const bar = page.getByRole('region', { name: 'Work on this message' });
    await bar.getByText('Petra Walker handles it.').waitFor();
    expect(await bar.getByRole('button', { name: 'Take it' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'Who and when' }).click();
    const popover = page.locator('[data-work-popover]');
    await popover.getByText('Petra Walker took it').first().waitFor();
    await popover.getByRole('button', { name: 'Take over' }).click();
    await bar.getByText('You handle it.').waitFor();
    expect(await row(panel, 'Where is my order').getByRole('img', { name: 'Unread' }).count()).toBe(0);
    await finished();
  });

  it('hands work over with a note that the other one reads, who finishes it', async () => {
    const from = await given(bert.token);
    await from.open('/plugins/email-center/center/mine');
    await from.rows().filter({ hasText: 'Where is my order' }).click();
    await from.page.getByRole('button', { name: 'Who and when' }).click();
    const popover = from.page.locator('[data-work-popover]');
    await popover.getByRole('combobox', { name: 'Hand over to' }).click();
    await from.page.getByRole('option', { name: petra.name }).click();
    await popover.getByLabel('Note for that person').fill('She is your customer.');
    await popover.getByRole('button', { name: 'Hand over' }).click();
    await from.page.getByText('Petra Walker handles it.').waitFor();
    const to = await given(petra.token);
    await to.open('/plugins/email-center/center/mine');
    await to.rows().filter({ hasText: 'Where is my order' }).click();
    await to.page.getByRole('button', { name: 'Who and when' }).click();
    await to.page.getByText('“She is your customer.”').waitFor();
    await to.page.keyboard.press('Escape');
    const bar = to.page.getByRole('region', { name: 'Work on this message' });
    await bar.getByRole('button', { name: 'Done' }).click();
    await bar.getByText('Done by you.').waitFor();
    await openGroup(to);
    await to.page.getByRole('combobox', { name: 'Which messages' }).click();
    await to.page.getByRole('option', { name: 'Done' }).click();
    await mark(to, 'Where is my order').waitFor();
    await finished();
  });

  it.each([
    { language: 'de', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 360 }, { language: 'nl', theme: 'dark', width: 1440 }, { language: 'en', theme: 'light', width: 360 },
  ] as const)('is readable in $language, $theme, $width px wide', async ({ language, theme, width }) => {
    const panel = await given(petra.token, { language, theme, width });
    await openGroup(panel);
    await mark(panel, 'A second question').waitFor();
    expect(rawKeys(await panel.page.locator(CONTENT).innerText())).toEqual([]);
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(await violationsIn(panel.page, CONTENT)).toEqual([]);
    await panel.rows().filter({ hasText: 'A second question' }).click();
    await panel.message().waitFor();
    await panel.page.locator('[data-work]').getByRole('button').last().click();
    await panel.page.locator('[data-work-popover] ol').waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    await finished();
  });

  it('has a form that is readable in German, dark and narrow', async () => {
    const panel = await given(host.token, { language: 'de', theme: 'dark', width: 360 });
    await panel.open(`/settings/email-center/groups/${(await account()).id}`);
    await panel.page.getByText('Wer eine neue Nachricht bearbeitet').waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    await finished();
  });
});
