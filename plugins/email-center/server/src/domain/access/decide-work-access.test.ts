import { describe, expect, it } from 'vitest';
import { decideSeesUnassigned, decideWorkAccess, type WorkGrants, type WorkSubject } from './decide-work-access';

const PETRA = 7;
const BERT = 8;
const rights = (...names: (keyof WorkGrants)[]): WorkGrants => ({ readGroup: false, readAll: false, receiveCases: false, assignWork: false, ...Object.fromEntries(names.map((name) => [name, true])) });
const work = (change: Partial<WorkSubject> = {}): WorkSubject => ({ kind: 'group', handlerId: null, offeredTo: [], onceOfferedTo: [], members: [PETRA, BERT], ...change });
const NOTHING = { see: false, take: false, takeOver: false, assign: false };

describe('the work of a group', () => {
  it('is seen, taken and taken over by members who may read groups', () => {
    expect(decideWorkAccess(rights('readGroup'), PETRA, work())).toEqual({ see: true, take: true, takeOver: true, assign: false });
    expect(decideWorkAccess(rights('readAll'), PETRA, work())).toMatchObject({ take: true, takeOver: true });
  });
  it('is closed to a member whose role reads no groups', () => {
    expect(decideWorkAccess(rights(), PETRA, work())).toEqual(NOTHING);
    expect(decideWorkAccess(rights('receiveCases'), PETRA, work())).toEqual(NOTHING);
  });
  it('is closed to those who are no members', () => {
    expect(decideWorkAccess(rights('readGroup', 'receiveCases'), 9, work())).toEqual(NOTHING);
  });
  it('is seen, but not taken, by those who read all messages', () => {
    expect(decideWorkAccess(rights('readAll'), 9, work())).toEqual({ see: true, take: false, takeOver: false, assign: false });
  });
  it('is given to members by those who may give work, who need not be members', () => {
    expect(decideWorkAccess(rights('assignWork'), 9, work())).toEqual({ see: true, take: false, takeOver: false, assign: true });
  });
});

describe('a case', () => {
  const offered = work({ kind: 'case', offeredTo: [PETRA, BERT], members: [] });
  it('that is offered is taken by those it is offered to and by nobody else', () => {
    expect(decideWorkAccess(rights('receiveCases'), PETRA, offered)).toEqual({ see: true, take: true, takeOver: false, assign: false });
    expect(decideWorkAccess(rights('receiveCases'), 9, offered)).toEqual(NOTHING);
    expect(decideWorkAccess(rights('assignWork'), 9, offered)).toMatchObject({ see: true, take: false, assign: true });
  });
  it('that somebody else took is still seen by those it was offered to', () => {
    expect(decideWorkAccess(rights('receiveCases'), PETRA, work({ kind: 'case', handlerId: BERT, onceOfferedTo: [PETRA, BERT], members: [] }))).toEqual({ ...NOTHING, see: true });
  });
  it('is not offered any more to somebody who may no longer receive cases', () => {
    expect(decideWorkAccess(rights('readGroup'), PETRA, offered)).toEqual(NOTHING);
  });
  it('is seen by whoever works on it, whatever became of their rights, so that they can finish or release it', () => {
    expect(decideWorkAccess(rights(), PETRA, work({ kind: 'case', handlerId: PETRA, members: [] })).see).toBe(true);
  });
  it('is taken over by nobody: those who give work give it', () => {
    expect(decideWorkAccess(rights('receiveCases', 'readAll'), PETRA, work({ kind: 'case', handlerId: BERT, members: [] })).takeOver).toBe(false);
  });
  it('of nobody is taken by those who give work', () => {
    const unassigned = work({ kind: 'case', members: [] });
    expect(decideWorkAccess(rights('assignWork'), PETRA, unassigned).take).toBe(true);
    expect(decideWorkAccess(rights('readAll', 'receiveCases'), PETRA, unassigned).take).toBe(false);
  });
});

describe('what nobody has', () => {
  it('is seen by those who give work or read all messages', () => {
    expect([rights('assignWork'), rights('readAll'), rights('readGroup', 'receiveCases')].map(decideSeesUnassigned)).toEqual([true, true, false]);
  });
});
