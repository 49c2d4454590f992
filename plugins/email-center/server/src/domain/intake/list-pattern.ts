/** Patterns with `*`, found for an address without trying each of them. */

/** A pattern cut at its stars: `*@*.ru` is ['', '@', '.ru']. */
interface Pattern<T> {
  pieces: readonly string[];
  of: T;
}

/** Where the literal text that a pattern is looked up by stands in a matching address. */
type Place = 'end' | 'start' | 'anywhere';

/**
 * Each pattern is filed under one literal piece of it: its end, else its start, else its longest inner piece. An address is
 * looked up once for each length such pieces have (an inner one: at each of its places), and only the patterns found
 * there are compared. So ten thousand patterns cost a look-up for each distinct length, and no regular expression runs.
 */
export class PatternIndex<T> {
  private readonly filed: Record<Place, Map<number, Map<string, Pattern<T>[]>>> = { end: new Map(), start: new Map(), anywhere: new Map() };
  /** Patterns of nothing but stars, which match everything. */
  private readonly all: T[] = [];

  add(pattern: string, of: T): void {
    const pieces = pattern.split(/\*+/);
    const [place, literal] = chooseLiteral(pieces);
    if (literal === '') {
      this.all.push(of);
      return;
    }
    const byLength = this.filed[place];
    let byText = byLength.get(literal.length);
    if (byText === undefined) byLength.set(literal.length, (byText = new Map()));
    const known = byText.get(literal);
    if (known) known.push({ pieces, of });
    else byText.set(literal, [{ pieces, of }]);
  }

  find(text: string): T | null {
    const matching = (patterns: readonly Pattern<T>[] | undefined): Pattern<T> | undefined => patterns?.find(({ pieces }) => matchesPieces(pieces, text));
    for (const [length, byText] of this.filed.end) {
      const found = length > text.length ? undefined : matching(byText.get(text.slice(text.length - length)));
      if (found) return found.of;
    }
    for (const [length, byText] of this.filed.start) {
      const found = matching(byText.get(text.slice(0, length)));
      if (found) return found.of;
    }
    for (const [length, byText] of this.filed.anywhere) {
      for (let from = 0; from + length <= text.length; from += 1) {
        const found = matching(byText.get(text.slice(from, from + length)));
        if (found) return found.of;
      }
    }
    return this.all[0] ?? null;
  }
}

function chooseLiteral(pieces: readonly string[]): [Place, string] {
  const last = pieces.at(-1) ?? '';
  if (last !== '') return ['end', last];
  const [first = ''] = pieces;
  if (first !== '') return ['start', first];
  return ['anywhere', pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '')];
}

/** Whether the whole pattern matches the whole text; in time proportional to the text for each piece. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matchesPieces(pattern.split(/\*+/), text);
}

function matchesPieces(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return first === text;
  const last = pieces.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
