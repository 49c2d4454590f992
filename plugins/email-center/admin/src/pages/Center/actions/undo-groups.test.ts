import { describe, expect, it } from 'vitest';
import type { CenterItem } from '../../../../../shared/contracts';
import { portions, undoGroups } from './undo-groups';

const item = (id: string, changed: Partial<CenterItem>): CenterItem => ({
  id, subject: '', preview: '', from: null, to: [], direction: 'incoming', receivedAt: '', attachmentCount: 0, automatic: 'none', accounts: [], links: [],
  threadId: null, conversation: 1, unread: false, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0, ...changed,
});

describe('taking back what was done to many', () => {
  const now = Date.parse('2026-11-12T09:00:00Z');
  it('puts each one back to what it was', () => {
    expect(undoGroups([item('1', { unread: true }), item('2', {}), item('3', { unread: true })], 'read', now)).toEqual([{ ids: ['1', '3'], set: { read: false } }, { ids: ['2'], set: { read: true } }]);
  });
  it('wakes what slept until a time that is past by now', () => {
    expect(undoGroups([item('1', { snoozedUntil: '2026-11-12T08:00:00Z' }), item('2', { snoozedUntil: '2026-11-20T08:00:00Z' })], 'snoozedUntil', now)).toEqual([
      { ids: ['1'], set: { snoozedUntil: null } }, { ids: ['2'], set: { snoozedUntil: '2026-11-20T08:00:00Z' } },
    ]);
  });
  it('comes in portions that the server takes', () => {
    expect(portions(Array.from({ length: 1201 }, (_, index) => index)).map(({ length }) => length)).toEqual([500, 500, 201]);
  });
});
