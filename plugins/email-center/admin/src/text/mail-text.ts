/** One piece of a text: words, or an address of the web. */
export interface TextPiece {
  text: string;
  href: string | null;
}
/** A run of lines a person wrote, or one that was quoted from an earlier message. */
export interface TextBlock {
  quoted: boolean;
  text: string;
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

/** Splits a plain text body into written and quoted (">") runs, so that quotations can be folded. */
export function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const quoted = line.startsWith('>');
    const last = blocks.at(-1);
    if (last && last.quoted === quoted) last.text += `\n${line}`;
    else blocks.push({ quoted, text: line });
  }
  return blocks.filter((block) => block.text.trim() !== '');
}
