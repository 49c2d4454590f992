/** What the demo shows after the quickstart, asked through the admin API: work of a group, an offer, forwards, lists, and two colleagues. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openApi, signIn, type Api } from './host/api';
import { DemoMail } from './host/demo-mail';

interface Work {
  id: string;
  kind: string;
  handler: { name: string } | null;
  offeredTo: { name: string }[];
  reason: { code: string; sentence: string };
  message: { subject: string; from: { address: string } | null; links: unknown[] };
}
interface Account {
  id: string;
  address: string;
  kind: string;
  owner: { name: string } | null;
  colleagues?: string;
}
interface Message {
  id: string;
  subject: string;
  preview: string;
  view?: string;
  links: { recordType: string; reasons: { rule: string; as?: string }[] }[];
}

const BOTH = ['Sabine Hartwig', 'Thomas Brandt'];
const host = inject('host');
const api = openApi(host);

const account = async (beginning: string): Promise<Account> => {
  const { items } = await api<{ items: Account[] }>('/email-center/accounts?scope=all&limit=100');
  const found = items.find(({ address }) => address.startsWith(beginning));
  if (!found) throw new Error(`The demo has no account ${beginning}.`);
  return found;
};
const work = async (view: string, more = '') => (await api<{ items: Work[] }>(`/email-center/work-items?view=${view}&limit=100${more}`)).items;
const messages = async (query: string, as: Api = api) => (await as<{ items: Message[] }>(`/email-center/messages?limit=100&${query}`)).items;
/** Cases that an employee sent. */
const from = (name: string, pieces: Work[]) => pieces.filter(({ kind, message }) => kind === 'case' && message.from?.address === `${name}@kontor-nord.example`);
/** One of the demo's panel users, as the quickstart says how to sign in. */
const colleague = async (email: string): Promise<Api> => {
  const password = /^DEMO_PEOPLE_PASSWORD=(\S+)$/m.exec(readFileSync(path.join(host.home, '.env'), 'utf8'))?.[1] ?? '';
  expect(host.firstStart.join('\n')).toContain(password);
  return openApi({ url: host.url, token: await signIn(host.url, email, password) });
};

