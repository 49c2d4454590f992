import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { SearchMark } from '../../../shared/contracts';
import { cutAt, findHits, type Phrase } from '../../../shared/text/find-hits';
import { HighlightedText } from './HighlightedText';

type Field = SearchMark['field'];

const SearchedFor = createContext<readonly SearchMark[]>([]);

/** What is opened below was found by a search: its hits are marked. */
export function SearchedForProvider({ marks, children }: { marks: readonly SearchMark[]; children: ReactNode }) {
  return <SearchedFor.Provider value={marks}>{children}</SearchedFor.Provider>;
}

/** What was looked for anywhere, or in these fields alone; the same array as long as the search is the same. */
export function usePhrases(...fields: Field[]): readonly Phrase[] {
  const marks = useContext(SearchedFor);
  const named = fields.join(' ');
  return useMemo(() => marks.filter(({ field }) => field === 'any' || named.split(' ').includes(field)), [marks, named]);
}

/** Text in which the hits are marked. */
export function Marked({ text, phrases }: { text: string; phrases: readonly Phrase[] }) {
  const pieces = useMemo(() => (phrases.length === 0 ? null : cutAt(text, findHits(text, phrases))), [text, phrases]);
  return pieces === null ? <>{text}</> : <HighlightedText pieces={pieces} />;
}
