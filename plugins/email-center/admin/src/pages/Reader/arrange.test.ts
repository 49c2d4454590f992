import { describe, expect, it } from 'vitest';
import type { CenterItem, NoteDto } from '../../../../shared/contracts';
import { arrange, type Entry } from './arrange';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 12, 9, minute)).toISOString();
const item = (number: number, values: Partial<CenterItem> = {}): CenterItem => ({
  id: `m${number}`, subject: 'x', preview: '', from: null, to: [], direction: 'incoming', receivedAt: at(number), attachmentCount: 0, automatic: 'none', accounts: [], links: [],
  threadId: 't', conversation: 1, unread: false, done: false, snoozedUntil: null, tags: [], answered: false, notes: 0, ...values,
});
const note = (minute: number): NoteDto => ({ id: `n${minute}`, messageId: 'm1', author: null, text: 'x', mentions: [], createdAt: at(minute), canRemove: true });
const items = (count: number) => Array.from({ length: count }, (_, number) => item(number + 1));
const shape = (entries: Entry[]) => entries.map((entry) => (entry.kind === 'message' ? `${entry.item.id}${entry.open ? ' open' : ''}` : entry.kind === 'note' ? entry.note.id : `${entry.items.length} more`));
const reading = (openedId: string, values = {}) => ({ openedId, toggled: new Map<string, boolean>(), kept: new Set<string>(), all: false, ...values });

describe('a conversation', () => {
  it('has the message that was chosen open, and the newest', () => {
    expect(shape(arrange(items(3), [], reading('m1')))).toEqual(['m1 open', 'm2', 'm3 open']);
  });
  it('has what is not read yet open', () => {
    expect(shape(arrange([item(1), item(2, { unread: true }), item(3), item(4)], [], reading('m4')))).toEqual(['m1', 'm2 open', 'm3', 'm4 open']);
  });
  it('opens the five newest unread ones by itself and no more', () => {
    const all = Array.from({ length: 30 }, (_, number) => item(number + 1, { unread: true }));
    expect(arrange(all, [], reading('m30', { all: true })).filter((entry) => entry.kind === 'message' && entry.open)).toHaveLength(5);
  });
  it('follows what the person folds and unfolds', () => {
    expect(shape(arrange(items(3), [], reading('m1', { toggled: new Map([['m3', false], ['m2', true]]) })))).toEqual(['m1 open', 'm2 open', 'm3']);
  });
  it('keeps open what was open when it is read by now and another one came, unless the person folded it', () => {
    expect(shape(arrange(items(4), [], reading('m1', { kept: new Set(['m2', 'm3']), toggled: new Map([['m3', false]]) })))).toEqual(['m1 open', 'm2 open', 'm3', 'm4 open']);
  });
  it('draws a long run of folded messages together between its first and its last', () => {
    expect(shape(arrange(items(20), [], reading('m20')))).toEqual(['m1', '17 more', 'm19', 'm20 open']);
    expect(shape(arrange(items(6), [], reading('m6')))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6 open']);
  });
  it('does so on both sides of the chosen one, and not once all were asked for', () => {
    expect(shape(arrange(items(20), [], reading('m10')))).toEqual(['m1', '7 more', 'm9', 'm10 open', 'm11', '7 more', 'm19', 'm20 open']);
    expect(arrange(items(20), [], reading('m10', { all: true }))).toHaveLength(20);
  });
  it('shows notes where they were written, never folded away', () => {
    expect(shape(arrange(items(3), [note(2), note(9)], reading('m3')))).toEqual(['m1', 'm2', 'n2', 'm3 open', 'n9']);
  });
});
