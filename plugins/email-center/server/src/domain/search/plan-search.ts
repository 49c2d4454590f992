/** A parsed search, cut down to what its viewer sees, as an expression over the words of the index (X13). Pure. */
import { accountMark, ATTACHMENT, DIRECTION, EVERY, LINKED, MARKS, recordMark, tagMark } from './document';
import type { Clause, ParsedSearch, SearchState, WordField, WordsClause } from './types';

/** What an index is asked for; every database writes it in its own language. */
export type Expression =
  /** Words next to each other; with `prefix` the last one may go on. */
  | { kind: 'phrase'; words: readonly string[]; prefix: boolean }
  | { kind: 'any'; of: readonly Expression[] }
  /** All of these and none of those; there is at least one of the former. */
  | { kind: 'all'; of: readonly Expression[]; none: readonly Expression[] };

/** How far the viewer sees which accounts. */
export interface SearchAccess {
  whole: 'everything' | readonly string[];
  /** Accounts of whose mail participants and subject are seen, and those of which the participants alone are. */
  subject: readonly string[];
  metadata: readonly string[];
}

/** What names stand for, found out by who sees what. */
export type Resolved =
  | Exclude<Clause, { kind: 'account' | 'record' | 'tag' }>
  | { kind: 'account'; not: boolean; accounts: readonly string[] }
  | { kind: 'record'; not: boolean; records: readonly { recordType: string; recordId: string }[] }
  | { kind: 'tag'; not: boolean; tags: readonly string[] };

export interface SearchPlan {
  /** Null: nothing can be found. */
  expression: Expression | null;
  after: number | null;
  before: number | null;
  /** States, which are no part of the index. */
  states: readonly { state: SearchState; not: boolean }[];
  /** What is marked in what was found. */
  words: readonly WordsClause[];
}

type View = 'whole' | 'subject' | 'metadata';

export function planSearch(search: Pick<ParsedSearch, 'after' | 'before'>, clauses: readonly Resolved[], access: SearchAccess): SearchPlan {
  const { after, before } = search;
  const states = clauses.flatMap((clause) => (clause.kind === 'state' ? [{ state: clause.state, not: clause.not }] : []));
  const words = clauses.filter((clause): clause is WordsClause => clause.kind === 'words' && !clause.not);
  return { expression: expressionOf(clauses, access), after, before, states, words };
}

function expressionOf(clauses: readonly Resolved[], access: SearchAccess): Expression | null {
  const whole = within(clauses, access.whole, 'whole', []);
  if (access.whole === 'everything') return whole;
  // What one account shows whole is searched whole: the view of another account must not find it by what it lacks.
  const seenWhole = copiesIn(access.whole);
  const parts = [
    whole,
    within(clauses, access.subject, 'subject', seenWhole),
    within(clauses, access.metadata, 'metadata', [...seenWhole, ...copiesIn(access.subject)]),
  ];
  return anyOf(parts.filter((part) => part !== null));
}

/** The search among the mail of some accounts that are seen that far; null when it cannot find any. */
function within(clauses: readonly Resolved[], accounts: SearchAccess['whole'], view: View, beyond: readonly Expression[]): Expression | null {
  if (accounts !== 'everything' && accounts.length === 0) return null;
  const all: Expression[] = [...placesOf(clauses, accounts)];
  const none: Expression[] = [...beyond];
  for (const clause of clauses) {
    if (clause.kind === 'state' || (!clause.not && (clause.kind === 'account' || clause.kind === 'direction'))) continue;
    const expression = clauseOf(clause, view, accounts);
    if (clause.not) none.push(...(expression === null ? [] : [expression]));
    else if (expression === null) return null;
    else all.push(expression);
  }
  if (all.length === 0) all.push(mark(EVERY));
  return all.length === 1 && none.length === 0 ? all[0]! : { kind: 'all', of: all, none };
}

/**
 * Where a message has to be: in mail that is seen that far, and in the accounts that were named, come in or sent as was asked for. Several
 * accounts, and several directions, are alternatives.
 */
function placesOf(clauses: readonly Resolved[], accounts: SearchAccess['whole']): Expression[] {
  const directions = [...new Set(clauses.flatMap((clause) => (clause.kind === 'direction' && !clause.not ? [clause.direction] : [])))];
  const isNamed = clauses.some((clause) => clause.kind === 'account' && !clause.not);
  const named = isNamed ? copiesIn([...new Set(clauses.flatMap((clause) => (clause.kind === 'account' && !clause.not ? clause.accounts : [])))], directions) : null;
  const scope = accounts === 'everything' ? (isNamed ? [] : directions.map((direction) => mark(DIRECTION[direction]))) : copiesIn(accounts, isNamed ? [] : directions);
  return [anyOf(scope), named === null ? null : anyOf(named)].filter((place) => place !== null);
}

function copiesIn(accounts: SearchAccess['whole'], directions: readonly ('incoming' | 'outgoing')[] = []): Expression[] {
  if (accounts === 'everything') return [];
  const wanted = directions.length === 0 ? (['incoming', 'outgoing'] as const) : directions;
  return accounts.flatMap((account) => wanted.map((direction) => mark(accountMark(account, direction))));
}

type Searched = Exclude<Resolved, { kind: 'state' }>;

/** Null: nothing that is seen can hold it. */
function clauseOf(clause: Searched, view: View, accounts: SearchAccess['whole']): Expression | null {
  switch (clause.kind) {
    case 'words':
      return wordsOf(clause, view);
    case 'attachment':
      return mark(ATTACHMENT);
    case 'linked':
      return mark(LINKED);
    case 'record':
      return anyOf(clause.records.map((record) => mark(recordMark(record))));
    case 'tag':
      // Tags are told to those who see everything of a message.
      return view !== 'whole' ? null : anyOf(clause.tags.map((tag) => mark(tagMark(tag))));
    case 'account':
      return anyOf(copiesIn(clause.accounts));
    case 'direction':
      return accounts === 'everything' ? mark(DIRECTION[clause.direction]) : anyOf(copiesIn(accounts, [clause.direction]));
  }
}

function wordsOf({ field, spellings, prefix }: WordsClause, view: View): Expression | null {
  const fields = fieldsOf(field, view);
  return anyOf(fields.flatMap((one) => spellings.map((words): Expression => ({ kind: 'phrase', words: one === 'any' ? words : words.map((word) => MARKS[one] + word), prefix }))));
}

/** Of what is seen in part the participants are seen, and the subject where it is shared: never the text or the names of files. */
function fieldsOf(field: WordField, view: View): WordField[] {
  if (view === 'whole') return [field];
  const seen: WordField[] = view === 'subject' ? ['subject', 'from', 'to', 'cc'] : ['from', 'to', 'cc'];
  return field === 'any' ? seen : seen.filter((one) => one === field);
}

function mark(word: string): Expression {
  return { kind: 'phrase', words: [word], prefix: false };
}

function anyOf(expressions: readonly Expression[]): Expression | null {
  return expressions.length < 2 ? (expressions[0] ?? null) : { kind: 'any', of: expressions };
}
