/**
 * Cases as an administrator and two users meet them, in a real browser on the running application with its demo mail
 * server: a rule made and tried, an offer that one of them takes, a case finished, a rule for an unknown sender.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openApi } from './host/api';
import { DemoMail } from './host/demo-mail';
import { violationsIn } from './pages/accessibility';
import type { Panel, PanelOptions } from './pages/panel';
import { rawKeys } from './pages/texts';
import { usePanel } from './pages/use-panel';
import { eventually } from '../servers/eventually';

const INTAKE = { name: 'Vorgang', address: 'vorgang@kontor-nord.example', password: 'demo-vorgang' };
const SENDER = { name: 'Wanda Walk', address: 'wanda.walk@kontor-nord.example' };
/** Of the firm, as the demo's intake takes mail from it alone, but no employee. */
const STRANGER = 'stranger@kontor-nord.example';
const PASSWORD = 'Walk-password-1';
const CONTENT = '[data-email-center-content]';
const SETTINGS = '/settings/email-center/intake';
const PATIENCE = 60_000;
const host = inject('host');
const api = openApi(host);
const demo = new DemoMail(host.home);

interface Person {
  name: string;
  token: string;
}

/** A panel user who receives cases, signed in. */
async function receiver(firstname: string): Promise<Person> {
  const { data: role } = await api<{ data: { id: number } }>('/admin/roles', { method: 'POST', body: { name: `Cases of ${firstname} ${crypto.randomUUID()}`, description: '' } });
  const permissions = [{ action: 'plugin::email-center.cases.receive', subject: null, properties: {}, conditions: [] }];
  await api(`/admin/roles/${role.id}/permissions`, { method: 'PUT', body: { permissions } });
  const person = { firstname, lastname: 'Fall' };
  const { data: user } = await api<{ data: { registrationToken: string } }>('/admin/users', { method: 'POST', body: { ...person, email: `${firstname.toLowerCase()}@cases.example`, roles: [role.id] } });
  const registered = await api<{ data: { token: string } }>('/admin/register', { method: 'POST', body: { registrationToken: user.registrationToken, userInfo: { ...person, password: PASSWORD } } });
  return { name: `${firstname} Fall`, token: registered.data.token };
}

/** The intake account of the demo, or one that is set up here; active either way. */
async function intakeAccount(): Promise<string> {
  const { items } = await api<{ items: { id: string; address: string }[] }>('/email-center/accounts?scope=all&limit=100');
  const known = items.find(({ address }) => address === INTAKE.address);
  if (known) return known.id;
  const servers = { imap: { host: 'localhost', port: demo.imapPort, security: 'tls' }, smtp: { host: 'localhost', port: demo.smtpPort, security: 'tls' } };
  const { id } = await api<{ id: string }>('/email-center/accounts', { method: 'POST', body: { ...INTAKE, ...servers, login: INTAKE.address, kind: 'intake' } });
  const tested = await fetch(`${host.url}/email-center/accounts/${id}/test`, { method: 'POST', headers: { authorization: `Bearer ${host.token}` } });
  expect((await tested.text()).trim().split('\n').at(-1)).toContain('"passed":true');
  await api(`/email-center/accounts/${id}/activate`, { method: 'POST' });
  return id;
}

const EMPLOYEES = '/content-manager/collection-types/api::employee.employee';

