/** The state of a copy as a column, and back. */
import type { CopyState } from '../../../domain/center/item-state';
import { toNumber } from '../values';

const CODES: Record<CopyState, number> = { inbox: 0, done: 1, snoozed: 2 };
const STATES: readonly CopyState[] = ['inbox', 'done', 'snoozed'];

export const codeOf = (state: CopyState): number => CODES[state];
export const stateOf = (code: unknown): CopyState => STATES[toNumber(code)] ?? 'inbox';
