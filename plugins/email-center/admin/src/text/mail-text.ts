import { beginsOriginal, isForwardLine, isIntroduction } from './quote-lines';

/** One piece of a text: words, or an address of the web. */
export interface TextPiece {
  text: string;
  href: string | null;
}
/** A run of lines: what the person wrote, what was quoted from an earlier message, or the signature. */
export interface TextBlock {
  kind: 'written' | 'quoted' | 'signature';
  text: string;
  /** Of a quotation: shown on demand only. Short ones between the lines of an answer stay, because the answer is about them. */
  folded: boolean;
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g;

/** Finds web addresses, without the punctuation that ends the sentence around them. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const found of text.matchAll(WEB_ADDRESS)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), href: null });
    pieces.push({ text: found[0], href: found[0] });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}

type Kind = TextBlock['kind'];
const isBlank = (line: string) => line.trim() === '';

/** Where all that follows is an earlier message; the number of lines where none does. */
function endOfWritten(lines: readonly string[], forwards: boolean): number {
  if (forwards) return lines.length;
  for (let at = 0; at < lines.length; at += 1) {
    if (isForwardLine(lines[at] ?? '')) return lines.length;
    if (beginsOriginal(lines.slice(at, at + 10))) return at;
  }
  return lines.length;
}

/** "Anna wrote:" stands above what is quoted, sometimes wrapped, and belongs to it. */
function markIntroductions(lines: readonly string[], kinds: Kind[]): void {
  for (let at = 1; at < lines.length; at += 1) {
    if (kinds[at] !== 'quoted' || kinds[at - 1] === 'quoted') continue;
    let last = at - 1;
    while (last >= 0 && isBlank(lines[last] ?? '')) last -= 1;
    for (let first = last; first >= Math.max(0, last - 2); first -= 1) {
      if (!isIntroduction(lines.slice(first, last + 1).join('\n'))) continue;
      kinds.fill('quoted', first, at);
      break;
    }
  }
}

function kindsOf(lines: readonly string[], forwards: boolean): Kind[] {
  const end = endOfWritten(lines, forwards);
  const kinds = lines.map((line, at): Kind => (at >= end || line.startsWith('>') ? 'quoted' : 'written'));
  markIntroductions(lines, kinds);
  // RFC 3676 section 4.3: "-- " on a line of its own. Some programs lose the space.
  const signature = lines.findIndex((line, at) => kinds[at] === 'written' && /^-- ?$/.test(line));
  if (signature !== -1) for (let at = signature; at < lines.length && kinds[at] === 'written'; at += 1) kinds[at] = 'signature';
  return kinds;
}

/** So many quoted lines between the lines of an answer are read with it. */
const SHORT_QUOTE = 6;

/**
 * Splits a plain text body into what was written, quoted and signed. What is quoted at the end, and what is long, is to be folded;
 * unless nothing else is there, or the message `forwards` another one, which is then what it is about.
 */
export function blocksOf(text: string, forwards = false): TextBlock[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kinds = kindsOf(lines, forwards);
  const blocks: TextBlock[] = [];
  lines.forEach((line, at) => {
    const kind = kinds[at] ?? 'written';
    const last = blocks.at(-1);
    if (last && last.kind === kind) last.text += `\n${line}`;
    else blocks.push({ kind, text: line, folded: false });
  });
  const shown = blocks.filter((block) => !isBlank(block.text));
  const lastWritten = shown.map(({ kind }) => kind).lastIndexOf('written');
  if (forwards || lastWritten === -1) return shown;
  return shown.map((block, at) => ({ ...block, folded: block.kind === 'quoted' && (at > lastWritten || block.text.split('\n').length > SHORT_QUOTE) }));
}
