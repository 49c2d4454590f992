import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityPageSchema, messagePageSchema, settingDtoSchema, taskSchema, whySchema, type CenterSettings } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const [OWNER, STRANGER] = ['owner@firm.test', 'stranger@else.test'];
const CANDIDATE = 'api::candidate.candidate';
type MatchingSetting = CenterSettings['matching'];
const OFF: Partial<MatchingSetting> = { cc: false, replyTo: false, sender: false, equivalentDomains: [], internalDomains: [] };

interface Rule {
  rule: string;
  on: Partial<MatchingSetting>;
  /** What the record knows. */
  address: string;
  box: 'INBOX' | 'Sent';
  /** Header fields of its mail. */
  fields: string[];
  /** The field of the link's reason. */
  reason: object;
}
const RULES: Rule[] = [
  { rule: 'Cc', on: { cc: true }, address: 'copied@people.test', box: 'Sent', fields: [`From: ${OWNER}`, `To: ${STRANGER}`, 'Cc: Copied <Copied@people.test>'], reason: { rule: 'sent-cc' } },
  { rule: 'Reply-To', on: { replyTo: true }, address: 'reply@people.test', box: 'INBOX', fields: [`From: ${STRANGER}`, `To: ${OWNER}`, 'Reply-To: Reply <reply@people.test>'], reason: { rule: 'inbox-reply-to' } },
  { rule: 'Sender', on: { sender: true }, address: 'sender@people.test', box: 'INBOX', fields: [`From: ${STRANGER}`, `To: ${OWNER}`, 'Sender: sender@people.test'], reason: { rule: 'inbox-sender' } },
  {
    rule: 'equivalent domains', on: { equivalentDomains: [['gmail.test', 'googlemail.test']] }, address: 'equal@gmail.test', box: 'INBOX', fields: ['From: equal@googlemail.test', `To: ${OWNER}`],
    reason: { rule: 'inbox-from', as: 'equivalent-domain', address: 'equal@googlemail.test', knownAs: 'equal@gmail.test' },
  },
];
const BOSS = 'boss@own.test';
const mail = (subject: string, fields: string[]): string => [...fields, `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W/g, '')}@mail.test>`, '', 'Text', ''].join('\r\n');

/** Each rule once as it is set by default and once turned on: for mail that is here, and for mail that comes in. */
describe('the rules of matching, with a real mail server and a real database', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let account: string;
  const records = new Map<string, string>();

  const got = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown> => (await panel.request(method, path, body)).json();
  const create = async (email: string): Promise<string> => ((await got('POST', `/content-manager/collection-types/${CANDIDATE}`, { name: email, email })) as { data: { documentId: string } }).data.documentId;
  const subjects = async (id: string) => activityPageSchema.parse(await got('GET', `/email-center/records/${CANDIDATE}/${id}/activities?limit=20`)).items.map((item) => item.subject).sort();
  const set = async (change: Partial<MatchingSetting>): Promise<void> => {
    const { value } = settingDtoSchema('matching').parse(await got('GET', '/email-center/settings/matching'));
    await got('PUT', '/email-center/settings/matching', { ...value, ...change });
  };
  const lookEarlier = async (id: string): Promise<unknown> => {
    const { id: task } = taskSchema.parse(await got('POST', `/email-center/records/${CANDIDATE}/${id}/look-earlier`));
    return eventually(async () => {
      const { state, result } = taskSchema.parse(await got('GET', `/email-center/tasks/${task}`));
      expect(state).toBe('done');
      return result;
    });
  };
  const why = async (subject: string) => {
    const found = messagePageSchema.parse(await got('GET', '/email-center/messages?limit=100')).items.find((one) => one.subject === subject);
    return whySchema.parse(await got('GET', `/email-center/messages/${found?.id}/why`));
  };
  const deliver = async (when: string): Promise<void> => {
    for (const { rule, box, fields } of RULES) await dovecot.deliver(OWNER, box, [{ raw: mail(`${rule}, ${when}`, fields) }]);
    await dovecot.deliver(OWNER, 'INBOX', [{ raw: mail(`Internal, ${when}`, [`From: ${BOSS}`, `To: ${OWNER}`]) }]);
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await deliver('before');
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    for (const address of [...RULES.map((rule) => rule.address), BOSS]) records.set(address, await create(address));
    account = await panel.connect(dovecot.settings(OWNER));
    await panel.activate(account);
    await panel.imported(account, RULES.length + 2);
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it.each(RULES)('$rule: links nothing at import while it is off, and what is here once it is on', async ({ rule, on, address, reason }) => {
    const record = records.get(address)!;
    expect(await subjects(record)).toEqual([]);
    await set(OFF);
    expect(await lookEarlier(record)).toMatchObject({ linked: 0 });
    await set({ ...OFF, ...on });
    expect((await why(`${rule}, before`)).later).toMatchObject([{ recordId: record, reasons: [reason] }]);
    expect(await lookEarlier(record)).toEqual({ looked: 1, linked: 1 });
    expect(await subjects(record)).toEqual([`${rule}, before`]);
    expect((await why(`${rule}, before`)).linked).toMatchObject([{ recordId: record, reasons: [reason] }]);
  });

  it('internal domains: count as any other by default, and find no record while they are named and ignored', async () => {
    expect(await subjects(records.get(BOSS)!)).toEqual(['Internal, before']);
    const another = await create(BOSS);
    await set({ ...OFF, ignoreInternal: true, internalDomains: ['own.test'] });
    expect(await lookEarlier(another)).toMatchObject({ linked: 0 });
    expect((await why('Internal, before')).leftOut).toMatchObject([{ address: BOSS, why: 'internal' }]);
    await set(OFF);
    expect(await lookEarlier(another)).toMatchObject({ linked: 1 });
  });

  it('all of them hold for the next mail that comes in', async () => {
    await set({ ...Object.assign({}, ...RULES.map(({ on }) => on)), ignoreInternal: true, internalDomains: ['own.test'] });
    await deliver('after');
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    await panel.imported(account, 2 * (RULES.length + 1) + 1);
    for (const { rule, address } of RULES) expect(await subjects(records.get(address)!), rule).toEqual([`${rule}, after`, `${rule}, before`]);
    expect(await subjects(records.get(BOSS)!)).toEqual(['Internal, before']);
  });
});
