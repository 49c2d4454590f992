import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ACTIONS, accountSchema, actionId, activityPageSchema, ledgerPageSchema, lostOffersSchema, messageDetailSchema, routeDryRunResultSchema, routeSchema, workCountsSchema, workPageSchema, workSchema,
  type Action, type WorkItemDto, type WorkView,
} from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { EMPLOYEE_TYPE, EMPLOYEES } from '../servers/employees';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const INTAKE = 'vorgang@firm.test';
const PATIENCE = 120_000;

const mail = (id: string, from: string, text: string): string =>
  [`From: ${from}`, `To: ${INTAKE}`, `Subject: ${id}`, `Message-ID: <${id}@mail.test>`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
    '--b', 'Content-Type: text/plain; charset=utf-8', '', text, '--b', 'Content-Type: application/pdf', 'Content-Disposition: attachment; filename=CV.pdf', 'Content-Transfer-Encoding: base64', '', 'cGRm', '--b--', ''].join('\r\n');

describe('an intake account', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let administrator: TestUser;
  let chief: TestUser;
  let petra: TestUser;
  let paul: TestUser;
  let owner: TestUser;
  let account: string;
  const people: Record<string, string> = {};

  const center = (user: TestUser, method: string, path: string, body?: object) =>
    fetch(`${server.url}/email-center${path}`, { method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const answered = async (pending: Promise<Response>): Promise<unknown> => {
    const answer = await pending;
    const body: unknown = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  const userWith = (...rights: (keyof typeof ACTIONS)[]) => server.userWith(rights.map((right) => actionId(ACTIONS[right] as Action)));
  const document = async (type: string, data: object): Promise<string> => (await server.strapi.documents(type as never).create({ data: data as never })).documentId;
  const view = async (user: TestUser, which: WorkView): Promise<WorkItemDto[]> => workPageSchema.parse(await answered(center(user, 'GET', `/work-items?view=${which}`))).items;
  const subjects = async (user: TestUser, which: WorkView): Promise<string[]> => (await view(user, which)).map(({ message }) => message.subject).sort();
  const piece = async (subject: string): Promise<WorkItemDto> => {
    for (const which of ['unassigned', 'offered', 'mine'] as const) {
      const found = (await view(which === 'mine' ? petra : chief, which)).find(({ message }) => message.subject === subject);
      if (found) return found;
    }
    throw new Error(`There is no work "${subject}".`);
  };
  const history = async (recordId: string) => activityPageSchema.parse(await answered(center(administrator, 'GET', `/records/api::candidate.candidate/${recordId}/activities?limit=50`))).items;
  const signIn = async (user: TestUser): Promise<void> => {
    const answer = await fetch(`${server.url}/admin/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: user.email, password: 'Test-password-1' }) });
    expect(answer.status).toBe(200);
  };
  const deliver = async (...mails: string[]): Promise<void> => {
    const before = (await panel.status(account)).mailboxes.reduce((sum, { decided }) => sum + decided, 0);
    await dovecot.deliver(INTAKE, 'INBOX', mails.map((raw) => ({ raw })));
    await answered(center(administrator, 'POST', `/accounts/${account}/sync`));
    await panel.imported(account, before + mails.length, PATIENCE);
  };
  const route = async (employee: string, users: TestUser[]) => routeSchema.parse(await answered(center(administrator, 'POST', '/routes', { from: people[employee], userIds: users.map(({ id }) => id) })));

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [INTAKE]: 'secret' } });
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile, employees: EMPLOYEES }, moreTypes: EMPLOYEE_TYPE });
    administrator = await server.superAdmin();
    panel = openPanel(server.url, administrator.token);
    chief = await userWith('assignWork');
    [petra, paul] = [await userWith('receiveCases'), await userWith('receiveCases')];
    owner = await userWith('manageOwn', 'run');
    for (const name of ['karin', 'otto', 'fritz', 'uwe']) people[name] = await document('api::employee.employee', { name, email: `${name}@firm.test` });
    people.anna = await document('api::candidate.candidate', { name: 'Anna', email: 'anna@people.test' });
    await route('karin', [petra]);
    await route('otto', [petra, paul]);
    await route('fritz', [petra]);
    await server.strapi.documents('api::employee.employee' as never).update({ documentId: people.fritz!, data: { active: false } as never });
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  describe('is set up', () => {
    it('by those who manage accounts, and read in only with a right of its own', async () => {
      const { address, login, password, imap, smtp } = dovecot.settings(INTAKE);
      const settings = { name: 'Vorgang', address, login, password, imap, smtp, kind: 'intake' };
      expect((await center(owner, 'POST', '/accounts', { ...settings, importPolicy: 'matches-only' })).status).toBe(400);
      account = accountSchema.parse(await answered(center(owner, 'POST', '/accounts', settings))).id;
      await (await center(owner, 'POST', `/accounts/${account}/test`)).text();
      expect((await center(owner, 'POST', `/accounts/${account}/activate`)).status).toBe(403);
      await answered(center(administrator, 'POST', `/accounts/${account}/activate`));
      expect((await center(owner, 'POST', `/accounts/${account}/sync`)).status).toBe(403);
      expect((await center(owner, 'POST', `/accounts/${account}/reconcile`)).status).toBe(403);
      // The message of its own test.
      await panel.imported(account, 1, PATIENCE);
    }, 150_000);

    it('at an address that no other account has, however it is written', async () => {
      const { login, password, imap, smtp } = dovecot.settings(INTAKE);
      expect((await center(owner, 'POST', '/accounts', { name: 'x', address: 'Vorgang@FIRM.test', login, password, imap, smtp })).status).toBe(409);
    });

    it('without making work of its own test message', async () => {
      expect(await view(chief, 'unassigned')).toEqual([]);
    });
  });

  describe('files mail', () => {
    beforeAll(() => deliver(
      mail('Routed', 'Karin <KARIN@firm.test>', 'Please call anna@people.test.'), mail('Offered', 'otto@firm.test', 'Anna <anna@people.test> has asked again.'),
      mail('No record', 'karin@firm.test', 'Nobody is named here.'), mail('Inactive', 'fritz@firm.test', 'anna@people.test'), mail('No rule', 'uwe@firm.test', 'anna@people.test'),
      mail('Stranger', 'who@elsewhere.test', 'anna@people.test'),
    ), 150_000);

    it('of a routed sender as cases of the user', async () => {
      expect(await subjects(petra, 'mine')).toEqual(['No record', 'Routed']);
      expect(await piece('Routed')).toMatchObject({ kind: 'case', state: 'open', handler: { id: petra.id }, reason: { code: 'routed', sentence: 'Routed by the rule from karin.' } });
    });

    it('of a sender routed to several as an offer to all of them', async () => {
      for (const user of [petra, paul]) expect(await subjects(user, 'offers')).toEqual(['Offered']);
      expect(await subjects(chief, 'offered')).toEqual(['Offered']);
    });

    it('of everybody else as unassigned, with the reason', async () => {
      expect(Object.fromEntries((await view(chief, 'unassigned')).map(({ message, reason }) => [message.subject, `${reason.code}: ${reason.sentence}`]))).toEqual({
        Inactive: 'route-inactive: The rule from fritz is inactive: fritz does not work here now.', 'No rule': 'no-route: There is no rule for mail from uwe.',
        Stranger: 'not-an-employee: No employee has the address who@elsewhere.test on file.',
      });
      const ledger = ledgerPageSchema.parse(await answered(center(administrator, 'GET', `/ledger?account=${account}`))).items;
      expect(ledger.find(({ subject }) => subject === 'Stranger')).toMatchObject({ outcome: 'imported', reason: 'Imported. No employee has the address who@elsewhere.test on file.' });
    });

    it('in the history of the records a case names, with original and attachments, and of no others', async () => {
      const cases = await history(people.anna!);
      expect(cases.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual(['case Offered', 'case Routed']);
      expect(cases[0]!.folder.documents.map(({ kind }) => kind)).toEqual(['original', 'attachment']);
      const detail = messageDetailSchema.parse(await answered(center(administrator, 'GET', `/messages/${(await piece('Routed')).message.id}`)));
      expect(detail.links).toMatchObject([{ recordId: people.anna, reasons: [{ rule: 'case-mention', address: 'anna@people.test' }] }]);
    });

    it('for those who work on it, may take it, or give work, and for nobody else', async () => {
      const ids = Object.fromEntries(await Promise.all(['Routed', 'Offered', 'Stranger'].map(async (subject) => [subject, (await piece(subject)).message.id] as const)));
      const opened = async (user: TestUser) => Object.fromEntries(await Promise.all(Object.entries(ids).map(async ([subject, id]) => [subject, (await center(user, 'GET', `/messages/${id}`)).status] as const)));
      expect(await opened(petra)).toEqual({ Routed: 200, Offered: 200, Stranger: 404 });
      expect(await opened(paul)).toEqual({ Routed: 404, Offered: 200, Stranger: 404 });
      expect(await opened(chief)).toEqual({ Routed: 200, Offered: 200, Stranger: 200 });
      expect(await opened(await userWith('readOwn', 'readGroup'))).toEqual({ Routed: 404, Offered: 404, Stranger: 404 });
      expect(await opened(owner)).toEqual({ Routed: 403, Offered: 403, Stranger: 403 });
    });

    it('so that a case which names no record is completed by linking it by hand', async () => {
      const berta = await document('api::candidate.candidate', { name: 'Berta', email: 'berta@people.test' });
      const { message } = await piece('No record');
      await answered(center(administrator, 'POST', `/messages/${message.id}/links`, { recordType: 'api::candidate.candidate', recordId: berta }));
      expect(await history(berta)).toMatchObject([{ kind: 'case', subject: 'No record', case: { state: 'open', dueAt: null } }]);
      expect(await server.strapi.db.connection('email_center_activities').where({ kind: 'case' }).whereNull('record_id')).toEqual([]);
    });

    it('so that a case has a due date and is done, which its record shows', async () => {
      const { id } = await piece('No record');
      const due = workSchema.parse(await answered(center(petra, 'POST', `/work-items/${id}/due`, { dueAt: '2027-01-15T12:00:00.000Z' })));
      expect(due.dueAt).toBe('2027-01-15T12:00:00.000Z');
      expect(workSchema.parse(await answered(center(petra, 'POST', `/work-items/${id}/done`, {})))).toMatchObject({ state: 'done' });
      expect(await subjects(petra, 'mine-done')).toEqual(['No record']);
      const shown = (await history(people.anna!)).find(({ subject }) => subject === 'Routed');
      expect(shown).toMatchObject({ kind: 'case', case: { state: 'open', handler: expect.stringMatching(/^User/) } });
    });
  });

  describe('has unassigned messages', () => {
    it('that a rule takes over: tried first, saved, and applied to what came before', async () => {
      const input = { from: people.uwe, userIds: [paul.id] };
      const tried = routeDryRunResultSchema.parse(await answered(center(administrator, 'POST', '/routes/dry-run', input)));
      expect(tried).toMatchObject({ refusals: [], unassigned: 3, routed: 1, becomes: 'case', items: [{ subject: 'No rule', reason: 'There is no rule for mail from uwe.' }] });
      expect(await subjects(chief, 'unassigned')).toContain('No rule');
      const rule = await route('uwe', [paul]);
      expect(await answered(center(administrator, 'POST', `/routes/${rule.id}/route-unassigned`))).toEqual({ routed: 1 });
      expect(await subjects(chief, 'unassigned')).toEqual(['Inactive', 'Stranger']);
      expect(await subjects(paul, 'mine')).toEqual(['No rule']);
      expect((await history(people.anna!)).map(({ subject }) => subject).sort()).toEqual(['No rule', 'Offered', 'Routed']);
      expect(await answered(center(administrator, 'POST', `/routes/${rule.id}/route-unassigned`))).toEqual({ routed: 0 });
    });

    it('that are given to somebody by hand, and are in the history then', async () => {
      const { id } = await piece('Stranger');
      expect((await center(petra, 'POST', `/work-items/${id}/assign`, { to: petra.id })).status).toBe(403);
      expect((await center(chief, 'POST', `/work-items/${id}/assign`, { to: chief.id })).status).toBe(400);
      await answered(center(chief, 'POST', `/work-items/${id}/assign`, { to: petra.id, note: 'Yours, I think' }));
      expect((await history(people.anna!)).map(({ subject }) => subject)).toContain('Stranger');
      expect(workCountsSchema.parse(await answered(center(chief, 'GET', '/work-items/counts')))).toMatchObject({ unassigned: 1, offered: 1 });
    });
  });

  describe('has offers', () => {
    it('that signing in takes, once, and the others see who was faster until they say so', async () => {
      await signIn(paul);
      await eventually(async () => expect(await subjects(paul, 'mine')).toContain('Offered'));
      expect(await subjects(petra, 'offers')).toEqual([]);
      const lost = async () => lostOffersSchema.parse(await answered(center(petra, 'GET', '/work-items/taken-offers'))).items;
      expect(await lost()).toMatchObject([{ subject: 'Offered', takenBy: { id: paul.id }, takenAt: expect.any(String) }]);
      await answered(center(petra, 'POST', `/work-items/taken-offers/${(await lost())[0]!.workId}/dismiss`));
      expect(await lost()).toEqual([]);
    });

    it('that signing in does not take when the setting says so; synchronising does', async () => {
      await answered(center(administrator, 'PUT', '/settings/intake', { signInTakes: false }));
      await deliver(mail('By hand', 'otto@firm.test', 'x'));
      await signIn(petra);
      expect(await answered(center(paul, 'POST', '/work-items/take-offers'))).toEqual({ taken: 1 });
      expect(await subjects(petra, 'mine')).not.toContain('By hand');
      await answered(center(administrator, 'PUT', '/settings/intake', { signInTakes: true }));
    }, 150_000);

    it('that a session renewed after a pause takes, and one renewed by an open page does not', async () => {
      const login = await fetch(`${server.url}/admin/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: petra.email, password: 'Test-password-1', deviceId: crypto.randomUUID(), rememberMe: true }) });
      expect(login.status).toBe(200);
      let cookie = login.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
      await deliver(mail('Overnight', 'otto@firm.test', 'x'));
      const renew = async (): Promise<void> => {
        const answer = await fetch(`${server.url}/admin/access-token`, { method: 'POST', headers: { cookie } });
        expect(answer.status, await answer.text()).toBe(200);
        cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
      };
      await renew();
      // Whatever the renewal began has ended when a later request of the same process is answered.
      expect(await subjects(petra, 'offers')).toEqual(['Overnight']);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 90 * 60_000 });
      try {
        await renew();
      } finally {
        vi.useRealTimers();
      }
      await eventually(async () => expect(await subjects(petra, 'mine')).toContain('Overnight'));
    }, 150_000);

    it('that a first password takes, which no event tells of', async () => {
      const role = await server.strapi.db.query('admin::role').findOne({ where: { users: { id: petra.id } } });
      const invited = await server.strapi.service('admin::user').create({ firstname: 'Ida', lastname: 'New', email: 'ida@panel.test', isActive: false, registrationToken: 'first', roles: [role.id] });
      await server.strapi.service('admin::user').updateById(invited.id, { isActive: true });
      await document('api::employee.employee', { name: 'nele', email: 'nele@firm.test' }).then((id) => (people.nele = id));
      const rule = await answered(center(administrator, 'POST', '/routes', { from: people.nele, userIds: [invited.id, paul.id] }));
      expect(routeSchema.parse(rule).isActive).toBe(true);
      await deliver(mail('First day', 'nele@firm.test', 'x'));
      const registered = await fetch(`${server.url}/admin/register`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ registrationToken: 'first', userInfo: { firstname: 'Ida', lastname: 'New', password: 'Test-password-1' } }),
      });
      expect(registered.status, await registered.text()).toBe(200);
      await eventually(async () => expect((await server.strapi.db.connection('email_center_work').where({ handler_id: invited.id })).length).toBe(1));
    }, 150_000);

    it('that one of many who take them at once gets, and the others are told who', async () => {
      await deliver(mail('Race', 'otto@firm.test', 'x'));
      const id = (await piece('Race')).id;
      const answers = await Promise.all([petra, paul, petra, paul].map((user) => center(user, 'POST', `/work-items/${id}/take`, {})));
      const taken = answers.filter(({ status }) => status === 200);
      const handlers = new Set(await Promise.all(taken.map(async (answer) => workSchema.parse(await answer.json()).handler!.id)));
      expect(handlers.size).toBe(1);
      const refused = answers.find(({ status }) => status === 409)!;
      expect(await refused.json()).toMatchObject({ error: { message: expect.stringMatching(/^User \d+ has taken it\.$/) } });
    }, 150_000);
  });

  it('gets open cases back from a user who is deactivated', async () => {
    const mine = await subjects(paul, 'mine');
    expect(mine.length).toBeGreaterThan(0);
    await server.strapi.service('admin::user').updateById(paul.id, { isActive: false });
    await eventually(async () => expect(await subjects(chief, 'unassigned')).toEqual(expect.arrayContaining(mine)));
  });
});
