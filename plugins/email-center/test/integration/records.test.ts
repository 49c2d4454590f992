import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAddressWriter, runMigrations } from '../../server/src/adapters/database';
import { createRecordIndex, createRecordNames, findParticipating } from '../../server/src/adapters/records';
import type { RecordIndex } from '../../server/src/adapters/records';
import { repositoryRoot, writeAppFolder } from '../servers/strapi-app';

const PERSON = 'api::person.person';
const COMPANY = 'api::company.company';
const match = { 'email-center': { match: true } };

/** A type with drafts, two marked fields, an unmarked one, and addresses in repeatable components within components. */
const person = {
  kind: 'collectionType', collectionName: 'persons', info: { singularName: 'person', pluralName: 'persons', displayName: 'Person' }, options: { draftAndPublish: true },
  attributes: {
    name: { type: 'string' }, email: { type: 'email', pluginOptions: match }, email2: { type: 'string', pluginOptions: match }, unrelated: { type: 'email' }, listed: { type: 'string' },
    contacts: { type: 'component', repeatable: true, component: 'people.contact' },
  },
};
const components: Record<string, object> = {
  contact: { collectionName: 'people_contacts', info: { displayName: 'Contact' }, attributes: { address: { type: 'email', pluginOptions: match }, more: { type: 'component', repeatable: true, component: 'people.extra' } } },
  extra: { collectionName: 'people_extras', info: { displayName: 'Extra' }, attributes: { address: { type: 'string', pluginOptions: match } } },
};

interface DocumentActions {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
  delete(params: object): Promise<unknown>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
  discardDraft(params: object): Promise<unknown>;
  clone(params: object): Promise<{ documentId: string }>;
}

