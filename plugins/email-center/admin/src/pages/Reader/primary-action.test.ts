import { describe, expect, it } from 'vitest';
import type { WorkDto } from '../../../../shared/contracts';
import { primaryAction } from './primary-action';

const no = { take: false, takeOver: false, release: false, handOver: false, assign: false, done: false, reopen: false, due: false };
const work = (values: object): WorkDto[] => [{ state: 'open', handler: null, can: no, ...values } as unknown as WorkDto];
const link = { recordType: 'c', recordId: '1', typeName: 'C', label: 'x', reasons: [] };
const incoming = { direction: 'incoming', answered: false, automatic: 'none' } as const;
const given = (message: object = {}, others: object = {}) =>
  primaryAction({ message: { links: [link], ...message }, newest: incoming, done: false, mayLink: true, maySend: true, ...others });

describe('the one thing to do next', () => {
  it('is to take what is offered, before anything else', () => {
    expect(given({ links: [], work: work({ can: { ...no, take: true } }) })).toBe('take');
  });
  it('is to link what belongs to nobody', () => {
    expect(given({ links: [] })).toBe('link');
  });
  it('is to answer what is mine and waits', () => {
    expect(given({ work: work({ handler: { id: 1, name: 'me' }, can: { ...no, done: true } }) })).toBe('reply');
    expect(given()).toBe('reply');
  });
  it('is nothing of what is done, answered, sent, automatic, or somebody else\'s', () => {
    expect([
      given({}, { done: true }), given({ work: work({ state: 'done' }) }), given({}, { newest: { ...incoming, answered: true } }), given({}, { newest: { ...incoming, direction: 'outgoing' } }),
      given({}, { newest: { ...incoming, automatic: 'list' } }), given({ work: work({ handler: { id: 2, name: 'other' } }) }), given({ view: 'subject' }),
    ]).toEqual([null, null, null, null, null, null, null]);
  });
  it('is never what the person may not do', () => {
    expect([given({ links: [] }, { mayLink: false, maySend: false }), given({}, { maySend: false })]).toEqual([null, null]);
  });
});
