import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Automatic } from '../../server/src/domain/mail/message';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, know, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const RECORD = { recordType: 'api::candidate.candidate', recordId: 'anna' };
const GONE = 'gone@example.org';

describe.each(SQL_CLIENTS)('bounces in %s', (client) => {
  let test: TestDatabase;
  let account: Connected;
  beforeAll(async () => {
    test = await openDatabase(client);
    account = await connectAccount(test);
    await know(test, [{ address: GONE, recordId: 'anna' }]);
  });
  afterAll(() => test?.close());

  const bounceOf = (messageId: string | null, status = '5.1.1'): Automatic => ({
    kind: 'bounce', why: 'Delivery status report', bounced: { messageId, failed: [{ address: GONE, status, permanent: status.startsWith('5'), why: `550 ${status} User unknown` }] },
  });
  const bounce = (uid: number, automatic: Automatic, internalDate = `2026-11-12T10:00:${String(uid).padStart(2, '0')}.000Z`) =>
    file(test, account, [mail(uid, { messageId: `bounce${uid}@mx`, subject: 'Undelivered', from: [{ name: '', address: 'mailer-daemon@mx.example.org' }], automatic }, { internalDate })]);
  const list = async (automatic: 'none' | 'any' | 'bounce') => (await test.database.queries.listMessages(EVERYTHING, { limit: 50, automatic })).items;

  it('belong to what they are about, and to the record whose address failed', async () => {
    await file(test, account, [mail(1, { messageId: 'offer@firm', subject: 'Offer', to: [{ name: '', address: GONE }] })], { mailbox: account.sent });
    await bounce(2, bounceOf('offer@firm'));
    const [item] = await list('bounce');
    const [sent] = await list('none');
    const report = await test.database.queries.loadMessage(EVERYTHING, item!.id);
    expect(report).toMatchObject({ delivery: { about: sent!.id, failed: [{ address: GONE, status: '5.1.1', permanent: true }], bounces: [] }, links: [{ recordId: 'anna', reasons: [{ rule: 'bounced', address: GONE }] }] });
    const original = await test.database.queries.loadMessage(EVERYTHING, sent!.id);
    expect(original!.delivery).toMatchObject({ about: null, failed: [], bounces: [{ message: item!.id, failed: [{ address: GONE }] }] });
  });

  it('mark the address as failing on its record, with the latest reason and since when', async () => {
    await bounce(3, bounceOf(null, '4.2.2'));
    const failing = await test.database.queries.listFailing(EVERYTHING, RECORD);
    expect(failing).toMatchObject([{ address: GONE, status: '4.2.2', permanent: false, since: '2026-11-12T10:00:02.000Z', lastAt: '2026-11-12T10:00:03.000Z' }]);
    await bounce(4, bounceOf(null, '5.7.1'), '2026-11-01T00:00:00.000Z');
    expect(await test.database.queries.listFailing(EVERYTHING, RECORD)).toMatchObject([{ status: '4.2.2', since: '2026-11-01T00:00:00.000Z' }]);
  });

  it('are no business of those who may not read them, though the record shows that its address fails', async () => {
    expect(await test.database.queries.listFailing({ userId: 9, reads: 'own' }, RECORD)).toMatchObject([{ address: GONE, message: null }]);
  });

  it('are forgotten when a person writes from the address again, not when a machine does', async () => {
    const later = '2026-11-13T00:00:00.000Z';
    await file(test, account, [mail(5, { messageId: 'away@x', from: [{ name: '', address: GONE }], automatic: { kind: 'auto-reply', why: '' } }, { internalDate: later })]);
    expect(await test.database.queries.listFailing(EVERYTHING, RECORD)).toHaveLength(1);
    await file(test, account, [mail(6, { messageId: 'back@x', from: [{ name: '', address: GONE }] }, { internalDate: later })]);
    expect(await test.database.queries.listFailing(EVERYTHING, RECORD)).toEqual([]);
  });

  it('and other automatic mail are listed apart from what people wrote', async () => {
    const [people, machines] = [await list('none'), await list('any')];
    expect(people.every((item) => item.automatic === 'none') && machines.every((item) => item.automatic !== 'none')).toBe(true);
    expect([people.length, machines.length]).toEqual([2, 4]);
  });
});
