/** The plain text of a draft's HTML, as a person would have typed it: quotations with ">", lists with dashes and numbers, links with their address. */
import { Parser } from 'htmlparser2';

const PARAGRAPHS = new Set(['p', 'blockquote', 'ul', 'ol', 'dl', 'table', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figure', 'hr']);
const LINES = new Set(['div', 'li', 'tr', 'dt', 'dd', 'section', 'address', 'center', 'figcaption', 'caption', 'thead', 'tbody', 'tfoot']);

/** `html` is cleaned already: balanced, without scripts and styles. */
export function draftText(html: string): string {
  // Programs take everything below the delimiter for the signature (RFC 3676 section 4.3): above a quotation it would hide that.
  const quoteFollows = html.indexOf('data-email-quote', Math.max(0, html.indexOf('data-email-signature'))) > 0;
  const reading = new Reading(!quoteFollows);
  const parser = new Parser({
    onopentag: (name, attributes) => reading.open(name, attributes),
    onclosetag: (name) => reading.close(name),
    ontext: (text) => reading.text(text),
  }, { decodeEntities: true });
  parser.end(html);
  return reading.lines.toText();
}

class Reading {
  readonly lines = new TextLines();
  /** The last number of each open list; null: dashes. */
  private readonly lists: (number | null)[] = [];
  private readonly links: { href: string; at: number }[] = [];
  /** Of each open division, whether it is the signature. */
  private readonly divisions: boolean[] = [];
  private preformatted = 0;

  constructor(private readonly delimitsSignature: boolean) {}

  open(name: string, attributes: Record<string, string>): void {
    const { lines, lists } = this;
    if (PARAGRAPHS.has(name)) lines.paragraph(lists.length > 0 && (name === 'ul' || name === 'ol' || name === 'p'));
    else if (LINES.has(name)) lines.end();
    if (name === 'br') lines.breakLine();
    else if (name === 'hr') lines.add('---');
    else if (name === 'td' || name === 'th') lines.separate();
    else if (name === 'li') lines.bullet(bullet(lists));
    else if (name === 'div') this.openDivision(attributes);
    else if (name === 'a') this.links.push({ href: attributes.href ?? '', at: lines.length });
    else if (name === 'img' && attributes.alt) lines.add(`[${attributes.alt.replace(/\s+/g, ' ')}]`);
    else this.nest(name, 1);
  }

  close(name: string): void {
    const { lines, lists } = this;
    const link = name === 'a' ? this.links.pop() : undefined;
    if (link !== undefined) lines.add(shownLink(link.href, lines.since(link.at)));
    if (name === 'div' && this.divisions.pop() === true) lines.paragraph(false);
    if (PARAGRAPHS.has(name)) lines.paragraph(lists.length > 1 || (lists.length > 0 && name === 'p'));
    else if (name === 'li') lines.endItem();
    else if (LINES.has(name)) lines.end();
    this.nest(name, -1);
  }

  text(text: string): void {
    if (this.preformatted > 0) this.lines.addLines(text);
    else this.lines.addWords(text);
  }

  private nest(name: string, by: 1 | -1): void {
    if (name === 'blockquote') this.lines.depth += by;
    else if (name === 'pre') this.preformatted += by;
    else if (name !== 'ul' && name !== 'ol') return;
    else if (by === 1) this.lists.push(name === 'ol' ? 0 : null);
    else this.lists.pop();
  }

  private openDivision(attributes: Record<string, string>): void {
    const isSignature = attributes['data-email-signature'] !== undefined;
    this.divisions.push(isSignature);
    if (isSignature && this.delimitsSignature) this.lines.delimiter();
    else if (isSignature || attributes['data-email-quote'] !== undefined) this.lines.paragraph(false);
  }
}

function bullet(lists: (number | null)[]): string {
  const indent = '  '.repeat(Math.max(0, lists.length - 1));
  const number = lists.at(-1);
  if (number === undefined || number === null) return `${indent}- `;
  lists[lists.length - 1] = number + 1;
  return `${indent}${number + 1}. `;
}

/** The address behind what is shown, unless that tells it. */
function shownLink(href: string, shown: string): string {
  const bare = (url: string): string => url.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '').replace(/\/$/, '').toLowerCase();
  if (href === '' || bare(href) === bare(shown.trim())) return '';
  return ` <${href.replace(/^mailto:/i, '')}>`;
}

const DELIMITER = '-- ';

class TextLines {
  depth = 0;
  private readonly done: { depth: number; text: string }[] = [];
  private line = '';
  private hasContent = false;
  private gap = false;

  get length(): number {
    return this.done.length * 1_000_000 + this.line.length;
  }

  /** What was added to the line since `length` was that. */
  since(length: number): string {
    return Math.floor(length / 1_000_000) === this.done.length ? this.line.slice(length % 1_000_000) : '';
  }

  add(text: string): void {
    if (text === '') return;
    this.fillGap();
    this.line += text;
    this.hasContent = true;
  }

  /** What stands before an item; it begins no line of its own, so that a paragraph in the item follows it. */
  bullet(text: string): void {
    this.fillGap();
    this.line = text;
    this.hasContent = false;
  }

  addWords(text: string): void {
    const words = text.replace(/[\t\r\n\f ]+/g, ' ').replace(/\u00a0/g, ' ');
    if (words.trim() === '' && this.line === '') return;
    this.add(this.line === '' || this.line.endsWith(' ') ? words.replace(/^ /, '') : words);
  }

  addLines(text: string): void {
    text.split(/\r\n?|\n/).forEach((line, index) => {
      if (index > 0) this.push();
      this.add(line);
    });
  }

  breakLine(): void {
    this.fillGap();
    this.push();
  }

  /** Ends the line unless nothing stands in it. */
  end(): void {
    if (this.hasContent) this.push();
  }

  /** Ends an item; one without words loses what stands before it. */
  endItem(): void {
    this.end();
    this.line = '';
  }

  /** Ends the line; an empty one follows before anything else does, unless it is `close`. */
  paragraph(close: boolean): void {
    this.end();
    if (!close && this.done.length > 0) this.gap = true;
  }

  /** Cells of a row. */
  separate(): void {
    if (this.hasContent) this.line = `${this.line.trimEnd()}   `;
  }

  /** The line above a signature (RFC 3676 section 4.3): its space at the end belongs to it. */
  delimiter(): void {
    this.paragraph(false);
    this.fillGap();
    this.done.push({ depth: this.depth, text: DELIMITER });
  }

  toText(): string {
    this.end();
    const texts = this.done.map(({ depth, text }) => {
      const kept = text === DELIMITER ? text : text.trimEnd();
      return depth === 0 ? kept : `${'>'.repeat(depth)} ${kept}`.trimEnd();
    });
    return `${texts.join('\n').replace(/^\n+|\n+$/g, '')}\n`.replace(/^\n$/, '');
  }

  private fillGap(): void {
    if (!this.gap) return;
    this.gap = false;
    const before = this.done.at(-1);
    if (before !== undefined && before.text !== '' && before.text !== DELIMITER) this.done.push({ depth: Math.min(before.depth, this.depth), text: '' });
  }

  private push(): void {
    this.done.push({ depth: this.depth, text: this.line });
    this.line = '';
    this.hasContent = false;
  }
}
