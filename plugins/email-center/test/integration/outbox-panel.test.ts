import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSendingPeople } from '../../server/src/adapters/panel-users';
import { ACTIONS, actionId, accountSchema, cancelledSchema, draftSchema, outboxItemSchema, outboxPageSchema, sendingSettingsSchema, type OutboxItemDto } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const [ANNA, BERT] = ['anna@test.local', 'bert@test.local'];

describe('the outbox in a running Strapi', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let account: string;

  const call = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${server.url}/email-center${path}`, {
      method, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  };
  let token = '';
  const items = async (): Promise<OutboxItemDto[]> => outboxPageSchema.parse((await call('GET', '/outbox?all=1')).body).items;
  const draft = async (subject: string, to = BERT) => {
    const begun = draftSchema.parse((await call('POST', '/drafts', { kind: 'new', accountId: account })).body);
    return draftSchema.parse((await call('PUT', `/drafts/${begun.id}`, { version: begun.version, to: [{ name: '', address: to }], subject, text: 'Guten Tag', html: '<p>Guten <b>Tag</b></p>' })).body);
  };
  const send = async (subject: string, undoSeconds: number, sendAt: string | null = null): Promise<OutboxItemDto> => {
    const { id, version } = await draft(subject);
    return outboxItemSchema.parse((await call('POST', `/drafts/${id}/send`, { version, undoSeconds, sendAt })).body);
  };
  const reaches = (id: string, state: OutboxItemDto['state']): Promise<OutboxItemDto> => eventually(async () => {
    const item = (await items()).find((one) => one.id === id);
    expect(item?.state).toBe(state);
    return item!;
  }, 60_000);
  const countOf = async (user: string, mailbox: string): Promise<number> => Number(/messages=(\d+)/.exec(await dovecot.doveadm('mailbox', 'status', '-u', user, 'messages', mailbox))?.[1]);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [ANNA]: 'secret', [BERT]: 'secret' } });
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    ({ token } = await server.superAdmin());
    panel = openPanel(server.url, token);
    const { login, imap, smtp } = dovecot.settings(ANNA);
    account = accountSchema.parse((await call('POST', '/accounts', { name: 'Anna', address: ANNA, login, password: 'secret', imap, smtp })).body).id;
    await panel.request('POST', `/email-center/accounts/${account}/test`).then((answer) => answer.text());
    await call('POST', `/accounts/${account}/activate`);
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('knows who may send now: by role, and only whoever can log in', async () => {
    const people = createSendingPeople(server.strapi, actionId(ACTIONS.send));
    const [sender, reader] = [await server.userWith([actionId(ACTIONS.send)]), await server.userWith([actionId(ACTIONS.readOwn)])];
    expect(await Promise.all([sender.id, reader.id, 999_999].map((id) => people.standing(id)))).toEqual(['sends', 'without-right', 'gone']);
    await server.strapi.db.query('admin::user').update({ where: { id: sender.id }, data: { isActive: false } });
    expect(await people.standing(sender.id)).toBe('gone');
    expect(await people.active([sender.id, reader.id, 999_999])).toEqual(new Set([reader.id]));
  });

  it('keeps how an account sends, and refuses an archive that is a managed account', async () => {
    expect(sendingSettingsSchema.parse((await call('GET', `/accounts/${account}/sending`)).body)).toMatchObject({ archiveAddress: null, perMinute: 30 });
    expect(await call('PUT', `/accounts/${account}/sending`, { archiveAddress: 'ANNA+copy@Test.local' })).toMatchObject({ status: 400, body: { error: { details: { errors: [{ path: ['archiveAddress'] }] } } } });
    expect(await call('PUT', `/accounts/${account}/sending`, { displayName: 'Anna', sentFiling: 'append', perMinute: 60 })).toMatchObject({ status: 200, body: { displayName: 'Anna', sentFiling: 'append' } });
  });

  it('sends a draft, files it at once, and puts it into Sent once', async () => {
    const sent = await reaches((await send('Grüße', 0)).id, 'sent');
    expect(sent).toMatchObject({ subject: 'Grüße', recipients: [{ address: BERT, state: 'accepted' }], can: { cancel: false, retry: false } });
    const message = await eventually(async () => {
      const { message: id } = (await items()).find((one) => one.id === sent.id)!;
      expect(id).not.toBeNull();
      return id;
    });
    expect((await call('GET', `/messages/${message}`)).body).toMatchObject({ direction: 'outgoing', subject: 'Grüße' });
    await eventually(async () => expect((await items()).find((one) => one.id === sent.id)?.filedInSent).toEqual({ state: 'appended', why: '' }));
    await call('POST', `/accounts/${account}/sync`);
    await eventually(async () => expect((await call('GET', '/ledger?outcome=duplicate')).body).toMatchObject({ items: [{ subject: 'Grüße' }] }), 60_000);
    expect([await countOf(ANNA, 'Sent'), await countOf(BERT, 'INBOX')]).toEqual([1, 1]);
    expect((await call('GET', '/drafts')).body).toMatchObject({ items: [] });
  }, 180_000);

  it('gives a draft back that is taken back in time, and sends what was planned when it is wanted now', async () => {
    const held = await send('Held', 60);
    expect(held).toMatchObject({ state: 'held', can: { cancel: true, sendNow: true } });
    const { draft: id } = cancelledSchema.parse((await call('POST', `/outbox/${held.id}/cancel`)).body);
    expect((await call('GET', `/drafts/${id}`)).body).toMatchObject({ subject: 'Held' });
    const planned = await send('Planned', 0, new Date(Date.now() + 7 * 86_400_000).toISOString());
    expect(planned.state).toBe('scheduled');
    expect((await call('POST', `/outbox/${planned.id}/send-now`)).status).toBe(200);
    await reaches(planned.id, 'sent');
    expect((await call('POST', `/outbox/${planned.id}/cancel`)).status).toBe(409);
  }, 120_000);

  it('shows what waits for a server that is not there, with the reason, and nobody else\'s', async () => {
    const port = await closedPort();
    const { smtp } = dovecot.settings(ANNA);
    await server.strapi.db.connection('email_center_accounts').where({ id: account }).update({ smtp_port: port });
    const item = await send('Later', 0);
    await eventually(async () => expect((await items()).find((one) => one.id === item.id)).toMatchObject({ state: 'queued', error: { code: 'port-closed' }, attempts: 1, nextTryAt: expect.any(String) }), 60_000);
    const stranger = await server.userWith(['plugin::email-center.messages.send']);
    const theirs = await fetch(`${server.url}/email-center/outbox`, { headers: { authorization: `Bearer ${stranger.token}` } });
    expect(await theirs.json()).toEqual({ items: [], next: null });
    await server.strapi.db.connection('email_center_accounts').where({ id: account }).update({ smtp_port: smtp.port });
    await server.strapi.db.connection('email_center_sending').where({ account_id: account }).update({ paused_until: null });
    await call('POST', `/outbox/${item.id}/send-now`);
    await reaches(item.id, 'sent');
  }, 180_000);

  it('keeps what an account had queued that is removed', async () => {
    const planned = await send('Queued', 0, new Date(Date.now() + 86_400_000).toISOString());
    expect((await call('DELETE', `/accounts/${account}`)).status).toBe(200);
    const failed = await reaches(planned.id, 'failed');
    expect(failed).toMatchObject({ error: { code: 'account-removed' }, can: { cancel: true, dismiss: true } });
    cancelledSchema.parse((await call('POST', `/outbox/${planned.id}/cancel`)).body);
  }, 60_000);
});

/** A port where nothing listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address() as { port: number };
      taken.close(() => resolve(port));
    });
  });
}
