import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, accountSchema, actionId, type MessageListItem } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const [ANNA, BERT] = ['anna@firm.test', 'bert@firm.test'];
const PATIENCE = 90_000;
const mail = (address: string, name: string): string => [`From: sender@elsewhere.test`, `To: ${address}`, `Subject: ${name}`, `Message-ID: <${name}@elsewhere.test>`, '', 'Text', ''].join('\r\n');

/** From the button in the center to the flag in the mailbox, through a real Strapi, its reading thread and a Dovecot. */
describe('an account that says that reading is marked on the mail server', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  const accounts = new Map<string, string>();
  const seen = async (address: string): Promise<string[]> => {
    const lines = (await dovecot.doveadm('-f', 'tab', 'fetch', '-u', address, 'uid flags', 'mailbox', 'INBOX')).trim().split('\n').slice(1);
    return lines.filter((line) => line.includes('\\Seen')).map((line) => line.split('\t')[0]!);
  };
  const idOf = async (subject: string): Promise<string> => {
    const { items } = (await (await panel.request('GET', '/email-center/messages')).json()) as { items: MessageListItem[] };
    return items.find((message) => message.subject === subject)!.id;
  };
  const setRead = async (subjects: readonly string[], read: boolean): Promise<void> =>
    void (await panel.request('POST', '/email-center/center/states', { ids: await Promise.all(subjects.map(idOf)), set: { read } }));
  /** Resolves when a run that began after this has ended. */
  const sync = async (address: string): Promise<void> => {
    const account = accounts.get(address)!;
    const { lastSyncAt } = await panel.status(account);
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    await eventually(async () => {
      const now = await panel.status(account);
      if (now.running || now.lastSyncAt === lastSyncAt) throw new Error('not synchronised yet');
    }, PATIENCE);
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [ANNA]: 'secret', [BERT]: 'secret' } });
    for (const address of [ANNA, BERT]) await dovecot.deliver(address, 'INBOX', [1, 2, 3].map((number) => ({ raw: mail(address, `${address[0]!}${number}`) })));
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile, syncMinutes: 1440, pushAccounts: 0 } });
    const owner = await server.userWith([ACTIONS.readOwn, ACTIONS.manageOwn, ACTIONS.run].map(actionId));
    panel = openPanel(server.url, owner.token);
    for (const address of [ANNA, BERT]) accounts.set(address, await panel.connect(dovecot.settings(address), address === ANNA ? { marksSeen: true } : {}));
    for (const address of [ANNA, BERT]) await dovecot.doveadm('flags', 'remove', '-u', address, '\\Seen', 'mailbox', 'INBOX', 'all');
    for (const account of accounts.values()) await panel.activate(account);
    for (const account of accounts.values()) await panel.imported(account, 3, PATIENCE);
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('has the flag on the server after its next synchronisation, and another account has not', async () => {
    const before = [await seen(ANNA), await seen(BERT)];
    await setRead(['a1', 'a2', 'b1'], true);
    await panel.request('GET', `/email-center/messages/${await idOf('a3')}`);
    expect([await seen(ANNA), await seen(BERT)]).toEqual(before);
    await sync(ANNA);
    await sync(BERT);
    expect((await seen(ANNA)).length).toBe(before[0]!.length + 3);
    expect(await seen(BERT)).toEqual(before[1]);
    expect(await server.strapi.db.connection('email_center_seen_marks').select()).toEqual([]);
  }, 180_000);

  it('loses it when the message is marked unread again, and nothing else in the mailbox is changed', async () => {
    await dovecot.doveadm('flags', 'add', '-u', ANNA, '\\Deleted', 'mailbox', 'INBOX', 'subject', 'a2');
    const before = await seen(ANNA);
    await setRead(['a2'], false);
    await sync(ANNA);
    expect((await seen(ANNA)).length).toBe(before.length - 1);
    expect(await dovecot.doveadm('fetch', '-u', ANNA, 'flags', 'mailbox', 'INBOX', 'subject', 'a2')).toContain('\\Deleted');
  }, 180_000);

  it('says so, and what was read is not marked any more once it is turned off', async () => {
    const account = accounts.get(ANNA)!;
    const load = async () => accountSchema.parse(await (await panel.request('GET', `/email-center/accounts/${account}`)).json());
    expect(await load()).toMatchObject({ marksSeen: true, state: 'active', tested: true });
    const before = await seen(ANNA);
    await setRead(['a2'], true);
    await panel.request('PUT', `/email-center/accounts/${account}`, { marksSeen: false });
    expect(await load()).toMatchObject({ marksSeen: false, state: 'active', tested: true });
    await sync(ANNA);
    expect(await seen(ANNA)).toEqual(before);
  }, 180_000);

  it('is a personal one: others refuse it by the name of the field', async () => {
    const administrator = openPanel(server.url, (await server.superAdmin()).token);
    const { login, password, imap, smtp } = dovecot.settings(ANNA);
    const body = { name: 'Group', address: 'group@firm.test', login, password, imap, smtp, kind: 'group', group: { members: [] } };
    await expect(administrator.request('POST', '/email-center/accounts', { ...body, marksSeen: true })).rejects.toThrow(/400 .*marksSeen/);
    const { id } = accountSchema.parse(await (await administrator.request('POST', '/email-center/accounts', body)).json());
    await expect(administrator.request('PUT', `/email-center/accounts/${id}`, { marksSeen: true })).rejects.toThrow(/400 .*marksSeen/);
  });
});
