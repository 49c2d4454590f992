/** Takes out what is nested too deeply, before a reader with a stack sees it. */
import { Tokenizer } from 'htmlparser2';

const VOID = new Set(['area', 'base', 'basefont', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const nothing = (): void => undefined;

/**
 * The same HTML without the tags that stand deeper than `limit`; their content stays. Also drops closing tags that
 * close nothing, because looking for what they could close is what makes readers slow. Linear in the input.
 */
export function limitDepth(html: string, limit: number): string {
  const open: string[] = [];
  const openCount = new Map<string, number>();
  const kept: string[] = [];
  let keptTo = 0;
  let dropUntilEnd = -1;
  const cut = (from: number, to: number): void => {
    kept.push(html.slice(keptTo, from));
    keptTo = to;
  };
  const opened = (start: number, end: number): void => {
    const name = html.slice(start, end).toLowerCase();
    if (VOID.has(name)) return;
    if (open.length >= limit) dropUntilEnd = start - 1;
    open.push(name);
    openCount.set(name, (openCount.get(name) ?? 0) + 1);
  };
  const openedWhole = (end: number): void => {
    if (dropUntilEnd >= 0) cut(dropUntilEnd, end + 1);
    dropUntilEnd = -1;
  };
  const closed = (start: number, end: number): void => {
    const name = html.slice(start, end).trim().toLowerCase();
    let outermost = limit;
    if ((openCount.get(name) ?? 0) > 0) outermost = popTo(name, open, openCount);
    else if (name === 'p' || name === 'br') return;
    if (outermost < limit) return;
    const tagEnd = html.indexOf('>', end);
    cut(start - 2, tagEnd === -1 ? html.length : tagEnd + 1);
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: false }, {
    onopentagname: opened, onopentagend: openedWhole, onselfclosingtag: openedWhole, onclosetag: closed,
    onattribdata: nothing, onattribentity: nothing, onattribend: nothing, onattribname: nothing, oncdata: nothing, oncomment: nothing,
    ondeclaration: nothing, onend: nothing, onprocessinginstruction: nothing, ontext: nothing, ontextentity: nothing,
  });
  tokenizer.write(html);
  tokenizer.end();
  if (keptTo === 0) return html;
  kept.push(html.slice(keptTo));
  return kept.join('');
}

/** Closes what is open up to and with `name`; returns the depth at which that stood. */
function popTo(name: string, open: string[], openCount: Map<string, number>): number {
  for (;;) {
    const top = open.pop()!;
    openCount.set(top, openCount.get(top)! - 1);
    if (top === name) return open.length;
  }
}
