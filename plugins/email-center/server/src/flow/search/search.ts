/** Searching stored mail: what was typed becomes a plan within what the viewer sees, and what is found shows why. */
import type { CenterItem, MessageListItem, SearchPage, SearchQuery, SuggestionDto, SuggestQuery } from '../../../../shared/contracts';
import { marksOf } from '../../domain/search/mark-hits';
import { parseSearch } from '../../domain/search/parse-search';
import { planSearch, type SearchPlan } from '../../domain/search/plan-search';
import type { Trouble } from '../../domain/search/types';
import type { CenterViewer } from '../center/viewer';
import type { Clock } from '../ports';
import type { Viewer } from '../queries';
import type { SearchStore } from './ports';
import { showHits } from './show-hits';
import type { FurtherNames } from './show-hits';
import { knownAccounts, resolveNames, type NamedRecord, type NamedTag } from './resolve';
import { suggest } from './suggest';
import { VOCABULARY } from './vocabulary';

/** Who asks: what they see, which records they may read, and whether forward addresses are kept from them. */
export interface Asker<V extends Viewer = CenterViewer> {
  viewer: V;
  records(q: string): Promise<readonly NamedRecord[]>;
  conceal(text: string): string;
}

export interface SearchPorts {
  store: SearchStore;
  describe(viewer: CenterViewer, ids: readonly number[]): Promise<CenterItem[]>;
  tags(): Promise<readonly NamedTag[]>;
  savedSearches(userId: number): Promise<readonly { name: string; q: string }[]>;
  furtherNames: FurtherNames;
  clock: Clock;
}

type Found = NonNullable<CenterItem['found']>;
export type FoundMessage = MessageListItem & { found: Found };
export type Headless = Omit<SearchPage, 'items' | 'marks'> & { items: FoundMessage[] };

/** What the edge may call. */
export interface SearchApplication {
  /** Rejects with `invalid-input` for a cursor of another search. */
  search(asker: Asker, query: SearchQuery): Promise<SearchPage>;
  /** The same for those who are no person: they see what they see whole, and have no states. */
  searchHeadless(asker: Asker<Viewer>, query: SearchQuery): Promise<Headless>;
  suggest(asker: Asker, query: SuggestQuery): Promise<SuggestionDto[]>;
}

export function createSearch(ports: SearchPorts): SearchApplication {
  return {
    search: (asker, query) => runSearch(ports, asker, query, (ids) => ports.describe(asker.viewer, ids)),
    async searchHeadless(asker, query) {
      const { marks: _marks, ...page } = await runSearch(ports, asker, query, (ids) => ports.store.items(asker.viewer, ids));
      return page;
    },
    suggest: (asker, query) => suggest(ports, asker, query),
  };
}

async function runSearch<Item extends MessageListItem>(
  ports: SearchPorts, asker: Asker<Viewer>, query: SearchQuery, describe: (ids: number[]) => Promise<Item[]>,
): Promise<Omit<SearchPage, 'items'> & { items: (Item & { found: Found })[] }> {
  const { plan, trouble } = await planOf(ports, asker, query);
  const { ids, next } = plan === null ? { ids: [], next: null } : await ports.store.find(asker.viewer, plan, query);
  // Asked together: what was found lies anywhere, and a database on a server fetches it side by side.
  const [items, texts, progress] = await Promise.all([describe(ids), ids.length === 0 ? [] : ports.store.texts(ids), ports.store.progress()]);
  const marked = plan === null ? [] : await showHits({ texts, names: ports.furtherNames }, asker.conceal, plan.words, items);
  return { items: marked, next, trouble, marks: marksOf(plan?.words ?? []), ...progress };
}

/** Null: nothing was asked for. */
async function planOf(ports: SearchPorts, asker: Asker<Viewer>, { q, zone }: Pick<SearchQuery, 'q' | 'zone'>): Promise<{ plan: SearchPlan | null; trouble: Trouble[] }> {
  const { viewer, records } = asker;
  const parsed = parseSearch(q, { time: ports.clock.now().getTime(), zone }, VOCABULARY);
  const { clauses, trouble } = await resolveNames(parsed, { accounts: () => knownAccounts(ports.store, asker), records, tags: () => ports.tags() });
  // What is left when everything was left out would be all mail.
  if (clauses.length === 0 && parsed.after === null && parsed.before === null) return { plan: null, trouble };
  return { plan: planSearch(parsed, clauses, await ports.store.access(viewer)), trouble };
}
