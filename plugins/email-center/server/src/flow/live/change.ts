/** Something that changed, as nodes tell it to each other. Pure. */
export type Change =
  | { type: 'mail' | 'accounts'; accounts: string[] }
  /** Of these people, or of everybody who sees the messages: their names tell nobody anything. */
  | { type: 'states'; messages: string[]; users: number[] | 'everybody' }
  | { type: 'work' | 'outbox' }
  | { type: 'notes'; message: string }
  | { type: 'presence'; thread: string };

/** Of more messages than that only so many are named; a list reads its head again anyway. */
const MOST_MESSAGES = 500;

/** The same told once: accounts together, states of the same people together. */
export function merge(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const key = keyOf(change);
    const before = merged.get(key);
    merged.set(key, before === undefined ? change : joined(before, change));
  }
  return [...merged.values()];
}

function keyOf(change: Change): string {
  if (change.type === 'states') return `states ${change.users === 'everybody' ? change.users : [...change.users].sort((a, b) => a - b).join(',')}`;
  if (change.type === 'presence') return `presence ${change.thread}`;
  return 'message' in change ? `${change.type} ${change.message}` : change.type;
}

const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];

function joined(before: Change, change: Change): Change {
  if ('accounts' in before && 'accounts' in change) return { ...before, accounts: union(before.accounts, change.accounts) };
  if (before.type === 'states' && change.type === 'states') return { ...before, messages: union(before.messages, change.messages).slice(0, MOST_MESSAGES) };
  return before;
}
