import { describe, expect, it } from 'vitest';
import { blocksOf, piecesOf } from './mail-text';

describe('web addresses in a plain text', () => {
  it('are found without the punctuation that ends the sentence', () => {
    expect(piecesOf('See https://example.com/a?b=1, please.')).toEqual([
      { text: 'See ', href: null },
      { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
      { text: ', please.', href: null },
    ]);
  });
  it('are only those of the web: a script is never a link', () => {
    expect(piecesOf('javascript:alert(1) data:text/html,x').every(({ href }) => href === null)).toBe(true);
  });
  it('lose nothing of the text', () => {
    const text = 'a http://x.example/(b) c';
    expect(piecesOf(text).map((piece) => piece.text).join('')).toBe(text);
  });
});

describe('quotations', () => {
  it('are runs of lines that begin with a bracket', () => {
    expect(blocksOf('Hello\n> one\n>> two\r\nBye')).toEqual([
      { quoted: false, text: 'Hello' },
      { quoted: true, text: '> one\n>> two' },
      { quoted: false, text: 'Bye' },
    ]);
  });
  it('leave no empty blocks between them', () => {
    expect(blocksOf('\n\n> a\n\n')).toEqual([{ quoted: true, text: '> a' }]);
  });
});
