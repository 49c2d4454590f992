import { describe, expect, it } from 'vitest';
import { readMessageIds } from './message-ids';

describe('ids of a field that fills a whole header section', () => {
  const ids = Array.from({ length: 400_000 }, (_, i) => `${i}@b`);

  it.each([
    ['in brackets', ids.map((id) => `<${id}>`).join(' ')],
    ['in brackets without space', ids.map((id) => `<${id}>`).join('')],
    ['without brackets', ids.join(' ')],
  ])('are the first and the last ones, %s', (_, raw) => {
    expect(readMessageIds(raw)).toEqual([ids[0], ...ids.slice(-199)]);
  });
});
