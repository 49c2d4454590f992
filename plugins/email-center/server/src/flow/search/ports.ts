/** What searching needs of the outside world. */
import type { MessageListItem } from '../../../../shared/contracts';
import type { SearchAccess, SearchPlan } from '../../domain/search/plan-search';
import type { CenterViewer } from '../center/viewer';
import type { Viewer } from '../queries';

/** An account as it may be named in a search. */
export interface NamedAccount {
  id: string;
  name: string;
  address: string;
  kind: string;
}

/** What a found message is shown by. */
export interface FoundText {
  /** documentId. */
  id: string;
  /** The beginning of it, as long as a snippet may be looked for. */
  text: string;
}

export interface SearchProgress {
  /** False while messages wait for the index. */
  complete: boolean;
  indexed: number;
  total: number;
}

export interface SearchStore {
  access(viewer: Viewer): Promise<SearchAccess>;
  /** The accounts of which the viewer sees anything, by name. */
  accounts(viewer: Viewer): Promise<NamedAccount[]>;
  /**
   * Ids of messages, newest first. States are looked at for a bounded number of messages: such a page may be short, or empty, and
   * still have a next one. States are those of a person, so a viewer without one finds nothing by them.
   */
  find(viewer: Viewer | CenterViewer, plan: SearchPlan, page: { cursor?: string; limit: number }): Promise<{ ids: number[]; next: string | null }>;
  /** For those who are no person: rows of messages as lists show them. */
  items(viewer: Viewer, ids: readonly number[]): Promise<MessageListItem[]>;
  /** Whatever the viewer sees of these messages: to be shown only of those they see whole. */
  texts(ids: readonly number[]): Promise<FoundText[]>;
  /** Names and addresses in From, To and Cc of these messages, as far as the viewer sees them, newest first. */
  people(viewer: Viewer, ids: readonly number[]): Promise<{ from: { name: string; address: string }[]; to: { name: string; address: string }[] }[]>;
  progress(): Promise<SearchProgress>;
}

/** Keeps the index up with the mail. */
export interface SearchIndexer {
  /** Puts up to so many of what waits into the index; resolves with how many, 0 when nothing waits. */
  follow(limit: number): Promise<number>;
}
