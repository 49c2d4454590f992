/** The text of an HTML body, for search and preview. Reads tags as they come, without a tree: depth costs nothing. */
import { Tokenizer } from 'htmlparser2';

/** Break the line before and after. */
const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form',
  'header', 'hr', 'li', 'main', 'menu', 'nav', 'ol', 'option', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul', 'caption', 'body', 'html',
]);
/** Break the line and leave an empty one. */
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Their content is no text. */
const SILENT = new Set(['script', 'style', 'title']);

/** At most `maxChars` characters of text (plus the rest of the last piece). */
export function htmlToText(html: string, maxChars: number): string {
  const writer = new TextWriter(html, maxChars);
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, writer);
  writer.stop = () => tokenizer.pause();
  tokenizer.write(html);
  tokenizer.end();
  return writer.text();
}

const nothing = (): void => undefined;

class TextWriter {
  stop = nothing;
  private readonly pieces: string[] = [];
  private length = 0;
  /** Line ends and space owed before the next text. */
  private breaks = 0;
  private space = false;
  private silent: string | null = null;
  private preDepth = 0;

  constructor(private readonly html: string, private readonly maxChars: number) {}

  text(): string {
    return this.pieces.join('');
  }

  ontext = (start: number, end: number): void => {
    if (this.silent === null) this.add(this.html.slice(start, end));
  };

  ontextentity = (codepoint: number): void => {
    if (this.silent === null && codepoint !== 0) this.add(String.fromCodePoint(codepoint));
  };

  onopentagname = (start: number, end: number): void => {
    const name = this.html.slice(start, end).toLowerCase();
    if (SILENT.has(name)) this.silent = name;
    if (this.silent !== null) return;
    if (name === 'pre') this.preDepth += 1;
    if (name === 'br') this.owe(Math.min(this.breaks + 1, 3));
    else this.breakAt(name);
    if (name === 'li') this.add('- ');
    if (name === 'hr') this.breaks = Math.max(this.breaks, 1);
  };

  onclosetag = (start: number, end: number): void => {
    const name = this.html.slice(start, end).trim().toLowerCase();
    if (this.silent !== null) {
      if (name === this.silent) this.silent = null;
      return;
    }
    if (name === 'pre' && this.preDepth > 0) this.preDepth -= 1;
    if (name === 'td' || name === 'th') this.space = true;
    this.breakAt(name);
  };

  onattribdata = nothing;
  onattribentity = nothing;
  onattribend = nothing;
  onattribname = nothing;
  oncdata = nothing;
  oncomment = nothing;
  ondeclaration = nothing;
  onend = nothing;
  onopentagend = nothing;
  onselfclosingtag = nothing;
  onprocessinginstruction = nothing;

  private breakAt(name: string): void {
    if (BLOCKS.has(name)) this.owe(Math.max(this.breaks, 1));
    else if (PARAGRAPHS.has(name)) this.owe(Math.max(this.breaks, 2));
  }

  private owe(breaks: number): void {
    this.breaks = breaks;
    this.space = false;
  }

  private add(raw: string): void {
    const text = this.preDepth > 0 ? raw : raw.replace(/[\s\u00a0]+/g, ' ');
    if (text === ' ' || text === '') {
      this.space = this.space || text === ' ';
      return;
    }
    const lead = text.charCodeAt(0) === 32 && this.preDepth === 0;
    const trail = text.charCodeAt(text.length - 1) === 32 && this.preDepth === 0;
    let before = '';
    if (this.breaks > 0 && this.length > 0) before = '\n'.repeat(this.breaks);
    else if ((this.space || lead) && this.length > 0) before = ' ';
    const words = text.slice(lead ? 1 : 0, trail ? -1 : undefined);
    this.pieces.push(before, words);
    this.length += before.length + words.length;
    this.breaks = 0;
    this.space = trail;
    if (this.length >= this.maxChars) this.stop();
  }
}
