import { afterEach, describe, expect, it } from 'vitest';
import type { CenterItem } from '../../../../../shared/contracts';
import { changedUnread } from '../../Work/work-state';
import { askingFor, changedStates, currentItem, forgetChanges, isChanged, staysIn, withoutTag, withTag, type StateChange } from './center-state';

const item = (changed: Partial<CenterItem> = {}): CenterItem => ({
  id: 'm1', subject: 'S', preview: '', from: null, to: [], direction: 'incoming', receivedAt: '2026-11-12T09:00:00.000Z', attachmentCount: 0, automatic: 'none', accounts: [], links: [],
  threadId: null, conversation: 1, unread: true, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0, ...changed,
});
const URGENT = { id: '1', name: 'urgent', color: 'danger' as const };
const stays = (view: 'inbox' | 'done' | 'snoozed' | 'unmatched' | 'all' | 'tag', changed: StateChange, id: string | null = null) => {
  changedStates.set('m1', changed);
  return staysIn({ view, id }, currentItem(item()));
};

describe('what was done to a message here', () => {
  afterEach(() => {
    changedStates.set('m1', undefined);
    changedUnread.set('m1', undefined);
  });

  it('shows over what the server told, and leaves untouched messages the same object', () => {
    const loaded = item();
    expect(currentItem(loaded)).toBe(loaded);
    changedStates.set('m1', { done: true });
    changedUnread.set('m1', false);
    expect(currentItem(loaded)).toMatchObject({ done: true, unread: false });
    expect(isChanged(loaded)).toBe(true);
  });
  it('takes it out of the views it no longer belongs to, and leaves it in the others', () => {
    expect(stays('inbox', { done: true })).toBe(false);
    expect(stays('inbox', { snoozedUntil: '2026-11-13T07:00:00.000Z' })).toBe(false);
    expect(stays('all', { done: true })).toBe(true);
    expect(stays('done', { done: false })).toBe(false);
    expect(stays('snoozed', { snoozedUntil: null })).toBe(false);
    expect(stays('unmatched', { links: [{ recordType: 'r', recordId: '1', typeName: 'R', label: 'L', reasons: [] }] })).toBe(false);
    expect(stays('tag', { tags: [] }, URGENT.id)).toBe(false);
    expect(stays('tag', { tags: [URGENT] }, URGENT.id)).toBe(true);
    expect(stays('all', { gone: true })).toBe(false);
  });
  it('does not take out of the inbox what was only read', () => {
    changedUnread.set('m1', false);
    expect(staysIn({ view: 'inbox', id: null }, currentItem(item()))).toBe(true);
  });
  it('is forgotten once the server tells the message anew', () => {
    changedStates.set('m1', { done: true });
    forgetChanges([item({ done: true })]);
    expect(isChanged(item())).toBe(false);
  });
  it('outlives a page that was read while the server was still being asked', () => {
    changedStates.set('m1', { done: true });
    const ends = [askingFor(['m1']), askingFor(['m1'])];
    forgetChanges([item()]);
    ends[0]?.();
    forgetChanges([item()]);
    expect(isChanged(item())).toBe(true);
    ends[1]?.();
    forgetChanges([item()]);
    expect(isChanged(item())).toBe(false);
  });
  it('gives a tag once, and takes it again', () => {
    expect(withTag([URGENT], URGENT)).toEqual([URGENT]);
    expect(withoutTag(withTag([], URGENT), URGENT.id)).toEqual([]);
  });
});
