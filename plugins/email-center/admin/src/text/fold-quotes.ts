import { beginsOriginal, isForwardLine, isIntroduction } from './quote-lines';

/** Quotations longer than this are folded also where an answer follows them, in characters. */
const SHORT_QUOTE = 600;
/** Pieces of text looked through for the beginning of an earlier message, where no program marked it. */
const MOST_PIECES = 2_000;
const HEADER_PIECES = 16;

const isEmpty = (body: HTMLElement) => (body.textContent ?? '').trim() === '' && body.querySelector('img') === null;

/**
 * Takes out of a parsed body what it repeats of earlier messages, by the marks the server left (`data-quote`) and by the lines that
 * programs write; returns whether anything was. What remains would have to be more than nothing, and what is passed on is no quotation.
 */
export function foldQuotes(body: HTMLElement): boolean {
  const whole = body.innerHTML;
  const found = [takeRest(body), takeWhole(body)].some(Boolean);
  if (!found) return false;
  dropLastLine(body);
  if (!isEmpty(body)) return true;
  body.innerHTML = whole;
  return false;
}

function takeRest(body: HTMLElement): boolean {
  const marked = body.querySelector('[data-quote="rest"]');
  const start = marked ?? (body.querySelector('[data-quote="whole"]') === null ? writtenStart(body) : null);
  if (start === null || isForwardLine(textBefore(start).at(-1) ?? '')) return false;
  const range = body.ownerDocument.createRange();
  range.setStartBefore(start);
  range.setEndAfter(body.lastChild ?? start);
  range.deleteContents();
  return true;
}

/** Last first: what comes after a quotation may be one itself. */
function takeWhole(body: HTMLElement): boolean {
  let taken = false;
  for (const quote of [...body.querySelectorAll('[data-quote="whole"]')].reverse()) {
    const written = (quote.textContent ?? '').trim();
    if (quote.parentElement?.closest('[data-quote="whole"]') || isForwardLine(written)) continue;
    if (hasTextAfter(body, quote) && written.length <= SHORT_QUOTE) continue;
    introductionOf(quote)?.remove();
    quote.remove();
    taken = true;
  }
  return taken;
}

function hasTextAfter(body: HTMLElement, element: Element): boolean {
  const range = body.ownerDocument.createRange();
  range.setStartAfter(element);
  range.setEndAfter(body.lastChild ?? element);
  return range.toString().trim() !== '';
}

/** "Anna wrote:" right before the quotation. */
function introductionOf(quote: Element): ChildNode | null {
  let before: ChildNode | null = quote.previousSibling;
  while (before !== null && (before.textContent ?? '').trim() === '') before = before.previousSibling;
  if (before === null) return null;
  const marked = before instanceof Element && before.getAttribute('data-quote') === 'introduction';
  return marked || isIntroduction((before.textContent ?? '').replace(/\s+/g, ' ')) ? before : null;
}

/** Where "-----Original Message-----" or "From, Sent, To, Subject" stands, with whatever holds nothing before it. */
function writtenStart(body: HTMLElement): Node | null {
  const pieces = textPieces(body);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || !beginsOriginal(linesFrom(pieces, at))) continue;
    if (isForwardLine(pieces[at - 1]?.data ?? '')) return null;
    let start: Node = piece;
    while (start.parentNode !== null && start.parentNode !== body && textBefore(start, start.parentNode).length === 0) start = start.parentNode;
    return start;
  }
  return null;
}

function textPieces(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const pieces: Text[] = [];
  while (pieces.length < MOST_PIECES && walker.nextNode()) {
    const piece = walker.currentNode as Text;
    if (piece.data.trim() !== '') pieces.push(piece);
  }
  return pieces;
}

/** The name of a field and what it says are often pieces of their own. */
function linesFrom(pieces: readonly Text[], at: number): string[] {
  const lines: string[] = [];
  for (const { data } of pieces.slice(at, at + HEADER_PIECES)) {
    const text = data.replace(/\s+/g, ' ').trim();
    const last = lines.at(-1);
    if (last?.endsWith(':')) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines;
}

/** The pieces of text before a node, within `within` or the whole document. */
function textBefore(node: Node, within: Node = node.ownerDocument?.body ?? node): string[] {
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEndBefore(node);
  return range.toString().split('\n').map((line) => line.trim()).filter(Boolean);
}

/** The rule and the empty lines that stood between the answer and what it answers. */
function dropLastLine(body: HTMLElement): void {
  for (let last = body.lastElementChild; last && (last.tagName === 'HR' || last.tagName === 'BR') && (last.nextSibling?.textContent ?? '').trim() === ''; last = body.lastElementChild) last.remove();
}
