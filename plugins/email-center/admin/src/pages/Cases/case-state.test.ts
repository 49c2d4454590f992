import { describe, expect, it } from 'vitest';
import { dueTone, reasonKey } from './case-state';

describe('the date of a case', () => {
  const now = Date.parse('2026-11-12T09:00:00.000Z');
  const work = (dueAt: string | null, state: 'open' | 'done' = 'open') => ({ dueAt, state });
  it('warns on its last day and shouts when it is past, as long as the case is open', () => {
    expect(dueTone(work('2026-11-14T12:00:00.000Z'), now)).toBe('neutral');
    expect(dueTone(work('2026-11-12T20:00:00.000Z'), now)).toBe('warning');
    expect(dueTone(work('2026-11-11T20:00:00.000Z'), now)).toBe('danger');
    expect(dueTone(work('2026-11-11T20:00:00.000Z', 'done'), now)).toBe('neutral');
    expect(dueTone(work(null), now)).toBe('neutral');
  });
});

describe('why a case is whose', () => {
  it('has a text for each reason, also for one this panel does not know', () => {
    expect(reasonKey('route-inactive')).toBe('case.reason.route-inactive');
    expect(reasonKey('something new')).toBe('case.reason.no-route');
  });
});
