import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityPageSchema, messageLinksSchema, messagePageSchema, foundRecordsSchema, taskSchema, whySchema, ACTIONS, actionId, settingDtoSchema, lateMatchingSubject, LATE_MATCHING_TASK } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const OWNER = 'owner@firm.test';
const CANDIDATE = 'api::candidate.candidate';
const mail = (number: number, from: string): string =>
  [`From: ${from}`, `To: ${OWNER}`, `Subject: Message ${number}`, `Message-ID: <${number}@mail.test>`, '', `Text ${number}`, ''].join('\r\n');

describe('past mail of an address that is entered later', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let admin: TestUser;
  let panel: Panel;

  const answered = async (answer: Promise<Response>): Promise<unknown> => {
    const response = await answer;
    const body: unknown = await response.json();
    expect(response.status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  const create = async (data: object): Promise<string> =>
    ((await answered(panel.request('POST', `/content-manager/collection-types/${CANDIDATE}`, data))) as { data: { documentId: string } }).data.documentId;
  const update = (id: string, data: object) => answered(panel.request('PUT', `/content-manager/collection-types/${CANDIDATE}/${id}`, data));
  const history = async (id: string) => activityPageSchema.parse(await answered(panel.request('GET', `/email-center/records/${CANDIDATE}/${id}/activities?limit=20`)));
  const messagesFrom = async (address: string) => messagePageSchema.parse(await answered(panel.request('GET', `/email-center/messages?q=${encodeURIComponent(address)}`))).items;
  const why = async (message: string) => whySchema.parse(await answered(panel.request('GET', `/email-center/messages/${message}/why`)));
  const setting = async (change: object) => {
    const matching = settingDtoSchema('matching');
    const { value } = matching.parse(await answered(panel.request('GET', '/email-center/settings/matching')));
    return matching.parse(await answered(panel.request('PUT', '/email-center/settings/matching', { ...value, ...change })));
  };
  const finished = async (id: string) => {
    await eventually(async () => expect(taskSchema.parse(await answered(panel.request('GET', `/email-center/tasks/${id}`))).state).toBe('done'));
    return taskSchema.parse(await answered(panel.request('GET', `/email-center/tasks/${id}`))).result;
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    const froms = ['anna@people.test', 'anna@people.test', 'ben@people.test', 'cara+jobs@people.test', 'dora@people.test'];
    await dovecot.deliver(OWNER, 'INBOX', froms.map((from, index) => ({ raw: mail(index + 1, from) })));
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    admin = await server.superAdmin();
    panel = openPanel(server.url, admin.token);
    const account = await panel.connect(dovecot.settings(OWNER));
    await panel.activate(account);
    await panel.imported(account, froms.length + 1);
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('is not linked by itself while the setting is off, and "why" says since when the record knows the address', async () => {
    const id = await create({ name: 'Anna Weber', email: 'anna@people.test' });
    const [message] = await messagesFrom('anna@people.test');
    expect((await history(id)).total).toBe(0);
    expect(await why(message!.id)).toMatchObject({ linked: [], lookedUp: [{ address: 'anna@people.test' }], later: [{ recordId: id, label: 'Anna Weber', reasons: [{ field: 'email' }] }] });
  });

  it('is linked by the button on the record, with a task that tells what came of it', async () => {
    const [record] = foundRecordsSchema.parse(await answered(panel.request('GET', '/email-center/records/search?q=anna@'))).records;
    expect(record).toMatchObject({ label: 'Anna Weber', address: 'anna@people.test', recordType: CANDIDATE });
    const task = taskSchema.parse(await answered(panel.request('POST', `/email-center/records/${CANDIDATE}/${record!.recordId}/look-earlier`)));
    expect(task).toMatchObject({ kind: LATE_MATCHING_TASK, subject: lateMatchingSubject(record!) });
    expect(await finished(task.id)).toEqual({ looked: 2, linked: 2 });
    expect((await history(record!.recordId)).items.map((item) => item.subject).sort()).toEqual(['Message 1', 'Message 2']);
    const again = taskSchema.parse(await answered(panel.request('POST', `/email-center/records/${CANDIDATE}/${record!.recordId}/look-earlier`)));
    expect(await finished(again.id)).toEqual({ looked: 2, linked: 0 });
  });

  it('is linked by itself once the setting is on, when the address is entered or added', async () => {
    expect(await setting({ lateMatching: true, plusAddressing: true })).toMatchObject({ value: { lateMatching: true, cc: false }, changed: { by: { id: admin.id } } });
    const id = await create({ name: 'Ben Okafor', email: 'ben@people.test' });
    await eventually(async () => expect((await history(id)).total).toBe(1));
    await update(id, { name: 'Ben Okafor', email: 'ben@people.test', email2: 'cara@people.test' });
    await eventually(async () => expect((await history(id)).items.map((item) => item.subject).sort()).toEqual(['Message 3', 'Message 4']));
    const [message] = await messagesFrom('cara+jobs@people.test');
    expect((await why(message!.id)).linked).toMatchObject([{ recordId: id, reasons: [{ as: 'plus', knownAs: 'cara@people.test', address: 'cara+jobs@people.test' }] }]);
  });

  it('stays where it is filed when the address moves to another record, which gets it, too', async () => {
    const [before] = foundRecordsSchema.parse(await answered(panel.request('GET', '/email-center/records/search?q=Ben'))).records;
    await update(before!.recordId, { name: 'Ben Okafor', email: null, email2: null });
    const after = await create({ name: 'Ben, again', email: 'ben@people.test' });
    await eventually(async () => expect((await history(after)).total).toBe(1));
    expect((await history(before!.recordId)).total).toBe(2);
  });

  it('that a person unlinked does not come back when its address is entered anew, and can be linked again by hand', async () => {
    const id = await create({ name: 'Dora', email: 'dora@people.test' });
    await eventually(async () => expect((await history(id)).total).toBe(1));
    const [message] = await messagesFrom('dora@people.test');
    expect(messageLinksSchema.parse(await answered(panel.request('DELETE', `/email-center/messages/${message!.id}/links/${CANDIDATE}/${id}`))).links).toEqual([]);
    await update(id, { name: 'Dora', email: null });
    await update(id, { name: 'Dora', email: 'dora@people.test' });
    const task = taskSchema.parse(await answered(panel.request('POST', `/email-center/records/${CANDIDATE}/${id}/look-earlier`)));
    expect(await finished(task.id)).toEqual({ looked: 1, linked: 0 });
    expect(await why(message!.id)).toMatchObject({ linked: [], later: [], removed: [{ label: 'Dora', removedBy: { id: admin.id }, removedAt: expect.any(String) }] });
    const linked = await answered(panel.request('POST', `/email-center/messages/${message!.id}/links`, { recordType: CANDIDATE, recordId: id }));
    expect(messageLinksSchema.parse(linked).links).toMatchObject([{ recordId: id, label: 'Dora', reasons: [{ rule: 'inbox-from' }, { rule: 'manual', by: admin.id }] }]);
    expect((await history(id)).total).toBe(1);
    expect((await why(message!.id)).linked[0]!.reasons[1]).toMatchObject({ rule: 'manual', byName: expect.stringContaining('User') });
  });

  it('is linked by hand to records one may read only, and to none that is not there', async () => {
    const [message] = await messagesFrom('anna@people.test');
    const link = (recordType: string, recordId: string) => panel.request('POST', `/email-center/messages/${message!.id}/links`, { recordType, recordId });
    await expect(link(CANDIDATE, 'nobody')).rejects.toThrow(/404/);
    await expect(link('admin::user', '1')).rejects.toThrow(/404/);
    const companies = { action: 'plugin::content-manager.explorer.read', subject: 'api::company.company' };
    const other = openPanel(server.url, (await server.userWith([actionId(ACTIONS.readAll), actionId(ACTIONS.link), companies])).token);
    const id = await create({ name: 'Hidden', email: 'hidden@people.test' });
    await expect(other.request('POST', `/email-center/messages/${message!.id}/links`, { recordType: CANDIDATE, recordId: id })).rejects.toThrow(/404/);
    await expect(other.request('POST', `/email-center/records/${CANDIDATE}/${id}/look-earlier`)).rejects.toThrow(/404/);
    expect(foundRecordsSchema.parse(await answered(other.request('GET', '/email-center/records/search?q=hidden'))).records).toEqual([]);
    expect(whySchema.parse(await answered(other.request('GET', `/email-center/messages/${message!.id}/why`)))).toMatchObject({ linked: [], later: [] });
  });

  it('is linked to no record that a condition of the role keeps from the person', async () => {
    const own = { action: 'plugin::content-manager.explorer.read', subject: CANDIDATE, conditions: ['admin::is-creator'] };
    const creates = { action: 'plugin::content-manager.explorer.create', subject: CANDIDATE };
    const person = openPanel(server.url, (await server.userWith([actionId(ACTIONS.readAll), actionId(ACTIONS.link), own, creates])).token);
    const theirs = await create({ name: 'Somebody else made this', email: 'theirs@people.test' });
    const made = (await answered(person.request('POST', `/content-manager/collection-types/${CANDIDATE}`, { name: 'Made by the person', email: 'mine@people.test' }))) as { data: { documentId: string } };
    const [message] = await messagesFrom('anna@people.test');
    const link = (recordId: string) => person.request('POST', `/email-center/messages/${message!.id}/links`, { recordType: CANDIDATE, recordId });
    await expect(link(theirs)).rejects.toThrow(/404/);
    expect(messageLinksSchema.parse(await answered(link(made.data.documentId))).links.map((one) => one.recordId)).toContain(made.data.documentId);
    const found = async (q: string) => foundRecordsSchema.parse(await answered(person.request('GET', `/email-center/records/search?q=${q}`))).records.map((one) => one.label);
    expect([await found('theirs@'), await found('Somebody'), await found('mine@')]).toEqual([[], [], ['Made by the person']]);
  });

  it('refuses a setting that names what is no domain', async () => {
    await expect(setting({ internalDomains: ['info@firm.test'] })).rejects.toThrow(/400.*domain/);
    await expect(setting({ equivalentDomains: [['gmail.com']] })).rejects.toThrow(/400/);
    await expect(panel.request('PUT', '/email-center/settings/unknown', {})).rejects.toThrow(/404/);
  });
});
