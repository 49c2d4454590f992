import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, accountSchema, actionId, messagePageSchema, messageWorkSchema, workCountsSchema, workPageSchema, workSchema, type AccountDto, type Action, type MessageListItem, type WorkDto } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const INFO = 'info@firm.test';
const DAY = 86_400_000;
const PATIENCE = 90_000;

const mail = (id: string, more: string[] = []): string =>
  [`From: ${id}@people.test`, `To: ${INFO}`, `Subject: ${id}`, `Message-ID: <${id}@people.test>`, ...more, '', 'Guten Tag', ''].join('\r\n');

describe('a group account', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let chief: TestUser;
  let [petra, bert, clara, owner]: (TestUser | undefined)[] = [];
  let superAdmin: TestUser;
  let group: AccountDto;

  const call = (user: TestUser | undefined, method: string, path: string, body?: object) =>
    fetch(`${server.url}${path}`, { method, headers: { authorization: `Bearer ${user!.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const center = (user: TestUser | undefined, method: string, path: string, body?: object) => call(user, method, `/email-center${path}`, body);
  const answered = async (pending: Promise<Response>): Promise<unknown> => {
    const answer = await pending;
    const body: unknown = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  const refused = async (pending: Promise<Response>): Promise<string> => {
    const answer = await pending;
    const body = (await answer.json()) as { error: { message: string } };
    return `${answer.status} ${body.error.message}`;
  };
  const userWith = (...rights: (keyof typeof ACTIONS)[]) => server.userWith(rights.map((right) => actionId(ACTIONS[right] as Action)));
  const messages = async (user: TestUser | undefined): Promise<MessageListItem[]> =>
    messagePageSchema.parse(await answered(center(user, 'GET', '/messages?limit=100&direction=incoming'))).items.filter(({ subject }) => !subject.includes('est'));
  const message = async (user: TestUser | undefined, subject: string): Promise<MessageListItem> => (await messages(user)).find((one) => one.subject === subject)!;
  const counts = async (user: TestUser | undefined) => workCountsSchema.parse(await answered(center(user, 'GET', '/work-items/counts')));
  const work = async (subject: string): Promise<WorkDto> => (await message(petra, subject)).work![0]!;
  const settings = () => {
    const { imap, smtp, login } = dovecot.settings(INFO);
    return { name: 'Info', address: INFO, login, password: 'password', imap, smtp, kind: 'group' };
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [INFO]: 'password' } });
    for (const [index, id] of ['anna', 'bruno', 'cora', 'dora'].entries()) {
      await dovecot.deliver(INFO, 'INBOX', [{ raw: mail(id), receivedAt: new Date(Date.now() - DAY + index * 60_000) }]);
    }
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    superAdmin = await server.superAdmin();
    chief = await userWith('manageAll', 'readOwn', 'run', 'assignWork');
    [petra, bert] = [await userWith('readGroup'), await userWith('readGroup')];
    clara = await userWith('readOwn');
    owner = await userWith('manageOwn', 'readOwn');
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('is set up only by those who manage all accounts', async () => {
    expect(await refused(center(owner, 'POST', '/accounts', { ...settings(), group: { members: [] } }))).toBe('403 Only those who manage all mail accounts create or change a group.');
  });

  it('takes only active users whose role reads groups as members, and says whom it refuses', async () => {
    const people = (await answered(center(chief, 'GET', '/groups/people'))) as { people: { id: number }[] };
    expect(people.people.map(({ id }) => id).sort()).toEqual([superAdmin.id, petra!.id, bert!.id].sort());
    const answer = await refused(center(chief, 'POST', '/accounts', { ...settings(), group: { members: [petra!.id, clara!.id] } }));
    expect(answer).toMatch(/^400 Members are active users whose role reads the messages of groups\. That is not so for User \d+\.$/);
    expect(await refused(center(chief, 'POST', '/accounts', { ...settings(), group: { members: [petra!.id], defaultHandler: bert!.id } }))).toBe('400 The default handler is one of the members.');
    expect(await refused(center(chief, 'POST', '/accounts', { ...settings(), group: { members: [petra!.id], distribution: 'default-handler' } }))).toMatch(/^400 Choose the default handler/);
    expect(await refused(center(chief, 'POST', '/accounts', { ...settings(), kind: 'personal', group: { members: [] } }))).toBe('400 Only a group has members.');
  });

  it('is saved as a draft and shows its members to administrators', async () => {
    group = accountSchema.parse(await answered(center(chief, 'POST', '/accounts', { ...settings(), group: { members: [petra!.id, bert!.id], distribution: 'round-robin' } })));
    expect(group).toMatchObject({ kind: 'group', state: 'draft', group: { members: [{ id: petra!.id }, { id: bert!.id }], defaultHandler: null, distribution: 'round-robin' } });
  });

  it.each(['INFO@Firm.TEST', ' info@firm.test ', 'info@FIRM.test'])('has an address that no other account can have, also written %s', async (address) => {
    const answer = await refused(center(chief, 'POST', '/accounts', { ...settings(), kind: 'personal', address }));
    expect(answer).toMatch(/^409 .*belongs to an account already/);
  });

  it('has an address that is also taken under a domain held for the same', async () => {
    await answered(center(superAdmin, 'PUT', '/settings/matching', { equivalentDomains: [['firm.test', 'firma.test']] }));
    const other = { ...settings(), kind: 'personal', address: 'info@firma.test' };
    expect(await refused(center(owner, 'POST', '/accounts', other))).toBe(`409 This address is the same as ${INFO}, which belongs to an account already. Each mailbox is connected once.`);
    const mine = accountSchema.parse(await answered(center(owner, 'POST', '/accounts', { ...other, address: 'own@firm.test' })));
    expect(await refused(center(owner, 'PUT', `/accounts/${mine.id}`, { address: 'info@firma.test', password: 'password' }))).toMatch(/^409/);
  });

  it('is seen by its members, who cannot change it, and by nobody else', async () => {
    expect(accountSchema.parse(await answered(center(petra, 'GET', `/accounts/${group.id}`))).can).toEqual({ manage: false, run: false });
    expect((await center(petra, 'PUT', `/accounts/${group.id}`, { name: 'Mine' })).status).toBe(403);
    expect((await center(clara, 'GET', `/accounts/${group.id}`)).status).toBe(404);
    const listed = (await answered(center(petra, 'GET', '/accounts'))) as { items: AccountDto[] };
    expect(listed.items.map(({ id }) => id)).toEqual([group.id]);
  });

  it('is tested and imported as any other account', async () => {
    const events = (await (await center(chief, 'POST', `/accounts/${group.id}/test`)).text()).trim().split('\n');
    expect(JSON.parse(events.at(-1)!)).toMatchObject({ type: 'result', passed: true });
    await answered(center(chief, 'POST', `/accounts/${group.id}/activate`));
    await eventually(async () => expect((await messages(petra)).length).toBe(4), PATIENCE);
  }, 150_000);

  it('shows every message to all members and not to whoever set it up', async () => {
    expect((await messages(bert)).map(({ subject }) => subject).sort()).toEqual(['anna', 'bruno', 'cora', 'dora']);
    expect(await messages(chief)).toEqual([]);
    expect(await messages(clara)).toEqual([]);
    const { id } = await message(petra, 'anna');
    expect((await center(chief, 'GET', `/messages/${id}`)).status).toBe(404);
  });

  it('gives new messages to its members by turns', async () => {
    const handlers = (await messages(petra)).map(({ work: [one] = [] }) => one!.handler!.id);
    expect(handlers.filter((id) => id === petra!.id)).toHaveLength(2);
    expect(handlers.filter((id) => id === bert!.id)).toHaveLength(2);
    expect((await work('anna')).reason).toMatchObject({ code: 'round-robin' });
  });

  it('remembers for each member apart what they have read', async () => {
    const { id } = await message(petra, 'anna');
    expect((await messages(petra)).every(({ unread }) => unread)).toBe(true);
    await answered(center(petra, 'GET', `/messages/${id}`));
    expect([(await message(petra, 'anna')).unread, (await message(bert, 'anna')).unread, (await message(petra, 'bruno')).unread]).toEqual([false, true, true]);
    const [shown] = messageWorkSchema.parse(await answered(center(bert, 'GET', `/messages/${id}/work`))).items;
    expect(shown!.informed.map(({ person, readAt }) => [person.id, readAt === null])).toEqual([[petra!.id, false], [bert!.id, true]]);
    await answered(center(petra, 'POST', `/messages/${id}/unread`));
    expect((await message(petra, 'anna')).unread).toBe(true);
    expect((await center(clara, 'POST', `/messages/${id}/unread`)).status).toBe(404);
  });

  it('keeps an answer with whoever works on its conversation, whosever turn it is', async () => {
    const { handler } = await work('anna');
    for (const id of ['again-1', 'again-2', 'again-3']) await dovecot.deliver(INFO, 'INBOX', [{ raw: mail(id, ['In-Reply-To: <anna@people.test>']) }]);
    await answered(center(superAdmin, 'POST', `/accounts/${group.id}/sync`));
    await eventually(async () => expect((await messages(petra)).length).toBe(7), PATIENCE);
    for (const id of ['again-1', 'again-2', 'again-3']) expect(await work(id)).toMatchObject({ handler: { id: handler!.id }, reason: { code: 'thread-handler' } });
  }, 120_000);

  it('is worked on: handed over with a note, released, taken, taken over, done', async () => {
    const { id, handler } = await work('bruno');
    const [mine, other] = handler!.id === petra!.id ? [petra!, bert!] : [bert!, petra!];
    const step = async (user: TestUser, name: string, body: object = {}): Promise<WorkDto> => workSchema.parse(await answered(center(user, 'POST', `/work-items/${id}/${name}`, body)));
    expect(await refused(center(mine, 'POST', `/work-items/${id}/hand-over`, { to: clara!.id }))).toMatch(/^400 It can go only to an active member/);
    expect(await step(mine, 'hand-over', { to: other.id, note: 'You know him.' })).toMatchObject({ handler: { id: other.id } });
    expect(await refused(center(mine, 'POST', `/work-items/${id}/release`, {}))).toMatch(/^403/);
    expect(await step(other, 'release')).toMatchObject({ handler: null, can: { take: true } });
    expect(await step(mine, 'take')).toMatchObject({ handler: { id: mine.id } });
    expect(await refused(center(other, 'POST', `/work-items/${id}/take`, {}))).toMatch(/^409 User \d+ has taken it\.$/);
    expect(await step(other, 'take', { from: mine.id })).toMatchObject({ handler: { id: other.id } });
    expect((await counts(other)).mine).toBe((workPageSchema.parse(await answered(center(other, 'GET', '/work-items?view=mine')))).items.length);
    expect(await step(other, 'done')).toMatchObject({ state: 'done', can: { reopen: true, done: false } });
    expect((await center(clara, 'POST', `/work-items/${id}/take`, {})).status).toBe(404);
    expect(await refused(center(petra, 'POST', `/work-items/${id}/assign`, { to: bert!.id }))).toMatch(/^403/);
  });

  it('lets those who give work see what there is, without reading it', async () => {
    const { id } = await work('cora');
    expect(workSchema.parse(await answered(center(chief, 'POST', `/work-items/${id}/assign`, { to: bert!.id, note: 'Please.' })))).toMatchObject({ handler: { id: bert!.id } });
    expect((await counts(chief)).groups).toMatchObject([{ account: { id: group.id }, open: expect.any(Number) }]);
  });

  it('gives new messages to whoever has the least open work, where it is set so', async () => {
    await answered(center(chief, 'PUT', `/accounts/${group.id}`, { group: { members: [petra!.id, bert!.id], distribution: 'least-busy' } }));
    const [first, second] = [{ user: petra!, open: (await counts(petra)).mine }, { user: bert!, open: (await counts(bert)).mine }];
    const [idle, busy] = first.open < second.open ? [first, second] : [second, first];
    expect(busy.open - idle.open).toBeGreaterThanOrEqual(2);
    for (const id of ['greta', 'hugo']) await dovecot.deliver(INFO, 'INBOX', [{ raw: mail(id) }]);
    await answered(center(superAdmin, 'POST', `/accounts/${group.id}/sync`));
    await eventually(async () => expect((await messages(petra)).length).toBe(9), PATIENCE);
    for (const id of ['greta', 'hugo']) expect(await work(id)).toMatchObject({ handler: { id: idle.user.id }, reason: { code: 'least-busy' } });
    expect([(await counts(idle.user)).mine, (await counts(busy.user)).mine]).toEqual([idle.open + 2, busy.open]);
  }, 120_000);

  it('gets the open work of a member who is deactivated back, visibly, and gives that member nothing more', async () => {
    const before = (await counts(petra)).groups[0]!;
    const held = (await counts(bert)).mine;
    expect(held).toBeGreaterThan(0);
    await answered(call(superAdmin, 'PUT', `/admin/users/${bert!.id}`, { isActive: false }));
    await eventually(async () => expect((await counts(petra)).groups[0]).toMatchObject({ unhandled: before.unhandled + held, open: before.open }), PATIENCE);
    const cora = await message(petra, 'cora');
    expect(cora.work![0]!.handler).toBeNull();
    const [shown] = messageWorkSchema.parse(await answered(center(petra, 'GET', `/messages/${cora.id}/work`))).items;
    expect(shown!.events.at(-1)).toMatchObject({ event: 'returned', actor: null, from: { id: bert!.id }, note: expect.stringMatching(/ was deactivated\.$/) });
    expect(accountSchema.parse(await answered(center(chief, 'GET', `/accounts/${group.id}`))).group!.members.map(({ id }) => id)).toEqual([petra!.id]);
    await dovecot.deliver(INFO, 'INBOX', [{ raw: mail('emil') }, { raw: mail('frieda') }]);
    await answered(center(superAdmin, 'POST', `/accounts/${group.id}/sync`));
    await eventually(async () => expect((await messages(petra)).length).toBe(11), PATIENCE);
    expect([(await work('emil')).handler?.id, (await work('frieda')).handler?.id]).toEqual([petra!.id, petra!.id]);
  }, 150_000);

  it('gets the open work of a member who is taken out of it back', async () => {
    const held = (await counts(petra)).mine;
    const before = (await counts(superAdmin)).groups[0]!;
    await answered(center(chief, 'PUT', `/accounts/${group.id}`, { group: { members: [superAdmin.id], defaultHandler: superAdmin.id, distribution: 'default-handler' } }));
    expect((await counts(superAdmin)).groups[0]).toMatchObject({ unhandled: before.unhandled + held });
    expect(await messages(petra)).toEqual([]);
    expect((await counts(petra)).groups).toEqual([]);
  });
});
