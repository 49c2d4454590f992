import { describe, expect, it } from 'vitest';
import type { WorkDto } from '../../../../shared/contracts';
import { foreseen, primaryStep, undoOf } from './work-steps';

const ME = { id: 7, name: 'Petra' };
const BERT = { id: 8, name: 'Bert' };
const no = { take: false, takeOver: false, release: false, handOver: false, assign: false, done: false, reopen: false, due: false };
const work = (change: Partial<WorkDto> = {}): WorkDto => ({
  id: '1', kind: 'group', state: 'open', account: { id: 'a', name: 'info' }, handler: null, offeredTo: [], reason: { code: 'nobody-yet', sentence: '', routeId: null },
  receivedAt: '2026-01-01T00:00:00.000Z', takenAt: null, doneAt: null, dueAt: null, can: no, ...change,
});

describe('taking a step back', () => {
  it('releases what nobody had, and gives back what a colleague had', () => {
    expect(undoOf(work(), { step: 'take', from: null })).toEqual([{ step: 'release', note: '' }]);
    expect(undoOf(work({ handler: BERT }), { step: 'take', from: BERT.id })).toEqual([{ step: 'hand-over', to: BERT.id, note: '' }]);
  });
  it('is not offered for an offer, which nobody could give back to all', () => {
    expect(undoOf(work({ kind: 'case', offeredTo: [ME, BERT] }), { step: 'take', from: null })).toBeNull();
  });
  it('opens what was done, and makes it nobody\'s again when it was', () => {
    expect(undoOf(work({ handler: ME }), { step: 'done', note: '' })).toEqual([{ step: 'reopen', note: '' }]);
    expect(undoOf(work(), { step: 'done', note: '' })).toEqual([{ step: 'reopen', note: '' }, { step: 'release', note: '' }]);
  });
  it('takes back within a group what was handed over, and not a case, which nobody may take from another', () => {
    expect(undoOf(work({ handler: ME }), { step: 'hand-over', to: BERT.id, note: '' })).toEqual([{ step: 'take', from: BERT.id }]);
    expect(undoOf(work({ kind: 'case', handler: ME }), { step: 'hand-over', to: BERT.id, note: '' })).toBeNull();
  });
});

describe('before the server has answered', () => {
  it('what was taken is mine to finish', () => {
    expect(foreseen(work(), { step: 'take', from: null }, ME, String)).toMatchObject({ handler: ME, can: { done: true, take: false } });
  });
  it('what was handed over is the other one\'s', () => {
    expect(foreseen(work({ handler: ME }), { step: 'hand-over', to: 8, note: '' }, ME, () => 'Bert')).toMatchObject({ handler: BERT, can: { done: false } });
  });
});

describe('the one thing to do next', () => {
  it('is to take what nobody has, to finish what is mine, and nothing else', () => {
    expect(primaryStep(work({ can: { ...no, take: true, done: true } }))).toBe('take');
    expect(primaryStep(work({ handler: ME, can: { ...no, done: true } }))).toBe('done');
    expect(primaryStep(work({ handler: BERT, can: { ...no, takeOver: true } }))).toBeNull();
    expect(primaryStep(work({ state: 'done', can: { ...no, reopen: true } }))).toBeNull();
  });
});
