import { describe, expect, it } from 'vitest';
import type { Text } from '../../../text/text';
import { tryOf, withRefusals, type RouteValues } from './route-form';

const text = ((key: string, values?: object) => `${key} ${JSON.stringify(values)}`) as unknown as Text;
const person = (id: string) => ({ id, name: `Person ${id}`, detail: '', problem: null });
const values: RouteValues = { from: person('karin'), users: [person('1'), person('2')], note: '' };

describe('the form of a rule', () => {
  it('shows each refusal at the person it is about, and takes it back when the reason is gone', () => {
    const refused = withRefusals(text, values, [{ side: 'to', code: 'user-inactive', name: 'Person 2', sentence: '', userId: 2 }]);
    expect([refused.from?.problem, ...refused.users.map(({ problem }) => problem)]).toEqual([null, null, 'route.refusal.user-inactive {"name":"Person 2"}']);
    expect(withRefusals(text, refused, []).users[1]?.problem).toBeNull();
    expect(withRefusals(text, refused, undefined)).toBe(refused);
  });
  it('tries nothing as long as there is nobody to route from', () => {
    expect(tryOf(undefined, { from: null, users: values.users })).toBeNull();
    expect(tryOf('r1', values)).toEqual({ id: 'r1', from: 'karin', userIds: [1, 2], note: '' });
  });
});