describe('the address index of a Strapi application', () => {
  let appDir: string;
  let strapi: Core.Strapi;
  let knex: Knex;
  let index: RecordIndex;
  const clock = { time: 1_000, now: () => new Date(clock.time) };
  const documents = (uid: string): DocumentActions => strapi.documents(uid as never) as unknown as DocumentActions;
  const known = async (recordId: string): Promise<string[]> =>
    (await knex('email_center_addresses').where({ record_id: recordId }).orderBy(['field', 'address'])).map((row: { field: string; address: string }) => `${row.field} ${row.address}`);

  beforeAll(async () => {
    appDir = await mkdtemp(path.join(tmpdir(), 'ec-records-'));
    await writeAppFolder(appDir, { plugins: ['@strapi/plugin-users-permissions'] });
    await writeFile(path.join(appDir, 'config/plugins.js'), "module.exports = { 'users-permissions': { config: { jwtSecret: 'x' } } };\n");
    await writeSchema(`src/api/person/content-types/person/schema.json`, person);
    for (const [name, schema] of Object.entries(components)) await writeSchema(`src/components/people/${name}.json`, schema);
    process.env.STRAPI_TELEMETRY_DISABLED = 'true';
    const { createStrapi } = createRequire(path.join(repositoryRoot, 'package.json'))('@strapi/strapi') as typeof import('@strapi/strapi');
    strapi = await createStrapi({ appDir, distDir: appDir, autoReload: false, serveAdminPanel: false }).load();
    knex = strapi.db.connection;
    // Strapi makes this one before the steps run, where the plugin is loaded; here it is not.
    await knex.schema.createTable('email_center_messages', (table) => void table.increments('id'));
    await runMigrations(knex, 'sqlite', new Date());
    index = createRecordIndex({ strapi, types: findParticipating(strapi, { [PERSON]: ['listed'] }), writer: createAddressWriter('sqlite'), clock });
    index.watch();
  });
  afterAll(async () => {
    await strapi?.db.destroy();
    await rm(appDir, { recursive: true, force: true });
  });

  const writeSchema = async (file: string, schema: object): Promise<void> => {
    await mkdir(path.dirname(path.join(appDir, file)), { recursive: true });
    await writeFile(path.join(appDir, file), JSON.stringify(schema));
  };

  it('finds the marked fields, those within components, and those named by the option', () => {
    const types = findParticipating(strapi, { [PERSON]: ['listed'] });
    expect(types.find((type) => type.uid === PERSON)?.fields).toEqual(['contacts.address', 'contacts.more.address', 'email', 'email2', 'listed']);
    expect(types.find((type) => type.uid === COMPANY)).toMatchObject({ name: 'Company', fields: ['email'] });
  });

  it('refuses an option that names what does not exist', () => {
    expect(() => findParticipating(strapi, { [PERSON]: ['emial'] })).toThrow(/emial/);
    expect(() => findParticipating(strapi, { 'api::nobody.nobody': ['email'] })).toThrow(/nobody/);
  });

  it('knows the addresses of a record as soon as it is stored, normalised, and skips what is none', async () => {
    const made = await documents(PERSON).create({ data: {
      email: 'Anna@Example.ORG', email2: 'not an address', unrelated: 'other@example.org', listed: 'listed@example.org',
      contacts: [{ address: 'c1@example.org', more: [{ address: 'deep1@example.org' }, { address: 'deep2@example.org' }] }, { address: 'c2@example.org' }],
    } });
    expect(await known(made.documentId)).toEqual([
      'contacts.address c1@example.org', 'contacts.address c2@example.org', 'contacts.more.address deep1@example.org', 'contacts.more.address deep2@example.org',
      'email anna@example.org', 'listed listed@example.org',
    ]);
  });

  it('keeps the time an address was entered while it stays, and dates a new one anew', async () => {
    clock.time = 2_000;
    const made = await documents(COMPANY).create({ data: { name: 'A', email: 'stay@example.org' } });
    clock.time = 3_000;
    await documents(COMPANY).update({ documentId: made.documentId, data: { name: 'B', email: 'stay@example.org' } });
    expect(await knex('email_center_addresses').where({ record_id: made.documentId }).pluck('entered_at')).toEqual([2_000]);
    await documents(COMPANY).update({ documentId: made.documentId, data: { email: 'new@example.org' } });
    expect(await known(made.documentId)).toEqual(['email new@example.org']);
    expect(await knex('email_center_addresses').where({ record_id: made.documentId }).pluck('entered_at')).toEqual([3_000]);
  });

  it('knows what the draft or the published version knows', async () => {
    const { documentId } = await documents(PERSON).create({ data: { email: 'published@example.org' } });
    await documents(PERSON).publish({ documentId });
    await documents(PERSON).update({ documentId, data: { email: 'draft@example.org' } });
    expect(await known(documentId)).toEqual(['email draft@example.org', 'email published@example.org']);
    await documents(PERSON).discardDraft({ documentId });
    expect(await known(documentId)).toEqual(['email published@example.org']);
    await documents(PERSON).update({ documentId, data: { email: 'draft@example.org' } });
    await documents(PERSON).unpublish({ documentId });
    expect(await known(documentId)).toEqual(['email draft@example.org']);
  });

  it('knows a clone and forgets a deleted record', async () => {
    const { documentId } = await documents(PERSON).create({ data: { email: 'original@example.org' } });
    const clone = await documents(PERSON).clone({ documentId, data: {} });
    expect(await known(clone.documentId)).toEqual(['email original@example.org']);
    await documents(PERSON).delete({ documentId });
    expect(await known(documentId)).toEqual([]);
    expect(await known(clone.documentId)).toEqual(['email original@example.org']);
  });

  it('tells of addresses a record did not know before, once they are committed', async () => {
    const told: { recordType: string; recordId: string; addresses: string[] }[] = [];
    index.whenEntered((entered) => told.push({ recordType: entered.recordType, recordId: entered.recordId, addresses: entered.addresses }));
    const made = await documents(PERSON).create({ data: { email: 'Told@Example.org', email2: 'told@example.org' } });
    await documents(PERSON).update({ documentId: made.documentId, data: { name: 'Told', email: 'told@example.org', email2: 'second@example.org' } });
    // Known already, on another field; and gone.
    await documents(PERSON).update({ documentId: made.documentId, data: { email: 'second@example.org', email2: null } });
    await documents(PERSON).publish({ documentId: made.documentId });
    expect(told).toEqual([
      { recordType: PERSON, recordId: made.documentId, addresses: ['told@example.org'] }, { recordType: PERSON, recordId: made.documentId, addresses: ['second@example.org'] },
    ]);
    const early: number[] = [];
    await strapi.db.transaction(async () => {
      await documents(COMPANY).create({ data: { name: 'C', email: 'committed@example.org' } });
      early.push(told.length);
    });
    expect([early, told.length]).toEqual([[2], 3]);
    await strapi.db.transaction(async () => {
      await documents(COMPANY).create({ data: { name: 'U', email: 'undone@example.org' } });
      throw new Error('undo');
    }).catch(() => undefined);
    await index.rebuild();
    expect(told).toHaveLength(3);
    index.whenEntered(() => undefined);
  });

  it('undoes the index together with the write', async () => {
    let documentId = '';
    await expect(strapi.db.transaction(async () => {
      documentId = (await documents(COMPANY).create({ data: { name: 'Undone', email: 'undone@example.org' } })).documentId;
      expect(documentId).not.toBe('');
      throw new Error('on purpose');
    })).rejects.toThrow('on purpose');
    expect(await known(documentId)).toEqual([]);
  });

  it('is rebuilt from the records: what is missing comes, what is gone goes, what stays keeps its time', async () => {
    const kept = await documents(COMPANY).create({ data: { name: 'Kept', email: 'kept@example.org' } });
    await knex('email_center_addresses').where({ record_id: kept.documentId }).update({ entered_at: 77 });
    const lost = await documents(PERSON).create({ data: { email: 'lost@example.org', contacts: [{ address: 'lost-too@example.org' }] } });
    await knex('email_center_addresses').where({ record_id: lost.documentId }).delete();
    await knex('email_center_addresses').insert([
      { address: 'ghost@example.org', record_type: COMPANY, record_id: 'aaaaghost', field: 'email', entered_at: 1 },
      { address: 'ghost@example.org', record_type: 'api::gone.gone', record_id: 'x', field: 'email', entered_at: 1 },
    ]);
    const total = await index.rebuild();
    expect(await known(lost.documentId)).toEqual(['contacts.address lost-too@example.org', 'email lost@example.org']);
    expect(await knex('email_center_addresses').where({ record_id: kept.documentId }).pluck('entered_at')).toEqual([77]);
    expect(await knex('email_center_addresses').where({ address: 'ghost@example.org' })).toEqual([]);
    expect(Number((await knex('email_center_addresses').count({ n: '*' }))[0]!.n)).toBe(total);
    expect(await index.rebuild()).toBe(total);
  });

  it('is rebuilt at start only when other fields take part or the index is empty', async () => {
    expect(await index.rebuildIfStale()).toBeNull();
    const other = createRecordIndex({ strapi, types: findParticipating(strapi, {}), writer: createAddressWriter('sqlite'), clock });
    expect(await other.rebuildIfStale()).toBeGreaterThan(0);
    expect(await knex('email_center_addresses').where({ field: 'listed' })).toEqual([]);
    expect(await other.rebuildIfStale()).toBeNull();
    await knex('email_center_addresses').delete();
    expect(await other.rebuildIfStale()).toBeGreaterThan(0);
  });

  it('walks many pages of records, several versions each, without losing any', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ documentId: `p${String(n).padStart(23, '0')}`, email: `many${n}@example.org`, publishedAt: null as Date | null }));
    await strapi.db.query(PERSON).createMany({ data: [...rows, ...rows.map((row) => ({ ...row, email: `published-${row.email}`, publishedAt: new Date() }))] });
    await index.rebuild();
    expect(await knex('email_center_addresses').where('record_id', 'like', 'p00000%').count({ n: '*' })).toEqual([{ n: 5_000 }]);
  });

  it('names records by their main field, and none that is gone', async () => {
    const made = await documents(COMPANY).create({ data: { name: 'Müller GmbH', email: 'info@example.org' } });
    const names = await createRecordNames(strapi).describe([{ recordType: COMPANY, recordId: made.documentId }, { recordType: COMPANY, recordId: 'gone' }, { recordType: 'api::gone.gone', recordId: 'x' }]);
    expect([...names]).toEqual([[`${COMPANY} ${made.documentId}`, { typeName: 'Company', label: 'Müller GmbH' }]]);
  });
});
