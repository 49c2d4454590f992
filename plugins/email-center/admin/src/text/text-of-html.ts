/** A piece of HTML as far as its text needs it: `tag` is null for text. */
export interface HtmlPiece {
  tag: string | null;
  text: string;
  attributes: Record<string, string>;
  children: HtmlPiece[];
}

const BLOCKS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'pre', 'table', 'tr', 'section', 'article', 'header', 'footer', 'hr', 'li']);
/** Apart from what stands before and after by an empty line. */
const APART = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'pre', 'table']);
const SILENT = new Set(['script', 'style', 'head', 'title', 'template']);

const indented = (lines: string, first: string, rest: string): string => lines.split('\n').map((line, index) => (index === 0 ? first : rest) + line).join('\n').replace(/[ \t]+$/gm, '');
const quoted = (lines: string): string => lines.split('\n').map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd())).join('\n');

function linkText({ attributes, children }: HtmlPiece): string {
  const shown = textOfPieces(children);
  const href = attributes.href ?? '';
  const plain = href.replace(/^mailto:/, '');
  return href === '' || href.startsWith('#') || plain === shown.trim() || plain.replace(/^https?:\/\/|\/$/g, '') === shown.trim() ? shown : `${shown} <${plain}>`;
}

/** Lists within lists are indented by their mark. */
function listText({ tag, children }: HtmlPiece): string {
  let number = 0;
  return children.filter((child) => child.tag === 'li').map((item) => {
    number += 1;
    const mark = tag === 'ol' ? `${number}. ` : '- ';
    return indented(textOfPieces(item.children).trim().replace(/\n\n+/g, '\n'), mark, ' '.repeat(mark.length));
  }).join('\n');
}

function blockText(piece: HtmlPiece): string {
  if (piece.tag === 'ul' || piece.tag === 'ol') return listText(piece);
  if (piece.tag === 'hr') return '-'.repeat(20);
  if (piece.tag === 'pre') return rawText(piece);
  const inner = textOfPieces(piece.children).replace(/^\n+|\s+$/g, '');
  if (piece.tag === 'blockquote') return quoted(inner);
  // What marks a signature to every mail program (RFC 3676 section 4.3).
  if ('data-email-signature' in piece.attributes) return inner === '' ? '' : `-- \n${inner}`;
  return inner;
}

const rawText = ({ tag, text, children }: HtmlPiece): string => (tag === null ? text : tag === 'br' ? '\n' : children.map(rawText).join(''));

function inlineText(piece: HtmlPiece): string {
  if (piece.tag === null) return piece.text.replace(/[ \t\r\n\f]+/g, ' ');
  if (piece.tag === 'br') return '\n';
  if (piece.tag === 'img') return piece.attributes.alt ? `[${piece.attributes.alt}]` : '';
  if (piece.tag === 'a') return linkText(piece);
  return piece.tag === 'td' || piece.tag === 'th' ? `${textOfPieces(piece.children).trim()} ` : textOfPieces(piece.children);
}

/** The text of HTML as a person would have typed it: lists with their marks, quotations with `>`, links with their address behind them. */
export function textOfPieces(pieces: readonly HtmlPiece[]): string {
  let text = '';
  /** Line ends owed before the next text. */
  let owed = 0;
  const add = (more: string) => {
    if (more === '') return;
    text = text === '' || owed === 0 ? text + more : text.replace(/[ \t]+$/, '') + '\n'.repeat(Math.max(0, owed - (/\n*$/.exec(text)?.[0].length ?? 0))) + more;
    owed = 0;
  };
  for (const piece of pieces) {
    if (piece.tag !== null && SILENT.has(piece.tag)) continue;
    if (piece.tag !== null && BLOCKS.has(piece.tag)) {
      const apart = APART.has(piece.tag) || 'data-email-signature' in piece.attributes || 'data-email-quote' in piece.attributes ? 2 : 1;
      const inner = blockText(piece);
      // An empty paragraph is an empty line that somebody wanted.
      if (inner === '' && piece.tag === 'p' && text !== '') {
        owed = Math.max(owed, 2) + (owed >= 2 ? 1 : 0);
        continue;
      }
      owed = text === '' ? 0 : Math.max(owed, apart);
      add(inner);
      if (inner !== '') owed = apart;
    } else {
      const inner = inlineText(piece);
      add(owed > 0 || text === '' || text.endsWith('\n') ? inner.replace(/^[ \t]+/, '') : inner);
    }
  }
  return text;
}

function pieceOf(node: Node): HtmlPiece {
  if (node.nodeType === 3) return { tag: null, text: node.nodeValue ?? '', attributes: {}, children: [] };
  const attributes = node instanceof Element ? Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])) : {};
  return { tag: node.nodeName.toLowerCase(), text: '', attributes, children: [...node.childNodes].filter(({ nodeType }) => nodeType === 1 || nodeType === 3).map(pieceOf) };
}

/** `textOfPieces` of a string; in a browser. */
export function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return textOfPieces(pieceOf(body).children).trim();
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Typed text as HTML: a paragraph for each block of lines. */
export const htmlOfText = (text: string): string =>
  text.replace(/\r\n/g, '\n').split(/\n{2,}/).map((block) => `<p>${block.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char).replace(/\n/g, '<br>')}</p>`).join('');
