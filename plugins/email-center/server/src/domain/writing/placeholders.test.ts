import { describe, expect, it } from 'vitest';
import { fillPlaceholders, placeholdersIn } from './placeholders';

const values = new Map([['record.firstName', 'Anna <b>'], ['user.name', 'Petra'], ['record.note', 'one\ntwo'], ['record.empty', ' '], ['record.none', null]]);

describe('placeholders', () => {
  it('are filled with text that stays text', () => {
    expect(fillPlaceholders('<p>Dear {{record.firstName}} &amp; {{ user.name }}</p>', values, 'html')).toEqual({ filled: '<p>Dear Anna &lt;b&gt; &amp; Petra</p>', missing: [] });
  });

  it('keep line breaks in a text and none in a subject', () => {
    expect(fillPlaceholders('{{record.note}}', values, 'html').filled).toBe('one<br>two');
    expect(fillPlaceholders('{{record.note}}', values, 'line').filled).toBe('one two');
  });

  it('without a value stay as they are and are told, each once', () => {
    expect(fillPlaceholders('{{record.none}} {{record.empty}} {{other}} {{other}}', values, 'html')).toEqual({ filled: '{{record.none}} {{record.empty}} {{other}} {{other}}', missing: ['record.none', 'record.empty', 'other'] });
  });

  it('are not looked for in what was filled in', () => {
    expect(fillPlaceholders('{{a}}', new Map([['a', '{{user.name}}'], ['user.name', 'x']]), 'html').filled).toBe('{{user.name}}');
  });

  it('are told apart from other braces', () => {
    expect(placeholdersIn('{{a}} {{ b.c }} {{a}} {{}} {{1}} {d} {{e f}}')).toEqual(['a', 'b.c']);
  });
});
