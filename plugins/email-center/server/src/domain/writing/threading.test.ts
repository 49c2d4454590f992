import { describe, expect, it } from 'vitest';
import { threadingOfReply } from './threading';

describe('an answer', () => {
  it('names the original, and refers to what that referred to', () => {
    expect(threadingOfReply({ messageId: 'c@x', inReplyTo: ['b@x'], references: ['a@x', 'b@x'] })).toEqual({ inReplyTo: ['c@x'], references: ['a@x', 'b@x', 'c@x'] });
  });

  it('refers to what the original answers, when it has no references', () => {
    expect(threadingOfReply({ messageId: 'c@x', inReplyTo: ['b@x'], references: [] }).references).toEqual(['b@x', 'c@x']);
    expect(threadingOfReply({ messageId: 'c@x', inReplyTo: ['a@x', 'b@x'], references: [] }).references).toEqual(['c@x']);
  });

  it('stays in the conversation of an original without a Message-ID', () => {
    expect(threadingOfReply({ messageId: null, inReplyTo: [], references: ['a@x'] })).toEqual({ inReplyTo: [], references: ['a@x'] });
    expect(threadingOfReply({ messageId: null, inReplyTo: [], references: [] })).toEqual({ inReplyTo: [], references: [] });
  });

  it('names each message once, the original last', () => {
    expect(threadingOfReply({ messageId: 'a@x', inReplyTo: [], references: ['a@x', 'b@x', 'b@x'] }).references).toEqual(['b@x', 'a@x']);
  });

  it('keeps the first and the nearest of very many', () => {
    const references = Array.from({ length: 500 }, (_, index) => `${index}@x`);
    const kept = threadingOfReply({ messageId: 'last@x', inReplyTo: [], references }).references;
    expect(kept).toHaveLength(40);
    expect([kept[0], kept[1], kept.at(-2), kept.at(-1)]).toEqual(['0@x', '462@x', '499@x', 'last@x']);
  });

  it('keeps few of very long ones', () => {
    const references = Array.from({ length: 30 }, (_, index) => `${index}${'x'.repeat(900)}@x`);
    const kept = threadingOfReply({ messageId: 'last@x', inReplyTo: [], references }).references;
    expect(kept.join(' ').length).toBeLessThan(6_100);
    expect(kept[0]).toBe(references[0]);
    expect(kept.at(-1)).toBe('last@x');
  });
});
