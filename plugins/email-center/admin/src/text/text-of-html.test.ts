import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { htmlOfText, textOfPieces, type HtmlPiece } from './text-of-html';

interface Parsed {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: Parsed[];
}
const pieceOf = ({ type, name, data, attribs, children }: Parsed): HtmlPiece => ({ tag: type === 'text' ? null : (name ?? ''), text: data ?? '', attributes: attribs ?? {}, children: (children ?? []).map(pieceOf) });
const textOf = (html: string): string => textOfPieces((parseDocument(html).children as unknown as Parsed[]).map(pieceOf)).trim();

describe('the text of a formatted message', () => {
  it.each([
    ['keeps paragraphs apart', '<p>Guten Tag,</p><p>danke.</p>', 'Guten Tag,\n\ndanke.'],
    ['keeps the lines of one paragraph', '<p>eins<br>zwei</p>', 'eins\nzwei'],
    ['puts the divs of other programs on lines of their own', '<div>eins</div><div>zwei</div>', 'eins\nzwei'],
    ['runs over formatting', '<p>ganz <strong>wichtig</strong>, <em>wirklich</em></p>', 'ganz wichtig, wirklich'],
    ['makes white space what it looks like', '<p>\n  viel \n  Platz  </p>\n', 'viel Platz'],
    ['marks lists', '<p>Bitte:</p><ul><li><p>Zeugnis</p></li><li><p>Foto</p></li></ul><ol><li>eins</li><li>zwei</li></ol>', 'Bitte:\n\n- Zeugnis\n- Foto\n\n1. eins\n2. zwei'],
    ['indents lists within lists', '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>', '- a\n  - b'],
    ['quotes, also what was quoted before', '<blockquote><p>neu</p><blockquote><p>alt</p></blockquote></blockquote>', '> neu\n>\n>> alt'],
    ['names where a link goes', '<p>siehe <a href="https://example.de/stelle">die Stelle</a></p>', 'siehe die Stelle <https://example.de/stelle>'],
    ['does not say an address twice', '<p><a href="mailto:a@example.de">a@example.de</a> <a href="https://example.de/">example.de</a></p>', 'a@example.de example.de'],
    ['names pictures', '<p><img src="cid:x" alt="Logo"><img src="cid:y"></p>', '[Logo]'],
    ['marks the signature as mail programs do', '<p>Gruß</p><div data-email-signature><p>Petra</p><p>Kontor Nord</p></div>', 'Gruß\n\n-- \nPetra\n\nKontor Nord'],
    ['says nothing for a signature that is empty', '<p>Gruß</p><div data-email-signature><p></p></div>', 'Gruß'],
    ['keeps code as it is', '<pre>a\n  b</pre>', 'a\n  b'],
    ['leaves out what is not text', '<style>p{}</style><p>Text</p><script>x()</script>', 'Text'],
    ['keeps an empty line that was wanted', '<p>a</p><p></p><p>b</p>', 'a\n\n\nb'],
  ])('%s', (_what, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

describe('typed text as HTML', () => {
  it('has a paragraph for each block and a break for each line', () => {
    expect(htmlOfText('eins\nzwei\n\ndrei')).toBe('<p>eins<br>zwei</p><p>drei</p>');
  });
  it('cannot become formatting', () => {
    expect(htmlOfText('<b>"a" & b</b>')).toBe('<p>&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;</p>');
  });
  it('comes back as it was', () => {
    expect(textOf(htmlOfText('Guten Tag,\n\neins & <zwei>\ndrei'))).toBe('Guten Tag,\n\neins & <zwei>\ndrei');
  });
});
