import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, actionId } from '../../shared/contracts';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

describe('the plugin in a Strapi application', () => {
  let server: StrapiServer;
  let admin: TestUser;
  const get = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${admin.token}` } })).json() as Promise<{ data: unknown }>;

  beforeAll(async () => {
    server = await startStrapi({ pluginConfig: { recordTypes: { 'api::company.company': ['name'] } } });
    admin = await server.superAdmin();
  });
  afterAll(() => server?.stop());

  it('offers its rights to the roles of the panel, each with a name', async () => {
    const { data } = (await get('/admin/permissions')) as { data: { sections: { plugins: { action: string; displayName: string; subCategory: string }[] } } };
    const ours = data.sections.plugins.filter((permission) => permission.action.startsWith('plugin::email-center.'));
    expect(ours.map((permission) => permission.action).sort()).toEqual(Object.values(ACTIONS).map(actionId).sort());
    for (const permission of ours) expect(permission.displayName).toMatch(/^[A-Z].* .*$/);
  });

  it('keeps its content types out of the content manager and its builder', async () => {
    const { data } = (await get('/content-manager/content-types')) as { data: { uid: string; isDisplayed: boolean }[] };
    expect(data.filter((type) => type.uid.startsWith('plugin::email-center.') && type.isDisplayed)).toEqual([]);
    expect(data.filter((type) => type.uid === 'api::candidate.candidate')).toHaveLength(1);
  });

  it('finds the record types by their schema and by the options', async () => {
    const answer = (await get('/email-center/record-types')) as unknown as { types: object[] };
    expect(answer.types).toEqual([
      { uid: 'api::candidate.candidate', name: 'Candidate', fields: ['email', 'email2'] },
      { uid: 'api::company.company', name: 'Company', fields: ['email', 'name'] },
    ]);
  });

  it('knows the address of a record as soon as it is entered, in the content manager too', async () => {
    const answer = await fetch(`${server.url}/content-manager/collection-types/api::candidate.candidate`, {
      method: 'POST', headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Anna', email2: 'Anna@People.TEST' }),
    });
    expect(answer.status).toBe(201);
    const known = await server.strapi.db.connection('email_center_addresses').select('address', 'field');
    expect(known).toEqual([{ address: 'anna@people.test', field: 'email2' }]);
  });

  it('rebuilds the index of addresses when it is asked to', async () => {
    await server.strapi.db.connection('email_center_addresses').delete();
    const answer = await fetch(`${server.url}/email-center/address-index/rebuild`, { method: 'POST', headers: { authorization: `Bearer ${admin.token}` } });
    expect(await answer.json()).toEqual({ addresses: 1 });
  });

  it('schedules its nightly work once the server listens', async () => {
    await eventually(async () => expect(await server.strapi.db.connection('email_center_jobs').pluck('name')).toEqual(['email-center:nightly']));
  });
});
