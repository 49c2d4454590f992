import { describe, expect, it } from 'vitest';
import { decideWorkStep, type Work, type WorkActor, type WorkStep } from './step';

const [PETRA, BERT, CLARA] = [7, 8, 9];
const work = (change: Partial<Work> = {}): Work => ({ id: 1, messageId: 2, accountId: 'group', kind: 'group', state: 'open', handlerId: null, offeredTo: [], onceOfferedTo: [], dueAt: null, ...change });
const member = (userId: number, access: Partial<WorkActor['access']> = {}): WorkActor => ({ userId, access: { see: true, take: true, takeOver: true, assign: false, ...access } });
const leader: WorkActor = { userId: 1, access: { see: true, take: false, takeOver: false, assign: true } };
const decide = (now: Work, actor: WorkActor, step: WorkStep) => decideWorkStep(now, actor, step, (userId) => [PETRA, BERT].includes(userId));
const refusal = (now: Work, actor: WorkActor, step: WorkStep) => {
  const decision = decide(now, actor, step);
  return 'refused' in decision ? decision.refused : 'allowed';
};

describe('taking', () => {
  it('makes it the work of whoever takes it', () => {
    expect(decide(work(), member(PETRA), { step: 'take', from: null })).toEqual({ change: { handlerId: PETRA }, event: { kind: 'taken', from: null, to: PETRA, note: '' } });
  });
  it('twice by the same person changes nothing', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), { step: 'take', from: null })).toEqual({ unchanged: true });
  });
  it('is refused when somebody was faster, even among members who may take over', () => {
    expect(refusal(work({ handlerId: BERT }), member(PETRA), { step: 'take', from: null })).toBe('taken');
  });
  it('over from a colleague names that colleague', () => {
    expect(decide(work({ handlerId: BERT }), member(PETRA), { step: 'take', from: BERT })).toMatchObject({ change: { handlerId: PETRA }, event: { kind: 'taken', from: BERT } });
    expect(refusal(work({ handlerId: CLARA }), member(PETRA), { step: 'take', from: BERT })).toBe('taken');
  });
  it('over is refused where nobody stands in for the other', () => {
    expect(refusal(work({ kind: 'case', handlerId: BERT }), member(PETRA, { takeOver: false }), { step: 'take', from: BERT })).toBe('taken');
  });
  it('is refused to those it is not offered to, and when it is done', () => {
    expect(refusal(work(), member(PETRA, { take: false }), { step: 'take', from: null })).toBe('right');
    expect(refusal(work({ state: 'done', handlerId: BERT }), member(PETRA), { step: 'take', from: null })).toBe('state');
  });
  it('of what one does not see is refused', () => {
    expect(refusal(work(), member(PETRA, { see: false }), { step: 'take', from: null })).toBe('right');
  });
});

describe('handing over', () => {
  const step = { step: 'hand-over', to: BERT, note: 'You know her.' } as const;
  it('gives it to a colleague with a note', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), step)).toEqual({ change: { handlerId: BERT }, event: { kind: 'handed-over', from: PETRA, to: BERT, note: 'You know her.' } });
  });
  it('is for whoever works on it and for those who give work', () => {
    expect(refusal(work({ handlerId: CLARA }), member(PETRA), step)).toBe('right');
    expect(refusal(work({ handlerId: null }), member(PETRA), step)).toBe('right');
    expect(refusal(work({ handlerId: CLARA }), leader, step)).toBe('allowed');
  });
  it('goes only to somebody who may work on it', () => {
    expect(refusal(work({ handlerId: PETRA }), member(PETRA), { ...step, to: CLARA })).toBe('person');
  });
  it('to whoever has it already changes nothing', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), { ...step, to: PETRA })).toEqual({ unchanged: true });
  });
});

describe('giving work', () => {
  const step = { step: 'assign', to: BERT, note: '' } as const;
  it('is for those whose role gives work, whoever has it', () => {
    expect(decide(work({ handlerId: PETRA }), leader, step)).toMatchObject({ change: { handlerId: BERT }, event: { kind: 'assigned', from: PETRA, to: BERT } });
    expect(refusal(work(), member(PETRA), step)).toBe('right');
  });
  it('ends an offer', () => {
    expect(refusal(work({ kind: 'case', offeredTo: [PETRA, CLARA] }), leader, step)).toBe('allowed');
  });
});

describe('releasing', () => {
  it('makes it nobody\'s again', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), { step: 'release', note: 'Ill.' })).toEqual({ change: { handlerId: null }, event: { kind: 'released', from: PETRA, to: null, note: 'Ill.' } });
  });
  it('is for whoever works on it and for those who give work; of nobody\'s work it changes nothing', () => {
    expect(refusal(work({ handlerId: BERT }), member(PETRA), { step: 'release', note: '' })).toBe('right');
    expect(refusal(work({ handlerId: BERT }), leader, { step: 'release', note: '' })).toBe('allowed');
    expect(decide(work(), member(PETRA), { step: 'release', note: '' })).toEqual({ unchanged: true });
  });
});

describe('finishing', () => {
  it('makes it done by whoever works on it', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), { step: 'done', note: '' })).toEqual({ change: { state: 'done' }, event: { kind: 'done', from: PETRA, to: PETRA, note: '' } });
  });
  it('of nobody\'s work makes it one\'s own, so that it shows who did it', () => {
    expect(decide(work(), member(PETRA), { step: 'done', note: '' })).toMatchObject({ change: { state: 'done', handlerId: PETRA } });
  });
  it('of a colleague\'s work needs taking it first', () => {
    expect(refusal(work({ handlerId: BERT }), member(PETRA), { step: 'done', note: '' })).toBe('taken');
  });
  it('twice changes nothing', () => {
    expect(decide(work({ state: 'done', handlerId: BERT }), member(PETRA), { step: 'done', note: '' })).toEqual({ unchanged: true });
  });
});

describe('opening again', () => {
  it('gives it back to whoever did it', () => {
    expect(decide(work({ state: 'done', handlerId: BERT }), member(PETRA), { step: 'reopen', note: '' })).toEqual({ change: { state: 'open' }, event: { kind: 'reopened', from: BERT, to: BERT, note: '' } });
  });
  it('makes it nobody\'s when whoever did it has left the group', () => {
    expect(decide(work({ state: 'done', handlerId: CLARA }), member(PETRA), { step: 'reopen', note: '' })).toMatchObject({ change: { state: 'open', handlerId: null } });
  });
  it('is refused to strangers of a case', () => {
    expect(refusal(work({ kind: 'case', state: 'done', handlerId: BERT }), member(PETRA, { takeOver: false }), { step: 'reopen', note: '' })).toBe('right');
  });
});

describe('a due date', () => {
  const step = { step: 'due', dueAt: '2026-12-01T00:00:00.000Z' } as const;
  it('is set by whoever works on it, and by members while nobody does', () => {
    expect(decide(work({ handlerId: PETRA }), member(PETRA), step)).toMatchObject({ change: { dueAt: step.dueAt }, event: { kind: 'due', note: step.dueAt } });
    expect(refusal(work(), member(PETRA), step)).toBe('allowed');
    expect(refusal(work({ handlerId: BERT }), member(PETRA), step)).toBe('right');
  });
});
