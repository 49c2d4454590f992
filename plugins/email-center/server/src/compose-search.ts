/** The search and what keeps it up with the mail, put together. */
import { restFor } from './adapters/clock/wait';
import type { Parts } from './build-application';
import { followMail } from './flow/search/follow';
import { createSearch, type SearchApplication } from './flow/search/search';

export function composeSearch(parts: Parts): SearchApplication {
  const { search, centerStores, clock, queries } = parts;
  return createSearch({
    store: search, clock, describe: (viewer, ids) => centerStores.items.describe(viewer, ids), tags: () => centerStores.tags.list(), savedSearches: (userId) => centerStores.searches.list(userId),
    furtherNames: (ids) => queries.furtherNames(ids),
  });
}

/** Runs until the signal. */
export function keepSearchUp({ searchIndexer, clock, logger }: Parts, signal: AbortSignal): Promise<void> {
  return followMail({ indexer: searchIndexer, clock, logger, wait: restFor }, signal);
}
