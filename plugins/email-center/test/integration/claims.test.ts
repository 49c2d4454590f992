import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, workCountsSchema, workPageSchema } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { EMPLOYEE_TYPE, EMPLOYEES } from '../servers/employees';
import { eventually } from '../servers/eventually';
import { openPanel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const INTAKE = 'vorgang@firm.test';
const CLAIMANTS = 50;
const PATIENCE = 180_000;

describe('a case offered to fifty users of a real panel', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let administrator: TestUser;
  const users: TestUser[] = [];

  const center = (user: TestUser, method: string, path: string, body?: object) =>
    fetch(`${server.url}/email-center${path}`, { method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const offered = async (subject: string): Promise<string> => {
    const page = workPageSchema.parse(await (await center(administrator, 'GET', '/work-items?view=offered')).json());
    return page.items.find(({ message }) => message.subject === subject)!.id;
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [INTAKE]: 'secret' } });
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile, employees: EMPLOYEES }, moreTypes: EMPLOYEE_TYPE });
    administrator = await server.superAdmin();
    const panel = openPanel(server.url, administrator.token);
    for (let made = 0; made < CLAIMANTS; made += 1) users.push(await server.userWith([actionId(ACTIONS.receiveCases)]));
    const karin = await server.strapi.documents('api::employee.employee' as never).create({ data: { name: 'Karin', email: 'karin@firm.test' } as never });
    expect((await center(administrator, 'POST', '/routes', { from: karin.documentId, userIds: users.map(({ id }) => id) })).status).toBe(201);
    await dovecot.deliver(INTAKE, 'INBOX', ['By click', 'All at once'].map((subject) => ({ raw: `From: karin@firm.test\r\nTo: ${INTAKE}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replace(/ /g, '')}@x>\r\n\r\nx\r\n` })));
    const account = await panel.connect(dovecot.settings(INTAKE), { kind: 'intake' });
    await panel.activate(account);
    await panel.imported(account, 3, PATIENCE);
  }, 600_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('goes to exactly one of them when all take it at the same time', async () => {
    const id = await offered('By click');
    const answers = await Promise.all(users.map((user) => center(user, 'POST', `/work-items/${id}/take`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: CLAIMANTS - 1 }, () => 409)]);
    const [winner] = answers.flatMap(({ status }, index) => (status === 200 ? [users[index]!] : []));
    expect((await server.strapi.db.connection('email_center_work').where({ id }).first('handler_id')).handler_id).toBe(winner!.id);
    expect(await server.strapi.db.connection('email_center_work_events').where({ work_id: id, event: 'taken' })).toHaveLength(1);
    const loser = users.find(({ id: userId }) => userId !== winner!.id)!;
    expect(await (await center(loser, 'GET', '/work-items/taken-offers')).json()).toMatchObject({ items: [{ subject: 'By click', takenBy: { id: winner!.id } }] });
  }, 120_000);

  it('goes to exactly one of them when all sign in at the same time', async () => {
    const id = await offered('All at once');
    await Promise.all(users.map((user) => fetch(`${server.url}/admin/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: user.email, password: 'Test-password-1' }) })));
    await eventually(async () => expect((await server.strapi.db.connection('email_center_work').where({ id }).first('handler_id')).handler_id).toBeGreaterThan(0), 60_000);
    expect(await server.strapi.db.connection('email_center_work_events').where({ work_id: id, event: 'taken' })).toHaveLength(1);
    const counts = workCountsSchema.parse(await (await center(administrator, 'GET', '/work-items/counts')).json());
    expect(counts.offered).toBe(0);
  }, 300_000);
});
