/**
 * The words that stand in the index, so that an unfinished one can be written out: "rechn" becomes "rechnung or rechnungen".
 * Indexes find a number of whole words newest first; what only begins like that they would have to gather whole and sort.
 *
 * Numbers and codes are left out, each of which is nearly alone: they would be most of the list.
 */
import type { Expression } from '../../../domain/search/plan-search';
import { insertMissing } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toText } from '../values';
import type { WordIndex } from './word-index';

const TERM = /^(?:[a-z]_)?\p{L}{2,30}\d{0,4}$/u;
const BEGINNING = /^(?:[a-z]_)?\p{L}+\d{0,3}$/u;
/** More words than these are left to the index, which then gathers them. */
const MOST_WORDS = 400;
const MOST_PHRASES = 40;
/** Terms a process remembers to have stored. */
const REMEMBERED = 300_000;

export class TermList {
  private readonly known = new Set<string>();

  constructor(private readonly client: DatabaseClient) {}

  /** Stores the words that are new; resolves with what is to be called once the transaction stands. */
  async add(trx: Executor, documents: readonly (readonly string[])[]): Promise<() => void> {
    const fresh = new Set<string>();
    for (const words of documents) for (const word of words) if (!this.known.has(word) && TERM.test(word)) fresh.add(word);
    await insertMissing(trx, this.client, TABLES.searchTerms, ['term'], [...fresh].map((term): Bound[] => [term]));
    return () => {
      if (this.known.size + fresh.size > REMEMBERED) this.known.clear();
      for (const term of fresh) this.known.add(term);
    };
  }
}

/**
 * The expression with its unfinished words written out, where they are not too many.
 */
export async function writeOut(knex: Executor, expression: Expression, index: Pick<WordIndex, 'findsBeginning'>): Promise<Expression> {
  const all = (expressions: readonly Expression[]): Promise<Expression[]> => Promise.all(expressions.map((one) => writeOut(knex, one, index)));
  switch (expression.kind) {
    case 'any':
      return { kind: 'any', of: await all(expression.of) };
    case 'all':
      return { kind: 'all', of: await all(expression.of), none: await all(expression.none) };
    case 'phrase':
      return expression.prefix && !index.findsBeginning(expression.words) ? writePhraseOut(knex, expression.words) : expression;
  }
}

async function writePhraseOut(knex: Executor, words: readonly string[]): Promise<Expression> {
  const unfinished = words.at(-1) ?? '';
  const asIs: Expression = { kind: 'phrase', words, prefix: true };
  if (!BEGINNING.test(unfinished)) return asIs;
  const most = words.length === 1 ? MOST_WORDS : MOST_PHRASES;
  // In all three the terms are ordered by code points, and this one is behind every letter.
  const terms = (await knex(TABLES.searchTerms).where('term', '>=', unfinished).where('term', '<', `${unfinished}\uffff`).orderBy('term').limit(most + 1).pluck('term')).map(toText);
  if (terms.length > most) return asIs;
  const whole = terms.length === 0 ? [unfinished] : terms;
  const phrases = whole.map((term): Expression => ({ kind: 'phrase', words: [...words.slice(0, -1), term], prefix: false }));
  return phrases.length === 1 ? phrases[0]! : { kind: 'any', of: phrases };
}
