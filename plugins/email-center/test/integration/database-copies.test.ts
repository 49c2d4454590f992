import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SightedMail } from '../../server/src/domain/intake/types';
import type { Viewer } from '../../server/src/flow/queries';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const SENT_COPY = '5'.repeat(64);
const RECEIVED_COPY = '7'.repeat(64);
const BCC = [{ name: '', address: 'secret@example.org' }];

/** A message of which the sender keeps a copy that names its Bcc recipients (RFC 5322 section 3.6.3), and the recipient one that does not. */
describe.each(SQL_CLIENTS)('the copies of one message on %s', (client) => {
  let test: TestDatabase;
  let sender: Connected;
  let recipient: Connected;
  const ofSender: Viewer = { userId: 1, reads: 'own' };
  const ofRecipient: Viewer = { userId: 2, reads: 'own' };
  const ofBoth: Viewer = { userId: 3, reads: 'own' };

  beforeAll(async () => {
    test = await openDatabase(client);
    [sender, recipient] = [await connectAccount(test, { ownerId: 1 }), await connectAccount(test, { ownerId: 2 })];
  });
  afterAll(() => test?.close());

  const copy = (uid: number, subject: string, rest: { rawKey: string; bcc: typeof BCC }): SightedMail => {
    const made = mail(uid, { messageId: `${subject}@copies`, subject, bcc: rest.bcc });
    return made.ok ? { ...made, rawKey: rest.rawKey } : made;
  };
  const send = (subject: string, uid: number, from = sender) => file(test, from, [copy(uid, subject, { rawKey: SENT_COPY, bcc: BCC })], { mailbox: from.sent });
  const receive = (subject: string, uid: number, to = recipient) => file(test, to, [copy(uid, subject, { rawKey: RECEIVED_COPY, bcc: [] })]);
  const load = async (viewer: Viewer, subject: string) => {
    const [item] = (await test.database.queries.listMessages(viewer, { limit: 5, q: `<${subject}@copies>` })).items;
    return test.database.queries.loadMessage(viewer, item!.id);
  };

  it.each(['the sender', 'the recipient'])('are one message, of which each account owner reads their own when that of %s was filed first', async (first) => {
    const subject = first === 'the sender' ? 'sent-first' : 'received-first';
    const uid = first === 'the sender' ? 1 : 2;
    if (first === 'the sender') await send(subject, uid);
    await receive(subject, uid);
    if (first !== 'the sender') await send(subject, uid);
    expect(await load(ofRecipient, subject)).toMatchObject({ rawKey: RECEIVED_COPY, bcc: [] });
    expect(await load(ofSender, subject)).toMatchObject({ rawKey: SENT_COPY, bcc: BCC });
    expect(await load(EVERYTHING, subject)).toMatchObject({ rawKey: first === 'the sender' ? SENT_COPY : RECEIVED_COPY, bcc: BCC });
  });

  it('are read as the sender knows it by whoever owns both accounts', async () => {
    const [out, back] = [await connectAccount(test, { ownerId: 3 }), await connectAccount(test, { ownerId: 3 })];
    await receive('both', 1, back);
    await send('both', 1, out);
    expect(await load(ofBoth, 'both')).toMatchObject({ rawKey: SENT_COPY, bcc: BCC });
  });

  it('name no Bcc recipient that a received copy names to those who were sent another', async () => {
    await file(test, sender, [copy(8, 'odd', { rawKey: SENT_COPY, bcc: BCC })]);
    await receive('odd', 8);
    expect(await load(ofRecipient, 'odd')).toMatchObject({ rawKey: RECEIVED_COPY, bcc: [] });
  });
});
