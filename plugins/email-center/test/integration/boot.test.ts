import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, actionId } from '../../shared/contracts';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const OPEN_PATHS = [
  ...['message', 'activity', 'document-folder', 'document'].map((type) => `/content-manager/collection-types/plugin::email-center.${type}`),
  '/content-manager/collection-types/plugin%3A%3Aemail-center.message?pageSize=100', '/Content-Manager/Collection-Types/plugin::email-center.message/',
  '/content-manager/collection-types/plugin::email-center.message/any', '/content-manager/collection-types/plugin::email-center.message/actions/countManyEntriesDraftRelations',
  '/content-manager/relations/plugin::email-center.activity/message', '/content-manager/relations/plugin::email-center.activity/any/message',
  '/content-manager/single-types/plugin::email-center.message',
];

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

  it('lets nobody read them past its own rights, by no path of the content manager', async () => {
    const read = { action: 'plugin::content-manager.explorer.read', subject: 'plugin::email-center.message' };
    const reader = await server.userWith([{ action: read.action, subject: 'api::candidate.candidate' }]);
    const { id: roleId } = await server.strapi.service('admin::role').create({ name: 'Mail by the content manager', description: '' });
    for (const path of OPEN_PATHS) {
      for (const user of [admin, reader]) {
        const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${user.token}` } });
        expect([path, answer.status]).toEqual([path, 404]);
      }
    }
    const granted = await fetch(`${server.url}/admin/roles/${roleId}/permissions`, {
      method: 'PUT', headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ permissions: [{ ...read, properties: {}, conditions: [] }] }),
    });
    expect(granted.status).toBe(400);
  });

  it('leaves the other types to the content manager', async () => {
    const answer = await fetch(`${server.url}/content-manager/collection-types/api::candidate.candidate`, { headers: { authorization: `Bearer ${admin.token}` } });
    expect(answer.status).toBe(200);
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
