import { describe, expect, it } from 'vitest';
import { isTrusted, trust } from './trusted-senders';

function store(kept: Record<string, string> = {}) {
  return { getItem: (key: string) => kept[key] ?? null, setItem: (key: string, value: string) => void (kept[key] = value) };
}

describe('a sender whose images are shown', () => {
  it('is trusted by the person who said so, however the address is written', () => {
    const kept = store();
    trust(kept, 1, 'Anna@People.test');
    expect([isTrusted(kept, 1, 'anna@people.test'), isTrusted(kept, 2, 'anna@people.test'), isTrusted(kept, 1, 'bert@people.test')]).toEqual([true, false, false]);
  });
  it('is not the one without an address', () => {
    const kept = store();
    trust(kept, 1, '');
    expect(isTrusted(kept, 1, '')).toBe(false);
  });
  it('is nobody where something else was kept under that name', () => {
    for (const value of ['not json', '{"a":1}', 'null']) expect(isTrusted(store({ 'email-center.images.1': value }), 1, 'anna@people.test')).toBe(false);
  });
  it('is forgotten after five hundred others', () => {
    const kept = store();
    for (let number = 0; number <= 500; number += 1) trust(kept, 1, `${number}@people.test`);
    expect([isTrusted(kept, 1, '0@people.test'), isTrusted(kept, 1, '1@people.test')]).toEqual([false, true]);
  });
});
