/** A search as it is understood: clauses that all hold, within a span of time. */

/** Where words are looked for. `any`: subject, people, names of files, and text. */
export type WordField = 'any' | 'subject' | 'from' | 'to' | 'cc' | 'filename';

/** Work and reading states, which change without the message changing. */
export type SearchState = 'unread' | 'read' | 'unassigned' | 'done' | 'snoozed';

export interface WordsClause {
  kind: 'words';
  not: boolean;
  field: WordField;
  /** Ways to write it, each a phrase of at least one folded word; one of them is to be found. */
  spellings: string[][];
  /** The last word may go on. */
  prefix: boolean;
}

/** Named by the person; found out by who sees what. */
export type NamedClause = Named<'account'> | Named<'record'> | Named<'tag'>;

interface Named<Kind extends string> {
  kind: Kind;
  not: boolean;
  value: string;
  at: number;
  length: number;
}

export type FlagClause =
  | { kind: 'attachment'; not: boolean }
  | { kind: 'linked'; not: boolean }
  | { kind: 'direction'; not: boolean; direction: 'incoming' | 'outgoing' }
  | { kind: 'state'; not: boolean; state: SearchState };

export type Clause = WordsClause | NamedClause | FlagClause;

/** What was not understood, and so left out; `at` and `length` point into what was typed. */
export interface Trouble {
  code: 'unknown-value' | 'not-a-date' | 'unknown-account' | 'unknown-tag' | 'too-many-words' | 'only-not';
  at: number;
  length: number;
  value: string;
}

export interface ParsedSearch {
  clauses: Clause[];
  /** Received at or after, before; epoch milliseconds. */
  after: number | null;
  before: number | null;
  trouble: Trouble[];
}
