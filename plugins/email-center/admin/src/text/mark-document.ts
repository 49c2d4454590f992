import { findHits, type Phrase, type Place } from '../../../shared/text/find-hits';

/** Characters of a body that are looked through. */
const LOOKED_AT = 500_000;
/** What a browser does not read as text of the page, and what draws by rules of its own. */
const NO_TEXT = 'style, script, title, textarea, noscript, template, svg, math, select';

/**
 * Marks in a parsed body what was looked for; a phrase also where its words stand in several elements. Returns how often it was found. Only
 * elements of ours are put around text that is there already: nothing is parsed anew.
 */
export function markBody(body: HTMLElement, phrases: readonly Phrase[]): number {
  if (phrases.length === 0) return 0;
  const pieces = textOf(body);
  const whole = pieces.map(({ node }) => node.data).join('\n');
  const hits = findHits(whole.slice(0, LOOKED_AT), phrases);
  markPieces(pieces, hits);
  return hits.length;
}

/** Both are in their order, so that each is looked at once: a large body may have thousands of either. */
function markPieces(pieces: readonly { node: Text; at: number }[], hits: readonly Place[]): void {
  let first = 0;
  for (const { node, at } of pieces) {
    const end = at + node.data.length;
    while (first < hits.length && hits[first]!.end <= at) first += 1;
    const within: Place[] = [];
    for (let index = first; index < hits.length && hits[index]!.at < end; index += 1) within.push({ at: Math.max(hits[index]!.at, at) - at, end: Math.min(hits[index]!.end, end) - at });
    markNode(node, within);
  }
}

/** How often it was found in a body that is only asked about. */
export function countHits(html: string, phrases: readonly Phrase[]): number {
  if (phrases.length === 0) return 0;
  return markBody(new DOMParser().parseFromString(html, 'text/html').body, phrases);
}

function textOf(body: HTMLElement): { node: Text; at: number }[] {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const pieces: { node: Text; at: number }[] = [];
  let at = 0;
  while (at < LOOKED_AT && walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest(NO_TEXT)) continue;
    pieces.push({ node, at });
    at += node.data.length + 1;
  }
  return pieces;
}

/** From the last to the first: what stands before keeps its place. */
function markNode(node: Text, hits: readonly Place[]): void {
  for (const { at, end } of [...hits].reverse()) {
    const hit = node.splitText(at);
    hit.splitText(end - at);
    const mark = node.ownerDocument.createElement('mark');
    mark.dataset.hit = '';
    hit.replaceWith(mark);
    mark.append(hit);
  }
}
