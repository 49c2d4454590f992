/** A whole host on the databases that are servers: mail on its way to a record, then another start after the host changed a content type of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityPageSchema, centerPageSchema, messageDetailSchema, searchPageSchema } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, registerAdministrator, type Panel } from '../servers/panel';
import { bundlePlugin } from '../servers/plugin-bundle';
import { SQL_CLIENTS, startSql, type SqlServer } from '../servers/sql';
import { writeAppFolder, type AppFolderOptions } from '../servers/strapi-app';
import { startStrapiProcess, type StrapiProcess } from '../servers/strapi-process';

const INFO = 'info@firm.test';
const mail = (subject: string, text: string): string =>
  ['From: Anna Weber <Anna@People.test>', `To: ${INFO}`, `Subject: ${subject}`, `Message-ID: <${subject.length}@people.test>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
const MORE = { phone: { type: 'string' }, workplace: { type: 'email', pluginOptions: { 'email-center': { match: true } } } };

describe.each(SQL_CLIENTS.filter((client) => client !== 'sqlite'))('a host on %s', (client) => {
  let dovecot: Dovecot;
  let sql: SqlServer;
  let bundle: Awaited<ReturnType<typeof bundlePlugin>>;
  let appDir: string;
  let host: StrapiProcess | undefined;
  let token: string;
  let panel: Panel;
  let candidate: string;

  beforeAll(async () => {
    [dovecot, sql, bundle, appDir] = await Promise.all([startDovecot({ users: { [INFO]: 'secret' } }), startSql(client), bundlePlugin(), mkdtemp(path.join(tmpdir(), 'email-center-host-'))]);
    await dovecot.deliver(INFO, 'INBOX', [{ raw: mail('Bewerbung als Köchin', 'Guten Tag, anbei mein Lebenslauf. Viele Grüße 👩‍🍳') }]);
    await write({});
    await start();
    token = await registerAdministrator(host!.url);
    panel = openPanel(host!.url, token);
  }, 180_000);
  afterAll(async () => {
    await host?.kill();
    await Promise.all([dovecot?.stop(), sql?.stop(), bundle?.remove()]);
    if (appDir) await rm(appDir, { recursive: true, force: true });
  });

  const write = (options: AppFolderOptions): Promise<void> =>
    writeAppFolder(appDir, { plugins: [], databaseServer: sql, pluginFolder: bundle.folder, pluginConfig: { caFile: dovecot.caFile }, ...options });
  const start = async (): Promise<void> => {
    host = await startStrapiProcess(appDir);
  };
  const ask = async (pathname: string): Promise<unknown> => (await panel.request('GET', `/email-center${pathname}`)).json();
  const subjectsOnRecord = async (): Promise<string[]> =>
    activityPageSchema.parse(await ask(`/records/api::candidate.candidate/${candidate}/activities`)).items.map(({ subject }) => subject);
  const subjectsFound = async (q: string): Promise<string[]> =>
    searchPageSchema.parse(await ask(`/search?q=${encodeURIComponent(q)}`)).items.map(({ subject }) => subject);
  const subjectsInInbox = async (): Promise<string[]> => centerPageSchema.parse(await ask('/center/messages?view=inbox')).items.map(({ subject }) => subject);

  it('brings a mailbox to the record, the center and the search', async () => {
    const made = await panel.request('POST', '/content-manager/collection-types/api::candidate.candidate', { name: 'Anna Weber', email: 'anna@people.test' });
    candidate = ((await made.json()) as { data: { documentId: string } }).data.documentId;
    const account = await panel.connect(dovecot.settings(INFO));
    await panel.activate(account);
    await panel.imported(account, 1);
    expect(await subjectsOnRecord()).toEqual(['Bewerbung als Köchin']);
    expect(await subjectsInInbox()).toEqual(['Bewerbung als Köchin']);
    await eventually(async () => expect(await subjectsFound('kochin lebenslauf')).toEqual(['Bewerbung als Köchin']));
    const [row] = centerPageSchema.parse(await ask('/center/messages?view=inbox')).items;
    expect(messageDetailSchema.parse(await ask(`/messages/${row!.id}`)).text).toContain('Viele Grüße 👩‍🍳');
  });

  it('starts again after a content type of its own was changed, with all that was there', async () => {
    expect(await host!.stop()).toBe(0);
    await write({ nodeModules: 'none', moreAttributes: { candidate: MORE }, moreTypes: { supplier: { plural: 'suppliers', attributes: { name: { type: 'string' }, email: { type: 'email', pluginOptions: { 'email-center': { match: true } } } } } } });
    await start();
    panel = openPanel(host!.url, token);
    expect(await subjectsOnRecord()).toEqual(['Bewerbung als Köchin']);
    expect(await ask('/record-types')).toMatchObject({ types: expect.arrayContaining([{ uid: 'api::supplier.supplier', name: 'Supplier', fields: ['email'] }, { uid: 'api::candidate.candidate', name: 'Candidate', fields: ['email', 'email2', 'workplace'] }]) as unknown });
  });

  it('goes on reading where it was', async () => {
    await dovecot.deliver(INFO, 'INBOX', [{ raw: mail('Noch eine Frage', 'Wann darf ich kommen?') }]);
    await eventually(async () => expect(await subjectsOnRecord()).toEqual(['Noch eine Frage', 'Bewerbung als Köchin']), 60_000);
    await eventually(async () => expect(await subjectsFound('kommen')).toEqual(['Noch eine Frage']));
    expect((await subjectsInInbox()).sort()).toEqual(['Bewerbung als Köchin', 'Noch eine Frage']);
  });
});
