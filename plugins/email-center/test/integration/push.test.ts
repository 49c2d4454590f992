import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, centerEventSchema, type CenterEvent, type MessageListItem } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const ANNA = 'anna@firm.test';
const PATIENCE = 90_000;
const mail = (name: string): string => [`From: sender@elsewhere.test`, `To: ${ANNA}`, `Subject: ${name}`, `Message-ID: <${name}@elsewhere.test>`, '', 'Text', ''].join('\r\n');

/** What the server tells one person, until it is closed. */
async function listen(url: string, token: string) {
  const stop = new AbortController();
  const answer = await fetch(`${url}/email-center/center/events`, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }, signal: stop.signal });
  const heard: CenterEvent[] = [];
  const reading = (async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n\n');
      rest = lines.pop()!;
      for (const line of lines) heard.push(centerEventSchema.parse(JSON.parse(line.replace(/^data: /, ''))));
    }
  })().catch(() => undefined);
  return { answer, heard, close: () => (stop.abort(), reading) };
}

describe('mail that comes in while somebody looks', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let owner: TestUser;
  let other: TestUser;
  let panel: Panel;
  let account: string;
  const messages = async (): Promise<MessageListItem[]> => ((await (await panel.request('GET', '/email-center/messages')).json()) as { items: MessageListItem[] }).items;
  const arrived = (subject: string): Promise<MessageListItem> => eventually(async () => {
    const found = (await messages()).find((message) => message.subject === subject);
    if (!found) throw new Error(`${subject} is not there yet`);
    return found;
  }, PATIENCE);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [ANNA]: 'secret' } });
    // Nothing but what the server tells leads to a look within this test.
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile, syncMinutes: 1440 } });
    const rights = [ACTIONS.readOwn, ACTIONS.manageOwn, ACTIONS.run].map(actionId);
    [owner, other] = [await server.userWith(rights), await server.userWith(rights)];
    panel = openPanel(server.url, owner.token);
    account = await panel.connect(dovecot.settings(ANNA));
    await panel.activate(account);
    // The watch asks for one look when it listens: what comes after that is told by the server.
    await eventually(async () => {
      const watched = await server.strapi.db.connection('email_center_watches').where({ account_id: account });
      if (watched.length === 0) throw new Error('not watched yet');
    }, PATIENCE);
    await dovecot.deliver(ANNA, 'INBOX', [{ raw: mail('first') }]);
    await arrived('first');
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('is there without anybody asking, and its people are told', async () => {
    const [hers, his] = [await listen(server.url, owner.token), await listen(server.url, other.token)];
    expect(hers.answer.headers.get('content-type')).toContain('text/event-stream');
    await dovecot.deliver(ANNA, 'INBOX', [{ raw: mail('second') }]);
    await arrived('second');
    await eventually(async () => expect(hers.heard).toContainEqual({ type: 'mail', accounts: [account] }), 20_000);
    expect(his.heard.filter(({ type }) => type === 'mail')).toEqual([]);
    await Promise.all([hers.close(), his.close()]);
  }, 180_000);

  it('shows who else reads it, to those who can read it only', async () => {
    const { id } = (await messages())[0]!;
    const here = await panel.request('POST', `/email-center/messages/${id}/presence`, { doing: 'reading' });
    expect(await here.json()).toMatchObject({ people: [] });
    const administrator = openPanel(server.url, (await server.superAdmin()).token);
    const seen = (await (await administrator.request('POST', `/email-center/messages/${id}/presence`, { doing: 'answering' })).json()) as { people: { person: { id: number }; doing: string }[] };
    expect(seen.people.map(({ person, doing }) => [person.id, doing])).toEqual([[owner.id, 'reading']]);
    const stranger = openPanel(server.url, other.token);
    await expect(stranger.request('POST', `/email-center/messages/${id}/presence`, { doing: 'reading' })).rejects.toThrow('404');
  });
});
