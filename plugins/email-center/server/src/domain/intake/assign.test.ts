import { describe, expect, it } from 'vitest';
import { readAs } from './as-read';
import { decideAssignment, NOBODYS_WORK } from './assign';
import type { GroupContext } from './group';
import type { FileableMail } from './types';

const group: GroupContext = {
  kind: 'group', ownAddress: 'info@firm.test', members: [1], defaultHandler: 1, distribution: 'default-handler', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map(),
};
const mail = (from: string, automatic: FileableMail['message']['automatic']['kind'] = 'none'): FileableMail => ({
  uid: 1, internalDate: '2026-11-12T00:00:00.000Z', size: 1, seen: false, rawKey: 'key',
  message: {
    messageId: 'm@x', subject: 'S', from: [{ name: '', address: from }], sender: [], replyTo: [], to: [{ name: '', address: 'info@firm.test' }], cc: [], bcc: [], date: null, inReplyTo: [], references: [],
    text: '', hasHtml: false, attachments: [], automatic: { kind: automatic, why: '' }, identity: 'm',
  },
});
const assigned = (context: Parameters<typeof decideAssignment>[0], one: FileableMail, role: 'inbox' | 'sent' = 'inbox') => decideAssignment(context, one, readAs(role, one.message));

describe('work', () => {
  it('is made by what comes in to a group', () => {
    expect(assigned(group, mail('anna@people.test'))).toMatchObject({ kind: 'group', handlerId: 1, offeredTo: [] });
    expect(assigned(group, mail('anna@people.test', 'auto-reply'))).toMatchObject({ kind: 'group' });
  });
  it('is not made by what the group sent, nor by personal mail', () => {
    expect(assigned(group, mail('info@firm.test'), 'sent')).toBeNull();
    expect(assigned(NOBODYS_WORK, mail('anna@people.test'))).toBeNull();
  });
  it('is made by a form that writes in the group\'s own name, and not by what the email center itself wrote for the test', () => {
    expect(assigned(group, mail('Info@Firm.test'))).not.toBeNull();
    expect(assigned(group, mail('Info@Firm.test', 'auto-reply'))).toBeNull();
  });
});
