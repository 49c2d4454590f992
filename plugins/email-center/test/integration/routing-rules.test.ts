import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, routeCandidatesSchema, routeListSchema, routeSchema, type RouteDto } from '../../shared/contracts';
import { EMPLOYEE_TYPE, EMPLOYEES } from '../servers/employees';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

interface Answer {
  status: number;
  body: unknown;
}

describe('the routing rules of a host with employees', () => {
  let server: StrapiServer;
  let administrator: TestUser;
  let petra: TestUser;
  let paul: TestUser;
  let outsider: TestUser;
  let karin: string;

  const call = async (method: string, path: string, body?: object, user = administrator): Promise<Answer> => {
    const answer = await fetch(`${server.url}/email-center${path}`, {
      method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const employee = async (values: object): Promise<string> => (await server.strapi.documents('api::employee.employee' as never).create({ data: values as never })).documentId;
  const change = (documentId: string, values: object) => server.strapi.documents('api::employee.employee' as never).update({ documentId, data: values as never });
  const rules = async (): Promise<RouteDto[]> => routeListSchema.parse((await call('GET', '/routes')).body).items;
  const save = async (from: string, userIds: number[]): Promise<RouteDto> => routeSchema.parse((await call('POST', '/routes', { from, userIds })).body);
  const refusals = ({ body }: Answer): string[] => (body as { error: { details: { errors: { path: string[]; message: string }[] } } }).error.details.errors.map(({ path, message }) => `${path.join('.')}: ${message}`);

  beforeAll(async () => {
    server = await startStrapi({ pluginConfig: { employees: EMPLOYEES }, moreTypes: EMPLOYEE_TYPE });
    administrator = await server.superAdmin();
    [petra, paul] = [await server.userWith([actionId(ACTIONS.receiveCases)]), await server.userWith([actionId(ACTIONS.receiveCases)])];
    outsider = await server.userWith([actionId(ACTIONS.readOwn)]);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    for (const { id } of await rules()) await call('DELETE', `/routes/${id}`);
    karin = await employee({ name: 'Karin Blum', email: `karin${Math.round(performance.now() * 1000)}@firm.test` });
  });

  it('lead from an employee, who needs no panel account, to users who may receive cases', async () => {
    const saved = await call('POST', '/routes', { from: karin, userIds: [petra.id, paul.id], note: 'Weekend duty' });
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({ isActive: true, reason: null, note: 'Weekend duty', from: { name: 'Karin Blum', isCurrent: true }, users: [{ id: petra.id, refusal: null }, { id: paul.id, refusal: null }] });
    expect(await rules()).toHaveLength(1);
  });

  it('are refused with a sentence at each field', async () => {
    const nobody = await employee({ name: 'Nobody', email: null });
    const answer = await call('POST', '/routes', { from: nobody, userIds: [outsider.id, 9_999] });
    expect(answer.status).toBe(400);
    expect(refusals(answer)).toEqual([
      'from: Nobody has no mail address on file.', expect.stringMatching(/^userIds: No role of User \d+ has the right to receive cases\.$/), 'userIds: This panel user does not exist any more.',
    ]);
    expect(refusals(await call('POST', '/routes', { from: 'gone', userIds: [] }))).toEqual(['from: There is no such employee any more.', 'userIds: Choose at least one panel user.']);
  });

  it('begin once at each employee', async () => {
    const { id } = await save(karin, [petra.id]);
    expect(refusals(await call('POST', '/routes', { from: karin, userIds: [paul.id] }))).toEqual(['from: There is a rule from Karin Blum already: change that one.']);
    expect((await call('PUT', `/routes/${id}`, { from: karin, userIds: [paul.id] })).body).toMatchObject({ users: [{ id: paul.id }] });
  });

  it('offer everybody in the form, those who cannot be chosen with the reason', async () => {
    await employee({ name: 'Former Fritz', email: 'fritz@firm.test', active: false });
    const from = routeCandidatesSchema.parse((await call('GET', '/routes/candidates?side=from&q=fritz')).body).employees;
    expect(from).toMatchObject([{ name: 'Former Fritz', refusal: { code: 'not-current', sentence: 'Former Fritz does not work here now.' } }]);
    const to = routeCandidatesSchema.parse((await call('GET', `/routes/candidates?side=to&q=${outsider.email}`)).body).users;
    expect(to).toMatchObject([{ id: outsider.id, refusal: { code: 'user-without-right' } }]);
    const byAddress = routeCandidatesSchema.parse((await call('GET', '/routes/candidates?side=from&address=Fritz@FIRM.test')).body).employees;
    expect(byAddress).toMatchObject([{ name: 'Former Fritz' }]);
  });

  describe('are marked inactive with the reason', () => {
    const reason = (): Promise<string | null> => rules().then(([rule]) => rule!.reason);
    /** What stands in the table, which nobody asked about since. */
    const noted = async (): Promise<unknown> => (await server.strapi.db.connection('email_center_routes').first('inactive_reason')).inactive_reason;

    it('when the employee leaves or loses the address, and are active again when that is undone', async () => {
      await save(karin, [petra.id]);
      await change(karin, { active: false });
      expect(await reason()).toBe('Karin Blum does not work here now.');
      await change(karin, { active: true, email: null });
      expect(await reason()).toBe('Karin Blum has no mail address on file.');
      await change(karin, { email2: 'karin@home.test' });
      expect(await reason()).toBeNull();
    });

    it('when the only user is deactivated; one of two who is left keeps them active', async () => {
      const gone = await server.userWith([actionId(ACTIONS.receiveCases)]);
      await save(karin, [gone.id, petra.id]);
      await server.strapi.service('admin::user').updateById(gone.id, { isActive: false });
      expect(await rules()).toMatchObject([{ isActive: true, users: expect.arrayContaining([expect.objectContaining({ id: gone.id, refusal: expect.objectContaining({ code: 'user-inactive' }) })]) }]);
      await call('PUT', `/routes/${(await rules())[0]!.id}`, { from: karin, userIds: [petra.id] });
    });

    it('as soon as a user is deactivated, or a role loses the right, without anybody asking', async () => {
      const temporary = await server.userWith([actionId(ACTIONS.receiveCases)]);
      await save(karin, [temporary.id]);
      await server.strapi.service('admin::user').updateById(temporary.id, { isActive: false });
      await eventually(async () => expect(await noted()).toMatch(/^The panel account of .* is not active\.$/));
      await server.strapi.service('admin::user').updateById(temporary.id, { isActive: true });
      await eventually(async () => expect(await noted()).toBeNull());
      const user = await server.strapi.db.query('admin::user').findOne({ where: { id: temporary.id }, populate: ['roles'] });
      await server.strapi.service('admin::role').assignPermissions(user.roles[0].id, []);
      await eventually(async () => expect(await noted()).toMatch(/^No role of .* has the right to receive cases\.$/));
    });

    it('as soon as the employee leaves, without anybody asking', async () => {
      await save(karin, [petra.id]);
      await change(karin, { active: false });
      await eventually(async () => expect(await noted()).toBe('Karin Blum does not work here now.'));
    });
  });
});