describe('the demo', () => {
  it('deals the mail of the group out to both members by turns', async () => {
    const open = await work('open', `&account=${(await account('info@')).id}`);
    for (const name of BOTH) expect(open.filter(({ handler }) => handler?.name === name).length, name).toBeGreaterThanOrEqual(8);
  });

  it('has cases of one person, an offer that both may take, and a message that is nobody’s, with the reason', async () => {
    const [offer, ...others] = from('daniel.feld', await work('offered'));
    expect(others).toEqual([]);
    expect(offer).toMatchObject({ handler: null, reason: { code: 'offered' } });
    expect(offer?.offeredTo.map(({ name }) => name).sort()).toEqual(BOTH);
    expect(offer?.message.links).toHaveLength(1);
    expect(from('miriam.kowalski', await work('unassigned'))).toMatchObject([{ handler: null, reason: { code: 'no-route', sentence: 'There is no rule for mail from Miriam Kowalski.' } }]);
  });

  it('has read each way of forwarding as what it is, and shows the one that cannot be read', async () => {
    const forwarded = await messages(`account=${(await account('weiterleitung+')).id}`);
    const details = await Promise.all(forwarded.map(({ id }) => api<{ forwarded: { style: string } | null; links: { reasons: { rule: string }[] }[] }>(`/email-center/messages/${id}`)));
    const count = (style: string) => details.filter((one) => one.forwarded?.style === style).length;
    expect({ inline: count('inline'), attached: count('attached'), redirect: count('redirect'), bcc: count('bcc') }).toEqual({ inline: 12, attached: 1, redirect: 2, bcc: 1 });
    for (const { forwarded: inner, links } of details) if (inner !== null) expect(links.flatMap(({ reasons }) => reasons).map(({ rule }) => rule)).toContain(inner.style === 'bcc' ? 'forwarded-to' : 'forwarded-from');
    expect((await work('look')).filter(({ message }) => message.subject === 'Bewerbung Lagerist')).toMatchObject([{ reason: { code: 'not-readable' } }]);
  });

  it('keeps the spammer out of every account, and seminars out of one, and the ledger names the entry', async () => {
    const blocked = async (beginning: string) => {
      const { items } = await api<{ items: { reason: string; counterpart: string; storedMessage: string | null }[] }>(`/email-center/ledger?limit=100&outcome=blocked&account=${(await account(beginning)).id}`);
      expect(items.filter(({ storedMessage }) => storedMessage !== null)).toEqual([]);
      return items.map(({ counterpart, reason }) => [counterpart.split('@')[1], /gluecksdrache\.example|seminar-\*@\*/.exec(reason)?.[0]].join(': ')).sort();
    };
    expect(await blocked('info@')).toEqual(['gluecksdrache.example: gluecksdrache.example', 'post.gluecksdrache.example: gluecksdrache.example']);
    expect(await blocked('sabine.hartwig@')).toEqual([...Array<string>(2).fill('fachakademie.example: seminar-*@*'), ...Array<string>(3).fill('gluecksdrache.example: gluecksdrache.example')]);
  });

  it('takes into the intake what colleagues send, and nothing else: an allow list names their domain alone', async () => {
    const intake = await account('vorgang@');
    const { items } = await api<{ items: { counterpart: string; reasons?: { code: string; params: object }[] }[] }>(`/email-center/ledger?limit=100&outcome=blocked&account=${intake.id}`);
    expect(items).toMatchObject([{ counterpart: 'angebote@buerobedarf-alster.example', reasons: [{ code: 'not-on-allow-list', params: { scope: 'account', address: 'angebote@buerobedarf-alster.example' } }] }]);
    const { items: lists } = await api<{ items: { kind: string; value: string; account: { id: string } | null }[] }>('/email-center/lists?view=mine&limit=200');
    expect(lists.filter(({ kind }) => kind === 'allow')).toMatchObject([{ value: 'kontor-nord.example', account: { id: intake.id } }]);
  });

  it('has a complaint of a mail provider, recognised as one', async () => {
    const found = await messages(`account=${(await account('sabine.hartwig@')).id}&automatic=complaint`);
    expect(found.map(({ subject }) => subject)).toEqual(['Complaint about a message from your address']);
    const { automaticReasons } = await api<{ automaticReasons: object[] }>(`/email-center/messages/${found[0]?.id ?? ''}`);
    expect(automaticReasons).toEqual([{ code: 'feedback-report', params: { type: 'abuse' } }]);
  });

  it('finds people at gmail.com who write from googlemail.com', async () => {
    const found = await messages('q=googlemail.com');
    expect(found).toHaveLength(4);
    for (const { links } of found) expect(links.flatMap(({ reasons }) => reasons)).toMatchObject([{ rule: 'inbox-from', as: 'equivalent-domain' }]);
  });

  it('has a mail server that refuses mail where that is asked for, and notes whom it took it for', async () => {
    const mail = new DemoMail(host.home);
    const info = { address: 'info@kontor-nord.example', password: 'demo-info', subject: 'Probe' };
    await expect(mail.deliver({ ...info, to: 'refused@firma.example' })).rejects.toThrow('550');
    await expect(mail.deliver({ ...info, to: 'later@firma.example' })).rejects.toThrow('451');
    await mail.deliver({ ...info, to: 'later@firma.example' });
    const told = mail.traffic().filter(({ to }) => /firma\.example/.test(String(to)));
    expect(told.map(({ event, from, to }) => ({ event, from, to: String(to) }))).toEqual(['refused@', 'later@', 'later@'].map((name, index) => ({ event: index < 2 ? 'refused' : 'taken', from: info.address, to: `${name}firma.example` })));
  });

  it('lets a colleague sign in, who then has the offer, and sees the subjects of somebody else’s mail without the mail', async () => {
    const { id, owner, colleagues } = await account('sabine.hartwig@');
    expect([owner?.name, colleagues]).toEqual(['Sabine Hartwig', 'subject']);
    const thomas = await colleague('thomas.brandt@kontor-nord.example');
    const mine = async () => from('daniel.feld', (await thomas<{ items: Work[] }>('/email-center/work-items?view=mine&limit=100')).items);
    await expect.poll(mine, { timeout: 20_000 }).toMatchObject([{ handler: { name: 'Thomas Brandt' } }]);
    const seen = await messages(`account=${id}&shared=1`, thomas);
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.filter(({ view }) => view === 'subject').every(({ subject, preview }) => subject !== '' && preview === '')).toBe(true);
    expect(seen.filter(({ view }) => view === 'subject').length).toBeGreaterThan(50);
  });
});
