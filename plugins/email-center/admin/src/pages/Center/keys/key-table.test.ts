import { describe, expect, it } from 'vitest';
import { answerTo, COMMANDS, isHeld, isTaken, KEY_TABLE } from './key-table';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const command = (key: string, { prefix = null, inList = false, ...held }: { prefix?: string | null; inList?: boolean; shiftKey?: boolean } = {}) => answerTo(press(key, held), prefix, inList);
const all = KEY_TABLE.flatMap(({ keys, inList = [] }) => [...keys, ...inList]);

describe('the keys of the center', () => {
  it('are each there for one thing', () => {
    expect(new Set(all).size).toBe(all.length);
  });
  it('do everything that can be done by keys', () => {
    expect(KEY_TABLE.map((binding) => binding.command).sort()).toEqual([...COMMANDS].sort());
  });
  it('have no key that is also the first of two', () => {
    const firsts = all.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]);
    for (const first of firsts) expect(all).not.toContain(first);
  });
  it('are those of mail programs', () => {
    const known = { j: 'next', k: 'previous', o: 'open', u: 'back', e: 'done', r: 'reply', a: 'reply-all', f: 'forward', c: 'write', l: 'link', t: 'take', h: 'hand-over', s: 'snooze', '#': 'tag', x: 'select', '*': 'select-all', z: 'undo', '/': 'search', '?': 'help' };
    for (const [key, meant] of Object.entries(known)) expect(command(key)).toEqual({ command: meant });
    expect(command('E', { shiftKey: true })).toEqual({ command: 'not-done' });
  });
  it('wait for a second one after g', () => {
    expect(command('g')).toEqual({ prefix: 'g' });
    expect(command('i', { prefix: 'g' })).toEqual({ command: 'go-inbox' });
    expect(command('u', { prefix: 'g' })).toEqual({ command: 'go-unmatched' });
    expect(command('q', { prefix: 'g' })).toBeNull();
    expect(command('g', { prefix: 'g' })).toBeNull();
  });
  it('lead after g to every view of messages, and by its number to a group', () => {
    const views = { i: 'inbox', m: 'mine', o: 'offers', s: 'sent', d: 'drafts', b: 'outbox', u: 'unmatched', n: 'unassigned', l: 'look', z: 'snoozed', '@': 'mentioned', e: 'done', k: 'blocked', a: 'all' };
    for (const [key, view] of Object.entries(views)) expect(command(key, { prefix: 'g' })).toEqual({ command: `go-${view}` });
    expect([command('1', { prefix: 'g' }), command('9', { prefix: 'g' }), command('0', { prefix: 'g' })]).toEqual([{ command: 'go-group', nth: 0 }, { command: 'go-group', nth: 8 }, null]);
    expect(command('1')).toBeNull();
  });
  it('go on waiting for the second one while Shift or AltGr is pressed to write it', () => {
    expect(['Shift', 'AltGraph', 'Alt', 'Control', '@', 'g', '2'].filter((key) => isHeld({ key }))).toEqual(['Shift', 'AltGraph', 'Alt', 'Control']);
    expect(answerTo(press('@', { altKey: true, ctrlKey: true }), 'g', false)).toEqual({ command: 'go-mentioned' });
  });
  it('leave arrows and Enter to the page unless the list has the focus', () => {
    expect(command('ArrowDown')).toBeNull();
    expect(command('Enter')).toBeNull();
    expect(command('ArrowDown', { inList: true })).toEqual({ command: 'next' });
  });
  it('mean the same with Caps Lock on', () => {
    expect(command('J')).toEqual({ command: 'next' });
  });
  it('leave what is pressed with Ctrl, Alt or the command key to the browser', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) for (const key of ['r', 'f', 'c', 'a', 's']) expect(answerTo(press(key, held), null, true)).toBeNull();
  });
  it('know a sign however the keyboard writes it', () => {
    expect(answerTo(press('?', { shiftKey: true }), null, false)).toEqual({ command: 'help' });
    expect(answerTo(press('#', { altKey: true, ctrlKey: true }), null, false)).toEqual({ command: 'tag' });
  });
});

describe('keys that are pressed elsewhere', () => {
  const focused = { tag: 'DIV', type: '', editable: false, layered: false };
  it.each([
    ['a field for text', { tag: 'INPUT', type: 'text' }],
    ['a search box', { tag: 'INPUT', type: 'search' }],
    ['a note', { tag: 'TEXTAREA' }],
    ['the editor', { editable: true }],
    ['a dialog or an open list', { layered: true }],
  ])('belong to %s', (_name, changed) => {
    expect(isTaken({ ...focused, ...changed })).toBe(true);
  });
  it('are the center’s on a row, a button or a checkbox', () => {
    for (const changed of [{ tag: 'A' }, { tag: 'BUTTON' }, { tag: 'INPUT', type: 'checkbox' }]) expect(isTaken({ ...focused, ...changed })).toBe(false);
  });
});
