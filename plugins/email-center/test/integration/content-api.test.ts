import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeApplication } from '../fakes/application';
import { fileHistory, type FiledHistory } from '../servers/filed-history';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const MESSAGE = 'plugin::email-center.message';
const ACTIVITY = 'plugin::email-center.activity';
const CANDIDATE = 'api::candidate.candidate';

interface Entry {
  documentId: string;
  name: string;
  subject: string;
  message: { documentId: string };
  company: { name: string };
  emailActivities: Entry[];
}

describe('the content API', () => {
  let server: StrapiServer;
  let history: FiledHistory;
  let token: string;
  let withoutActivities: string;

  const get = (path: string, bearer: string | null = token) => fetch(`${server.url}/api${path}`, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} });
  const json = async <T = Entry>(path: string) => (await (await get(path)).json()) as { data: T; meta?: { pagination: { total: number } } };

  beforeAll(async () => {
    server = await startStrapi();
    history = await fileHistory(server.strapi, { activities: 15 });
    const records = ['find', 'findOne'].map((action) => `${CANDIDATE}.${action}`);
    token = await server.apiToken([
      ...records, 'api::company.company.find', `${MESSAGE}.find`, `${MESSAGE}.findOne`, `${MESSAGE}.raw`, `${MESSAGE}.part`, `${MESSAGE}.body`, `${MESSAGE}.search`, `${ACTIVITY}.find`, `${ACTIVITY}.findOne`,
      'plugin::email-center.document-folder.find', 'plugin::email-center.document.find',
    ]);
    withoutActivities = await server.apiToken(records);
  });
  afterAll(() => server?.stop());

  describe('for messages, activities and documents', () => {
    it.each(['/email-center/messages', '/email-center/activities', '/email-center/document-folders', '/email-center/documents'])('%s needs a permission', async (path) => {
      expect((await get(path, null)).status).toBe(403);
      expect((await get(path, withoutActivities)).status).toBe(403);
      expect((await get(path)).status).toBe(200);
    });

    it('searches with a permission of its own, in one shape with what was not understood', async () => {
      expect((await get('/email-center/search?q=mail', null)).status).toBe(403);
      expect((await get('/email-center/search?q=mail', withoutActivities)).status).toBe(403);
      expect(await (await get('/email-center/search?q=nirgends%20after:soon')).json()).toMatchObject({ data: [], meta: { next: null, trouble: [{ code: 'not-a-date' }] } });
      expect((await get('/email-center/search')).status).toBe(400);
    });

    it('never shows how a message is recognised and stored, whatever is asked for', async () => {
      for (const query of ['', '?populate=*']) {
        const text = await (await get(`/email-center/messages${query}`)).text();
        expect(text).not.toMatch(/identity|rawKey|messageIdHash|raw-key-1/);
      }
      for (const query of ['?fields=identity,rawKey', '?filters[rawKey][$startsWith]=raw', '?sort=identity']) expect((await get(`/email-center/messages${query}`)).status).toBe(400);
    });

    it('lists the activities of one record, newest first, with what they belong to', async () => {
      const query = `?filters[recordType]=${CANDIDATE}&filters[recordId]=${history.candidateId}&sort=occurredAt:desc&populate=message&pagination[limit]=3`;
      const { data, meta } = await json<Entry[]>(`/email-center/activities${query}`);
      expect(meta?.pagination.total).toBe(15);
      expect(data.map((activity) => activity.subject)).toEqual(['Mail 15', 'Mail 14', 'Mail 13']);
      expect(data[0]!.message.documentId).toBe(history.messageId);
      expect(data[0]!.message).not.toHaveProperty('rawKey');
    });

    it('finds the folder and the files of an activity', async () => {
      const folders = await json<Entry[]>(`/email-center/document-folders?filters[activity][documentId]=${history.activityId}`);
      expect(folders.data).toHaveLength(1);
      const documents = await json<Entry[]>(`/email-center/documents?filters[folder][documentId]=${folders.data[0]!.documentId}&sort=id`);
      expect(documents.data.map((document) => document.name)).toEqual(['Mail 15.eml', 'CV.pdf']);
    });

    it.each(['POST', 'PUT', 'DELETE'])('has no way to write: %s', async (method) => {
      const path = method === 'POST' ? '/email-center/messages' : `/email-center/messages/${history.messageId}`;
      const answer = await fetch(`${server.url}/api${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"data":{}}' });
      expect([404, 405]).toContain(answer.status);
    });
  });

  describe('for API tokens of other types', () => {
    it('refuses read-only ones, which find whatever else there is, and says what is needed', async () => {
      const readOnly = await server.apiToken('read-only');
      for (const path of ['messages', `messages/${history.messageId}`, 'activities', `activities/${history.activityId}`, 'document-folders', 'documents?populate=*']) {
        const answer = await get(`/email-center/${path}`, readOnly);
        expect([path, answer.status]).toEqual([path, 403]);
        expect(await answer.text()).toContain('API token of type \\"Custom\\"');
      }
      const populated = await get('/candidates?populate=emailActivities', readOnly);
      expect(populated.status).toBe(403);
      expect(await populated.text()).toContain('API token of type \\"Custom\\"');
      expect((await get('/candidates', readOnly)).status).toBe(200);
    });

    it('refuses read-only ones the files, too', async () => {
      const readOnly = await server.apiToken('read-only');
      for (const file of ['raw', 'parts/2', 'body']) expect((await get(`/email-center/messages/${history.messageId}/${file}`, readOnly)).status).toBe(403);
    });

    it('gives everything to those with full access', async () => {
      const full = await server.apiToken('full-access');
      for (const path of ['/email-center/messages', '/email-center/activities', '/candidates?populate=emailActivities']) expect((await get(path, full)).status).toBe(200);
    });

    it('takes read-only ones when the option says so', async () => {
      server.strapi.config.set('plugin::email-center.readOnlyTokens', true);
      const readOnly = await server.apiToken('read-only');
      for (const path of ['/email-center/messages', '/candidates?populate=emailActivities']) expect((await get(path, readOnly)).status).toBe(200);
      server.strapi.config.set('plugin::email-center.readOnlyTokens', false);
    });
  });

  describe('for the files of a message', () => {
    it('gives original, parts and body by permissions of their own', async () => {
      const application = createFakeApplication();
      const message = application.addMessage(application.addAccount(1).id);
      application.files.set(`${message.rawKey}/`, { contentType: '', filename: null, content: 'raw octets' });
      application.files.set(`${message.rawKey}/2`, { contentType: 'application/pdf', filename: 'CV.pdf', content: 'pdf' });
      server.strapi.plugin('email-center').service('application').set(application);
      const raw = await get(`/email-center/messages/${message.id}/raw`);
      expect(await raw.text()).toBe('raw octets');
      expect(raw.headers.get('content-disposition')).toMatch(/^attachment/);
      expect(await (await get(`/email-center/messages/${message.id}/parts/2`)).text()).toBe('pdf');
      expect((await json(`/email-center/messages/${message.id}/body`)).data).toMatchObject({ html: '<p>Guten Tag</p>', blockedRemote: 1 });
      for (const file of ['raw', 'parts/2', 'body']) {
        expect((await get(`/email-center/messages/${message.id}/${file}`, null)).status).toBe(403);
        expect((await get(`/email-center/messages/${message.id}/${file}`, withoutActivities)).status).toBe(403);
        expect((await get(`/email-center/messages/nothing/${file}`)).status).toBe(404);
      }
    });
  });

  describe('for records', () => {
    it.each([
      ['populate=emailActivities', 10],
      ['populate[0]=emailActivities', 10],
      ['populate[emailActivities]=*', 10],
      ['populate[emailActivities][limit]=2', 2],
    ])('adds the newest activities with ?%s', async (query, count) => {
      const { data } = await json(`/candidates/${history.candidateId}?${query}`);
      expect(data.emailActivities).toHaveLength(count);
      expect(data.emailActivities[0]).toMatchObject({ subject: 'Mail 15', direction: 'incoming' });
    });

    it('adds them to each record of a list, beside relations', async () => {
      const { data } = await json<Entry[]>('/candidates?populate=company,emailActivities&sort=name');
      expect(data.map((candidate) => [candidate.name, candidate.emailActivities.length])).toEqual([['Anna Weber', 10], ['Jan de Vries', 0]]);
      expect(data[0]!.company.name).toBe('Firm');
    });

    it('does not add them unasked, not even with populate=*', async () => {
      for (const query of ['', '?populate=*']) expect((await json(`/candidates/${history.candidateId}${query}`)).data).not.toHaveProperty('emailActivities');
    });

    it('refuses them to callers who may not find activities, and only them', async () => {
      expect((await get('/candidates?populate=emailActivities', withoutActivities)).status).toBe(403);
      expect((await get('/candidates', withoutActivities)).status).toBe(200);
    });

    it('keeps the response format of Strapi 4 for those who ask for it', async () => {
      const answer = await fetch(`${server.url}/api/candidates?populate=emailActivities&sort=name`, { headers: { authorization: `Bearer ${token}`, 'strapi-response-format': 'v4' } });
      const { data } = (await answer.json()) as { data: { attributes: { emailActivities: unknown[] } }[] };
      expect(data[0]!.attributes.emailActivities).toHaveLength(10);
    });

    it('answers a query it does not know as Strapi does', async () => {
      expect((await get('/candidates?populate=emailActivity')).status).toBe(400);
    });
  });
});
