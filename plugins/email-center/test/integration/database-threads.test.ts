import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreseeThreads } from '../../server/src/adapters/database/filing/threads';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

describe.each(SQL_CLIENTS)('conversations in %s', (client) => {
  let test: TestDatabase;
  let account: Connected;
  beforeAll(async () => {
    test = await openDatabase(client);
    account = await connectAccount(test);
  });
  afterAll(() => test?.close());

  const threadOf = async (identity: string): Promise<string> => {
    const row = (await test.knex('email_center_messages').where({ identity }).first('thread_id')) as { thread_id: string };
    return row.thread_id;
  };
  const deliver = (uid: number, identity: string, headers: Parameters<typeof mail>[1]) =>
    file(test, account, [mail(uid, { identity, messageId: `${identity}@x`, ...headers })]);

  it('hold a message and its answers, in whichever order they come', async () => {
    await deliver(1, 'answer', { references: ['first@x'], inReplyTo: ['first@x'] });
    await deliver(2, 'first', {});
    await deliver(3, 'again', { inReplyTo: ['answer@x'] });
    const thread = await threadOf('first');
    expect(thread).toMatch(/^[0-9a-f]{32}$/);
    expect([await threadOf('answer'), await threadOf('again')]).toEqual([thread, thread]);
  });

  it('become one, with all their messages, when a message refers to both', async () => {
    await deliver(10, 'left', {});
    await deliver(11, 'right', {});
    expect(await threadOf('left')).not.toBe(await threadOf('right'));
    await deliver(12, 'both', { references: ['left@x', 'right@x'] });
    expect(new Set([await threadOf('left'), await threadOf('right'), await threadOf('both')]).size).toBe(1);
  });

  it('are found for a message that is not stored yet', async () => {
    const { threadOf: found } = await foreseeThreads(test.knex, [
      { identity: 'new', headers: { messageId: 'new@x', inReplyTo: ['left@x'], references: [] } },
      { identity: 'unknown', headers: { messageId: 'unknown@x', inReplyTo: [], references: [] } },
    ]);
    expect(found.get('new')).toBe(await threadOf('left'));
    expect(await count(test, 'email_center_messages', { thread_id: found.get('unknown') })).toBe(0);
  });

  it('cost no row more when the same message is filed again', async () => {
    const before = await count(test, 'email_center_thread_refs');
    await deliver(20, 'left', {});
    expect(await count(test, 'email_center_thread_refs')).toBe(before);
  });
});
