import { describe, expect, it } from 'vitest';
import type { CenterItem, WorkDto } from '../../../../../shared/contracts';
import { planDone, planNotDone } from './plan-done';

const ME = 7;
const no = { take: false, takeOver: false, release: false, handOver: false, assign: false, done: false, reopen: false, due: false };
const work = (id: string, changed: Partial<WorkDto> = {}): WorkDto => ({
  id, kind: 'group', state: 'open', account: { id: 'a', name: 'info' }, handler: null, offeredTo: [], reason: { code: '', sentence: '', routeId: null },
  receivedAt: '', takenAt: null, doneAt: null, dueAt: null, can: { ...no, done: true }, ...changed,
});
const item = (id: string, works?: WorkDto[], done = false): CenterItem => ({
  id, subject: '', preview: '', from: null, to: [], direction: 'incoming', receivedAt: '', attachmentCount: 0, automatic: 'none', accounts: [], links: [], work: works,
  threadId: null, conversation: 1, unread: false, done, snoozedUntil: null, tags: [], answered: false, notes: 0,
});
const told = ({ work: works, aside }: ReturnType<typeof planDone>) => ({ work: works.map((one) => one.work.id), aside: aside.map(({ id }) => id) });
const same = (one: WorkDto) => one;

describe('done', () => {
  it('puts mail aside, and what is aside already stays', () => {
    expect(told(planDone([item('1'), item('2', undefined, true)], { view: 'inbox', id: null }, ME, same))).toEqual({ work: [], aside: ['1'] });
  });
  it('finishes work where work is looked at, whoever has it', () => {
    expect(told(planDone([item('1', [work('w')])], { view: 'group', id: 'a' }, ME, same))).toEqual({ work: ['w'], aside: [] });
  });
  it('finishes one’s own work wherever one meets it, and puts only aside what is a colleague’s', () => {
    const mine = item('1', [work('w', { handler: { id: ME, name: 'Me' } })]);
    const theirs = item('2', [work('v', { handler: { id: 8, name: 'Bert' } })]);
    expect(told(planDone([mine, theirs], { view: 'all', id: null }, ME, same))).toEqual({ work: ['w'], aside: ['2'] });
  });
  it('does nothing to work that may not be finished', () => {
    expect(told(planDone([item('1', [work('w', { can: no })])], { view: 'group', id: 'a' }, ME, same))).toEqual({ work: [], aside: [] });
  });
  it('is taken back: mail comes back, work is opened again', () => {
    expect(told(planNotDone([item('1', undefined, true), item('2', [work('w', { state: 'done', can: { ...no, reopen: true } })]), item('3')], same))).toEqual({ work: ['w'], aside: ['1'] });
  });
});
