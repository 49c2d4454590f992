/** Every key of the center, in one place: what it does, and in which group the help sheet tells it. */

export const COMMANDS = [
  'next', 'previous', 'open', 'back', 'select', 'select-all', 'clear',
  'done', 'not-done', 'snooze', 'tag', 'read', 'unread', 'take', 'release', 'hand-over', 'link', 'undo',
  'write', 'reply', 'reply-all', 'forward',
  'search', 'go-inbox', 'go-mine', 'go-offers', 'go-sent', 'go-drafts', 'go-outbox', 'go-unmatched', 'go-unassigned', 'go-look', 'go-snoozed', 'go-mentioned', 'go-done', 'go-blocked', 'go-group', 'go-all', 'help',
] as const;
export type Command = (typeof COMMANDS)[number];
export type KeyGroup = 'move' | 'act' | 'write' | 'go';

export interface KeyBinding {
  command: Command;
  group: KeyGroup;
  /** Each as a key's name (`KeyboardEvent.key`), or two of them after each other. `Shift+` before a letter. */
  keys: readonly string[];
  /** Only while the list has the focus: elsewhere the key scrolls or presses what has it. */
  inList?: readonly string[];
  /** Its keys are a row of which each means one thing of several: the help names the first and the last. */
  range?: true;
}

export const KEY_TABLE: readonly KeyBinding[] = [
  { command: 'next', group: 'move', keys: ['j'], inList: ['ArrowDown'] },
  { command: 'previous', group: 'move', keys: ['k'], inList: ['ArrowUp'] },
  { command: 'open', group: 'move', keys: ['o'], inList: ['Enter'] },
  { command: 'back', group: 'move', keys: ['u'] },
  { command: 'select', group: 'move', keys: ['x'] },
  { command: 'select-all', group: 'move', keys: ['*'] },
  { command: 'clear', group: 'move', keys: ['Escape'] },
  { command: 'done', group: 'act', keys: ['e'] },
  { command: 'not-done', group: 'act', keys: ['Shift+e'] },
  { command: 'snooze', group: 'act', keys: ['s'] },
  { command: 'tag', group: 'act', keys: ['#'] },
  { command: 'read', group: 'act', keys: ['Shift+i'] },
  { command: 'unread', group: 'act', keys: ['Shift+u'] },
  { command: 'take', group: 'act', keys: ['t'] },
  { command: 'release', group: 'act', keys: ['Shift+t'] },
  { command: 'hand-over', group: 'act', keys: ['h'] },
  { command: 'link', group: 'act', keys: ['l'] },
  { command: 'undo', group: 'act', keys: ['z'] },
  { command: 'write', group: 'write', keys: ['c'] },
  { command: 'reply', group: 'write', keys: ['r'] },
  { command: 'reply-all', group: 'write', keys: ['a'] },
  { command: 'forward', group: 'write', keys: ['f'] },
  { command: 'search', group: 'go', keys: ['/'] },
  { command: 'go-inbox', group: 'go', keys: ['g i'] },
  { command: 'go-mine', group: 'go', keys: ['g m'] },
  { command: 'go-offers', group: 'go', keys: ['g o'] },
  { command: 'go-sent', group: 'go', keys: ['g s'] },
  { command: 'go-drafts', group: 'go', keys: ['g d'] },
  { command: 'go-outbox', group: 'go', keys: ['g b'] },
  { command: 'go-unmatched', group: 'go', keys: ['g u'] },
  { command: 'go-unassigned', group: 'go', keys: ['g n'] },
  { command: 'go-look', group: 'go', keys: ['g l'] },
  { command: 'go-snoozed', group: 'go', keys: ['g z'] },
  { command: 'go-mentioned', group: 'go', keys: ['g @'] },
  { command: 'go-done', group: 'go', keys: ['g e'] },
  { command: 'go-blocked', group: 'go', keys: ['g k'] },
  { command: 'go-group', group: 'go', keys: ['g 1', 'g 2', 'g 3', 'g 4', 'g 5', 'g 6', 'g 7', 'g 8', 'g 9'], range: true },
  { command: 'go-all', group: 'go', keys: ['g a'] },
  { command: 'help', group: 'go', keys: ['?'] },
];

/** A key as it was pressed. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `nth`: of a command with a row of keys, which of them it was, from 0. */
export type KeyAnswer = { command: Command; nth?: number } | { prefix: string } | null;

/** Pressed on the way to another key, as Shift and AltGr are to a sign: they mean nothing, and end nothing that waits. */
const HELD = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'];
export const isHeld = ({ key }: Pick<Pressed, 'key'>): boolean => HELD.includes(key);

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);
/** Signs such as ? and * need Shift on many keyboards and none on others: only of letters does it tell two keys apart. */
const nameOf = ({ key, shiftKey }: Pressed): string => (isLetter(key) ? `${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}` : key);

/** What a key means now; `prefix` is the key that was pressed before and waits for a second one. Null: nothing of the center's. */
export function answerTo(pressed: Pressed, prefix: string | null, inList: boolean): KeyAnswer {
  // AltGr writes signs such as # on some keyboards, and reports itself as Ctrl and Alt.
  const writesSign = pressed.altKey && !isLetter(pressed.key) && pressed.key.length === 1;
  if (pressed.metaKey || ((pressed.ctrlKey || pressed.altKey) && !writesSign)) return null;
  const name = nameOf(pressed);
  const wanted = prefix === null ? name : `${prefix} ${name}`;
  const found = KEY_TABLE.find(({ keys, inList: listKeys = [] }) => keys.includes(wanted) || (inList && listKeys.includes(wanted)));
  if (found) return { command: found.command, ...(found.range ? { nth: found.keys.indexOf(wanted) } : {}) };
  return prefix === null && KEY_TABLE.some(({ keys }) => keys.some((key) => key.startsWith(`${name} `))) ? { prefix: name } : null;
}

/** What has the focus, as far as keys care. */
export interface Focused {
  tag: string;
  type: string;
  editable: boolean;
  /** Within a dialog, a popover, a menu or a list of choices, which have keys of their own. */
  layered: boolean;
}

const TYPED_INTO = ['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date', 'datetime-local', 'time', ''];

/** Whether keys belong to what has the focus: something is typed there, or it is a layer of its own. */
export function isTaken({ tag, type, editable, layered }: Focused): boolean {
  return layered || editable || tag === 'TEXTAREA' || tag === 'SELECT' || tag === 'IFRAME' || (tag === 'INPUT' && TYPED_INTO.includes(type));
}
