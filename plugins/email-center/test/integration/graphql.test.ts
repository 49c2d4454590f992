import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../servers/eventually';
import { fileHistory, type FiledHistory } from '../servers/filed-history';
import { startStrapi, type StrapiServer } from '../servers/strapi';
import { WITH_GRAPHQL } from '../servers/strapi-app';

const CANDIDATE = 'api::candidate.candidate';
const OURS = 'plugin::email-center';

interface Entry {
  documentId: string;
  subject: string;
  message: { documentId: string; subject: string };
  emailActivities: Entry[] | null;
}
interface Answer {
  candidate: Entry | null;
  candidates: Entry[];
  emailCenterMessages: Entry[];
  emailCenterActivities: Entry[];
}
interface Searched {
  emailCenterSearch: { items: { documentId: string; message: { subject: string } | null }[] };
}
interface Names {
  name: string;
}
interface Schema {
  __schema: { types: { name: string; fields: Names[] | null; inputFields: Names[] | null }[]; mutationType: { fields: Names[] } };
}

describe('GraphQL', () => {
  let server: StrapiServer;
  let history: FiledHistory;
  let token: string;
  let withoutActivities: string;

  const ask = async <T = Answer>(query: string, bearer: string = token) => {
    const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    return (await answer.json()) as { data: T; errors?: { message: string; extensions?: { error?: { name: string } } }[] };
  };

  beforeAll(async () => {
    server = await startStrapi({ plugins: WITH_GRAPHQL });
    history = await fileHistory(server.strapi, { activities: 12 });
    const database = server.strapi.db.connection;
    const { id } = (await database('email_center_messages').first('id')) as { id: number };
    // What is in no mailbox any more is not found.
    await database('email_center_deliveries').insert({ message_id: id, account_id: 'info', role: 'inbox', direction: 'incoming', linked: 1, seen: 1, received_at: 0, counterpart: 'anna@people.test', raw_key: 'raw-key-1', unread: 0, placed_at: 0 });
    await database('email_center_search_queue').insert({ message_id: id });
    token = await server.apiToken([`${CANDIDATE}.find`, `${CANDIDATE}.findOne`, `${OURS}.activity.find`, `${OURS}.activity.findOne`, `${OURS}.message.find`, `${OURS}.message.findOne`]);
    withoutActivities = await server.apiToken([`${CANDIDATE}.find`, `${CANDIDATE}.findOne`]);
  });
  afterAll(() => server?.stop());

  it('gives the newest activities of a record, with the message they show', async () => {
    const { data, errors } = await ask(`{ candidate(documentId: "${history.candidateId}") { name emailActivities(limit: 2, start: 1) { documentId subject direction occurredAt message { documentId subject } } } }`);
    expect(errors).toBeUndefined();
    expect(data.candidate!.emailActivities!.map((activity) => activity.subject)).toEqual(['Mail 11', 'Mail 10']);
    expect(data.candidate!.emailActivities![0]!.message).toEqual({ documentId: history.messageId, subject: 'Mail 1' });
  });

  it('gives ten of them when no number is asked for', async () => {
    const { data } = await ask('{ candidates(sort: "name") { name emailActivities { subject } } }');
    expect(data.candidates.map((candidate) => candidate.emailActivities!.length)).toEqual([10, 0]);
  });

  it('refuses them to callers who may not find activities', async () => {
    const { data, errors } = await ask(`{ candidate(documentId: "${history.candidateId}") { name emailActivities { subject } } }`, withoutActivities);
    expect(errors?.[0]?.extensions?.error?.name).toBe('ForbiddenError');
    expect(data?.candidate?.emailActivities ?? null).toBeNull();
  });

  it('refuses them, and all mail, to read-only API tokens, which find whatever else there is', async () => {
    const readOnly = await server.apiToken('read-only');
    const queries = [
      '{ candidates { emailActivities { subject } } }', '{ emailCenterMessages { subject } }', '{ emailCenterMessages_connection { nodes { subject } } }',
      `{ emailCenterMessage(documentId: "${history.messageId}") { subject } }`, '{ emailCenterActivities { subject } }', '{ emailCenterDocumentFolders { documentId } }', '{ emailCenterDocuments { name } }',
    ];
    for (const query of queries) {
      const { data, errors } = await ask<Record<string, unknown>>(query, readOnly);
      expect([query, errors?.[0]?.message]).toEqual([query, expect.stringContaining('API token of type "Custom"')]);
      expect(JSON.stringify(data)).not.toContain('Mail ');
    }
    expect((await ask('{ candidates { name } }', readOnly)).errors).toBeUndefined();
    expect((await ask('{ emailCenterMessages { subject } }', await server.apiToken('full-access'))).errors).toBeUndefined();
  });

  it('lists messages and activities', async () => {
    const { data, errors } = await ask('{ emailCenterMessages { documentId subject from } emailCenterActivities(filters: {recordType: {eq: "api::candidate.candidate"}}) { subject } }');
    expect(errors).toBeUndefined();
    expect(data.emailCenterMessages[0]).toMatchObject({ subject: 'Mail 1', from: [{ name: 'Anna', address: 'anna@people.test' }] });
    expect(data.emailCenterActivities).toHaveLength(12);
  });

  it('searches all mail, with what was found in each message and the message itself', async () => {
    const query = '{ emailCenterSearch(q: "from:anna mail", limit: 5) { items { documentId subject snippet elsewhere message { documentId subject } } next trouble complete total } }';
    const searcher = await server.apiToken([`${OURS}.message.search`, `${OURS}.message.find`]);
    const { data, errors } = await eventually(async () => {
      const answer = await ask<Searched>(query, searcher);
      expect(answer.data.emailCenterSearch.items).toHaveLength(1);
      return answer;
    });
    expect(errors).toBeUndefined();
    expect(data.emailCenterSearch).toMatchObject({
      items: [{ documentId: history.messageId, subject: [{ text: 'Mail', hit: true }, { text: ' 1', hit: false }], message: { documentId: history.messageId, subject: 'Mail 1' } }], next: null, trouble: [], total: 1,
    });
  });

  it('searches by a permission of its own, and shows messages to whoever may find them', async () => {
    expect((await ask('{ emailCenterSearch(q: "mail") { total } }')).errors?.[0]?.extensions?.error?.name).toBe('ForbiddenError');
    expect((await ask('{ emailCenterSearch(q: "mail") { total } }', await server.apiToken('read-only'))).errors?.[0]?.extensions?.error?.name).toBe('ForbiddenError');
    const { data, errors } = await ask<Searched>('{ emailCenterSearch(q: "mail") { items { documentId message { subject } } } }', await server.apiToken([`${OURS}.message.search`]));
    expect(data.emailCenterSearch.items).toEqual([{ documentId: history.messageId, message: null }]);
    expect(errors?.[0]?.extensions?.error?.name).toBe('ForbiddenError');
  });

  it('refuses a search that cannot be one, and says why', async () => {
    const searcher = await server.apiToken([`${OURS}.message.search`]);
    for (const [query, sentence] of [['q: ""', 'q: '], ['q: "mail", limit: 0', 'limit: '], ['q: "mail", cursor: "elsewhere"', 'cursor']] as const) {
      const { errors } = await ask(`{ emailCenterSearch(${query}) { total } }`, searcher);
      expect([query, errors?.[0]?.extensions?.error?.name, errors?.[0]?.message]).toEqual([query, 'ValidationError', expect.stringContaining(sentence)]);
    }
  });

  it('knows neither the private fields of a message, nor accounts, nor a way to write', async () => {
    const { data } = await ask<Schema>('{ __schema { types { name fields { name } inputFields { name } } mutationType { fields { name } } } }');
    const { types } = data.__schema;
    const fieldsOf = (name: string) => types.filter((type) => type.name === name).flatMap((type) => [...(type.fields ?? []), ...(type.inputFields ?? [])].map((field) => field.name));
    for (const secret of ['identity', 'rawKey', 'messageIdHash']) {
      expect(fieldsOf('EmailCenterMessage')).not.toContain(secret);
      expect(fieldsOf('EmailCenterMessageFiltersInput')).not.toContain(secret);
    }
    expect(types.map((type) => type.name).filter((name) => /EmailCenter.*(Account|Mailbox|Sighting|Delivery)/.test(name))).toEqual([]);
    expect(data.__schema.mutationType.fields.map((field) => field.name).filter((name) => /emailCenter/i.test(name))).toEqual([]);
  });
});
