import { describe, expect, it } from 'vitest';
import { insertSuggestion } from './insert-suggestion';

describe('a suggestion that was chosen', () => {
  it('stands in place of what was typed of it, with a space behind', () => {
    expect(insertSuggestion('invoice fro', { insert: 'from:anna@example.org', at: 8, length: 3 })).toEqual({ q: 'invoice from:anna@example.org ', at: 30 });
  });
  it('that wants a value gets no space', () => expect(insertSuggestion('fr', { insert: 'from:', at: 0, length: 2 })).toEqual({ q: 'from:', at: 5 }));
  it('leaves what stands behind it, with one space between', () => {
    expect(insertSuggestion('is: invoice', { insert: 'is:unread', at: 0, length: 3 })).toEqual({ q: 'is:unread invoice', at: 10 });
  });
});
