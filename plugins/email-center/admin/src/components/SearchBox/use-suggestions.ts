import { useEffect, useState } from 'react';
import type { SuggestionDto } from '../../../../shared/contracts';
import { useSuggestSearchQuery } from '../../api/search-api';

const PAUSE_MS = 150;

/** What could stand at the cursor, once the person pauses. Typing goes on without it where it fails: suggestions only help. */
export function useSuggestions(q: string, at: number, wanted: boolean): readonly SuggestionDto[] {
  const [asked, setAsked] = useState({ q, at });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ q, at }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q, at]);
  const { currentData } = useSuggestSearchQuery(asked, { skip: !wanted });
  const isCurrent = asked.q === q && asked.at === at;
  return wanted && isCurrent ? (currentData ?? []) : [];
}
