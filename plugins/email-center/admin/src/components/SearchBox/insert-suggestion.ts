import type { SuggestionDto } from '../../../../shared/contracts';

/** What was typed with the suggestion in its place, and where the cursor then is. What is complete gets a space behind it. */
export function insertSuggestion(q: string, { insert, at, length }: Pick<SuggestionDto, 'insert' | 'at' | 'length'>): { q: string; at: number } {
  const [before, after] = [q.slice(0, at), q.slice(at + length)];
  const space = insert.endsWith(':') || after.startsWith(' ') ? '' : ' ';
  return { q: `${before}${insert}${space}${after}`, at: before.length + insert.length + (insert.endsWith(':') ? 0 : 1) };
}
