/** Work in memory that belongs to one person each and refuses nothing else, for tests of the edge. */
import type { WorkDto } from '../../shared/contracts';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { WorkApplication } from '../../server/src/flow/work';

export interface FakeWork extends WorkApplication {
  addWork(userId: number, messageId: string): WorkDto;
  isHandler(userId: number | null, messageId: string): boolean;
  /** Messages that were opened or made unread, in order: `read USER MESSAGE`. */
  reads: string[];
}

export function createFakeWork(calls: string[]): FakeWork {
  const works = new Map<string, { work: WorkDto; userId: number; messageId: string }>();
  const no = { take: false, takeOver: false, release: false, handOver: false, assign: false, done: false, reopen: false, due: false };
  const fake: FakeWork = {
    reads: [],
    addWork(userId, messageId) {
      const work: WorkDto = {
        id: String(works.size + 1), kind: 'case', state: 'open', account: { id: 'account', name: 'Account' }, handler: { id: userId, name: 'Handler' }, offeredTo: [],
        reason: { code: 'routed', sentence: 'By a rule.', routeId: null }, receivedAt: '2026-01-01T00:00:00.000Z', takenAt: null, doneAt: null, dueAt: null, can: no,
      };
      works.set(work.id, { work, userId, messageId });
      return work;
    },
    isHandler: (userId, messageId) => [...works.values()].some((one) => one.userId === userId && one.messageId === messageId),
    list: async () => ({ items: [], next: null }),
    counts: async () => ({ mine: 0, offers: 0, unhandled: 0, unassigned: 0, offered: 0, look: 0, groups: [] }),
    ofMessage: async ({ userId }, messageId) => ({
      items: [...works.values()].filter((one) => one.userId === userId && one.messageId === messageId).map(({ work }) => ({ ...work, informed: [], events: [], candidates: [] })),
    }),
    beside: async (_viewer, messages) => [...messages],
    async markRead({ userId }, messageId) {
      fake.reads.push(`read ${userId} ${messageId}`);
    },
    async markUnread({ userId }, messageId) {
      fake.reads.push(`unread ${userId} ${messageId}`);
    },
    async step({ userId }, id, input) {
      const found = works.get(id);
      if (found?.userId !== userId) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such piece of work.', remedier: 'owner' });
      calls.push(`${input.step} ${id}`);
      return { work: found.work };
    },
  };
  return fake;
}
