import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStrapi, type StrapiServer } from '../servers/strapi';

describe('the plugin in a Strapi application', () => {
  let server: StrapiServer;
  beforeAll(async () => {
    server = await startStrapi();
  });
  afterAll(() => server?.stop());

  it('is loaded', () => {
    expect(server.strapi.plugin('email-center')).toBeDefined();
  });

  it('lets administrators log in', async () => {
    const admin = await server.superAdmin();
    const answer = await fetch(`${server.url}/admin/users/me`, { headers: { authorization: `Bearer ${admin.token}` } });
    expect(answer.status).toBe(200);
  });
});