describe('intake and routing', () => {
  const { show, finished } = usePanel();
  let petra: Person;
  let bert: Person;
  let account: string;
  const panels: Panel[] = [];

  const given = async (token: string, options: Partial<PanelOptions> = {}): Promise<Panel> => {
    const panel = await show({ token, ...options });
    panels.push(panel);
    return panel;
  };
  const send = async (subject: string, from: string) => {
    await demo.deliver({ ...INTAKE, subject, from });
    await api(`/email-center/accounts/${account}/sync`, { method: 'POST' });
  };
  const waiting = async (who: Person | null, view: string): Promise<string[]> => {
    const { items } = await openApi({ ...host, token: who?.token ?? host.token })<{ items: { message: { subject: string } }[] }>(`/email-center/work-items?view=${view}&limit=100`);
    return items.map(({ message }) => message.subject);
  };
  const arrived = (subject: string, who: Person | null, view: string) => eventually(async () => expect(await waiting(who, view)).toContain(subject), PATIENCE);

  /** Others count the demo's employees: those of this file go with it. */
  const employed: string[] = [];
  const employ = async (data: object) => {
    const made = await api<{ data: { documentId: string } }>(EMPLOYEES, { method: 'POST', body: data });
    employed.push(made.data.documentId);
  };

  beforeAll(async () => {
    [petra, bert] = [await receiver('Paula'), await receiver('Bruno')];
    await employ({ name: SENDER.name, email: SENDER.address, active: true });
    await employ({ name: 'Former Walk', email: 'former.walk@kontor-nord.example', active: false });
    account = await intakeAccount();
    await send('Before the rule', SENDER.address);
    await arrived('Before the rule', null, 'unassigned');
  }, 180_000);
  afterAll(async () => {
    for (const id of employed) await api(`${EMPLOYEES}/${id}`, { method: 'DELETE' });
  });

  it('lets an administrator make a rule, says who cannot be chosen, and shows beforehand what it would have done', async () => {
    const panel = await given(host.token);
    const { page } = panel;
    await panel.open(SETTINGS);
    await page.getByRole('link', { name: 'Add a rule' }).click();
    await page.getByRole('searchbox', { name: 'From' }).fill('walk');
    await page.getByText('Former Walk does not work here now.').waitFor();
    await page.getByRole('button', { name: new RegExp(SENDER.name) }).click();
    await page.locator('[data-dry-run]').getByText(/is from this sender/).waitFor();
    await page.locator('[data-dry-run]').getByText('Before the rule').waitFor();
    await page.getByRole('searchbox', { name: 'To' }).fill('Fall');
    await page.getByRole('button', { name: new RegExp(petra.name) }).click();
    await page.getByText('It would have become a case.').waitFor();
    await page.getByRole('button', { name: new RegExp(`${bert.name} bruno`) }).click();
    await page.getByText('It would have become an offer.').waitFor();
    expect(await violationsIn(page, '[data-route-form]')).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    const row = page.locator('[data-route]').filter({ hasText: SENDER.name });
    await row.getByText('Active', { exact: true }).waitFor();
    await row.getByText(`${petra.name}, ${bert.name}`).waitFor();
    expect(await waiting(null, 'unassigned')).not.toContain('Before the rule');
    await finished();
  });

  it('offers a message to both; the first who takes it has it, and the other one sees who', async () => {
    expect(await waiting(bert, 'offers')).toContain('Before the rule');
    const first = await given(petra.token);
    await first.open('/plugins/email-center/center/offers');
    await first.rows().filter({ hasText: 'Before the rule' }).waitFor();
    await first.page.locator('[data-offers]').getByRole('button', { name: 'Take it' }).click();
    await first.page.getByText('One case is yours now.').waitFor();
    await first.open('/plugins/email-center/center/mine');
    await first.rows().filter({ hasText: 'Before the rule' }).waitFor();
    const second = await given(bert.token);
    await second.open('/plugins/email-center/center/offers');
    const lost = second.page.locator('[data-lost-offers]');
    await lost.getByText(`${petra.name} took “Before the rule”`).waitFor();
    await lost.getByRole('button', { name: 'Do not show “Before the rule” any more' }).click();
    await lost.waitFor({ state: 'detached' });
    await finished();
  });

  it('shows a case with why it is whose; its user sets a date and finishes it', async () => {
    const panel = await given(petra.token);
    const { page } = panel;
    await panel.open('/plugins/email-center/center/mine');
    await panel.rows().filter({ hasText: 'Before the rule' }).click();
    await panel.message().waitFor();
    const details = page.locator('[data-case]');
    await details.getByText(/offers it to 2 people: the first to take it has it\./).waitFor();
    await details.getByLabel('Due', { exact: true }).fill('2030-05-17');
    await details.getByText('Due May 17, 2030').waitFor();
    expect(await violationsIn(page, CONTENT)).toEqual([]);
    await page.getByRole('region', { name: 'Work on this message' }).getByRole('button', { name: 'Done' }).click();
    await page.getByText('Done by you.').waitFor();
    await finished();
  });

  it('leads from an unassigned message to a rule, and says that nobody has its address', async () => {
    await send('Who am I', STRANGER);
    await arrived('Who am I', null, 'unassigned');
    const panel = await given(host.token);
    const { page } = panel;
    await panel.open('/plugins/email-center/center/unassigned');
    await panel.rows().filter({ hasText: 'Who am I' }).click();
    const details = page.locator('[data-case]');
    await details.getByText(`No employee has the address ${STRANGER} on file.`).waitFor();
    await details.getByRole('link', { name: 'Make a rule for this sender' }).click();
    await page.locator('[data-no-employee]').getByText(`No employee has ${STRANGER} on file.`).waitFor();
    await page.getByRole('searchbox', { name: 'From' }).waitFor();
    await finished();
  });

  it.each([
    { language: 'de', theme: 'light', width: 1440 }, { language: 'de', theme: 'dark', width: 360 }, { language: 'nl', theme: 'dark', width: 1440 }, { language: 'en', theme: 'light', width: 360 },
  ] as const)('is readable in $language, $theme, $width px wide', async ({ language, theme, width }) => {
    const panel = await given(host.token, { language, theme, width });
    const { page } = panel;
    const shot = async (name: string) => {
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${language}-${theme}-${width}.png`, fullPage: true });
    };
    await panel.open(SETTINGS);
    await page.locator('[data-route]').first().waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(rawKeys(await page.locator('[data-intake]').innerText())).toEqual([]);
    expect(await violationsIn(page, '[data-intake]')).toEqual([]);
    await shot('intake');
    await panel.open(`${SETTINGS}/routes/new?address=${SENDER.address}`);
    await page.locator('[data-dry-run]').waitFor();
    await page.locator('[data-chosen]').waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(await violationsIn(page, '[data-route-form]')).toEqual([]);
    await shot('rule');
    await panel.open('/plugins/email-center/center/unassigned');
    await panel.rows().filter({ hasText: 'Who am I' }).click();
    await page.locator('[data-case]').waitFor();
    expect(await panel.sidewaysOverflow()).toBe(0);
    expect(await violationsIn(page, CONTENT)).toEqual([]);
    await shot('unassigned');
    await finished();
  });
});
