import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, type Action } from '../../shared/contracts';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createDatabase } from '../../server/src/adapters/database';
import { createMimeParser } from '../../server/src/adapters/mime';
import { createSecrets } from '../../server/src/adapters/secrets';
import type { SightedMail } from '../../server/src/domain/intake/types';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';
import { TEST_KEYS } from '../servers/strapi-app';
import { connectAccount, file, type Connected, type TestDatabase } from './database-harness';

const raw = (id: string, ...more: string[]): Buffer => Buffer.from([
  'From: anna@firm.test', 'To: bert@firm.test', ...more, `Subject: ${id}`, `Message-ID: <${id}@firm.test>`, 'Date: Mon, 02 Nov 2026 09:41:00 +0100', 'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Guten Tag', '--b', 'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename=a.pdf', '', 'the file', '--b--', '',
].join('\r\n'));

/** Persons of the matrix: what their role may do. Anna owns the account that sent, Bert the one that received. */
const PERSONS = {
  anna: ['readOwn', 'ledger'], bert: ['readOwn', 'ledger'], nobody: ['readOwn', 'ledger'], readsAll: ['readAll', 'ledger'], managesAll: ['manageAll', 'ledger'],
} satisfies Record<string, (keyof typeof ACTIONS)[]>;
type Person = keyof typeof PERSONS;
/** Whether the copy that person reads names the Bcc recipient; null: the message is not found; 'refused': no right to read. */
type Reading = boolean | null | 'refused';
const SHARED: Record<Person, Reading> = { anna: true, bert: false, nobody: null, readsAll: true, managesAll: 'refused' };
const PRIVATE: Record<Person, Reading> = { anna: false, bert: null, nobody: null, readsAll: false, managesAll: 'refused' };
const LISTED: Record<Person, string[] | 'refused'> = { anna: ['private', 'shared'], bert: ['shared'], nobody: [], readsAll: ['private', 'shared'], managesAll: 'refused' };
const LEDGER: Record<Person, string[]> = {
  anna: ['inbox private', 'sent shared'], bert: ['inbox shared'], nobody: [], readsAll: ['inbox private', 'inbox shared', 'sent shared'], managesAll: [],
};

describe('the rights on the mail of the database', () => {
  let server: StrapiServer;
  const users = new Map<Person, TestUser>();
  const ids = new Map<string, string>();
  const persons = Object.keys(PERSONS) as Person[];

  const get = (person: Person, url: string) => fetch(`${server.url}/email-center${url}`, { headers: { authorization: `Bearer ${users.get(person)!.token}` } });

  beforeAll(async () => {
    server = await startStrapi();
    for (const person of persons) users.set(person, await server.userWith(PERSONS[person].map((key) => actionId((ACTIONS as Record<string, Action>)[key]!))));
    await fillDatabase();
  });
  afterAll(() => server?.stop());

  async function fillDatabase(): Promise<void> {
    const clock = { time: Date.now(), now: () => new Date() };
    const knex = server.strapi.db.connection;
    const database = createDatabase({
      knex, client: 'sqlite', clock, secrets: createSecrets(TEST_KEYS), host: { hostname: 'here', pid: process.pid, bootId: 'boot' },
      recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() },
    });
    const test: TestDatabase = { knex, client: 'sqlite', database, clock, events: [], close: async () => undefined };
    const [blobs, parser] = [createFolderBlobStore({ folder: path.join(server.appDir, 'blobs'), durable: false }), createMimeParser()];
    const sight = async (uid: number, octets: Buffer): Promise<SightedMail> => {
      const { key } = await blobs.put(octets);
      return { ok: true, uid, internalDate: '2026-11-02T08:41:00.000Z', size: octets.length, seen: true, rawKey: key, message: parser.parse(octets) };
    };
    const anna: Connected = await connectAccount(test, { ownerId: users.get('anna')!.id, name: 'Anna' });
    const bert: Connected = await connectAccount(test, { ownerId: users.get('bert')!.id, name: 'Bert' });
    await file(test, anna, [await sight(1, raw('shared', 'Bcc: secret@people.test'))], { mailbox: anna.sent });
    await file(test, bert, [await sight(1, raw('shared'))]);
    await file(test, anna, [await sight(1, raw('private'))]);
    for (const row of await knex('email_center_messages').select('subject', 'document_id')) ids.set(row.subject, row.document_id);
    for (const row of await knex('email_center_sightings').select('id', 'account_id')) ids.set(`sighting of ${row.account_id === anna.account.id ? 'anna' : 'bert'}`, String(row.id));
  }

  it.each(persons)('list for %s the messages they may read', async (person) => {
    const answer = await get(person, '/messages');
    if (LISTED[person] === 'refused') return expect(answer.status).toBe(403);
    const { items } = (await answer.json()) as { items: { subject: string }[] };
    expect(items.map((item) => item.subject).sort()).toEqual(LISTED[person]);
  });

  for (const [subject, readings] of [['shared', SHARED], ['private', PRIVATE]] as const) {
    describe(`open the ${subject} message`, () => {
      const expectedStatus = (reading: Reading): number => (reading === null ? 404 : reading === 'refused' ? 403 : 200);

      it.each(persons)('to %s in the copy they may read', async (person) => {
        const answer = await get(person, `/messages/${ids.get(subject)}`);
        expect(answer.status).toBe(expectedStatus(readings[person]));
        const text = await answer.text();
        expect(text.includes('secret@people.test')).toBe(readings[person] === true);
      });

      it.each(persons)('as a file to %s in the copy they may read', async (person) => {
        const answer = await get(person, `/messages/${ids.get(subject)}/raw`);
        expect(answer.status).toBe(expectedStatus(readings[person]));
        const text = await answer.text();
        expect(/^Bcc:/m.test(text)).toBe(readings[person] === true);
      });

      it.each(persons)('with its attachment to %s', async (person) => {
        const answer = await get(person, `/messages/${ids.get(subject)}/parts/2`);
        expect(answer.status).toBe(expectedStatus(readings[person]));
        expect((await answer.text()).includes('the file')).toBe(answer.status === 200);
      });
    });
  }

  it.each(persons)('list for %s the ledger of the mail they may read', async (person) => {
    const { items } = (await (await get(person, '/ledger')).json()) as { items: { role: string; subject: string }[] };
    expect(items.map((item) => `${item.role} ${item.subject}`).sort()).toEqual(LEDGER[person]);
  });

  it.each(persons)('find for %s nothing by the Bcc recipient that their copies do not name', async (person) => {
    const { items } = (await (await get(person, '/ledger?q=secret@people.test')).json()) as { items: object[] };
    expect(items).toHaveLength(SHARED[person] === true ? 1 : 0);
  });
});
