/** What could stand where the cursor is in a search; every kind is looked up by a bounded query. */
import { SEARCH_OPERATORS, SEARCH_VALUES, type SuggestionDto, type SuggestQuery } from '../../../../shared/contracts';
import { parseSearch } from '../../domain/search/parse-search';
import { planSearch } from '../../domain/search/plan-search';
import { tokensOf, type Token } from '../../domain/search/tokens';
import { wordsOf } from '../../../../shared/text/words';
import type { Asker, SearchPorts } from './search';
import { VOCABULARY } from './vocabulary';
import { accountsNamed, knownAccounts } from './resolve';

/** Suggestions shown, of one kind where several kinds fit, and messages in which people are looked for. */
const SHOWN = 10;
const OF_A_KIND = 5;
const LOOKED_AT = 60;
/** Fewer letters fit too many people. */
const LETTERS = 2;

const DATES = ['today', '7d', '1m', '1y'];

type Suggestion = Pick<SuggestionDto, 'kind' | 'insert' | 'label' | 'detail'>;
/** What stands at the cursor, from its beginning to the cursor. */
interface Typed {
  at: number;
  length: number;
  not: boolean;
  operator: string | null;
  value: string;
}

export async function suggest(ports: SearchPorts, asker: Asker, { q, at = q.length }: SuggestQuery): Promise<SuggestionDto[]> {
  const typed = typedAt(q, Math.min(at, q.length));
  const found = typed.operator === null ? await forWords(ports, asker, typed, q) : await forOperator(ports, asker, typed);
  return found.slice(0, SHOWN).map((one) => {
    // A saved search stands for all that was typed.
    if (one.kind === 'saved') return { ...one, at: 0, length: q.length };
    return { ...one, insert: `${typed.not ? '-' : ''}${one.insert}`, at: typed.at, length: typed.length };
  });
}

function typedAt(q: string, cursor: number): Typed {
  const before = q.slice(0, cursor);
  const token = tokensOf(before, VOCABULARY).at(-1);
  const touches = token !== undefined && token.at + token.length === before.length && !isClosed(before, token);
  if (!touches) return { at: cursor, length: 0, not: false, operator: null, value: '' };
  // What goes on behind the cursor belongs to the same word and is replaced with it.
  const rest = token.quoted ? '' : (/^\S*/.exec(q.slice(cursor))?.[0] ?? '');
  return { at: token.at, length: token.length + rest.length, not: token.not, operator: token.operator, value: token.value };
}

/** Behind a closing quotation mark something new begins. */
function isClosed(before: string, { quoted, valueAt, value }: Token): boolean {
  return quoted && before.length > valueAt + value.length;
}

async function forWords(ports: SearchPorts, asker: Asker, { value, not }: Typed, q: string): Promise<Suggestion[]> {
  const text = value.toLowerCase();
  const operators = operatorsLike(text);
  if (value === '') return [...(await savedLike(ports, asker, '')), ...(q.trim() === '' ? operators : [])];
  const people = await peopleLike(ports, asker, value, 'any');
  const tags = (await tagsLike(ports, value)).slice(0, OF_A_KIND);
  const saved = not ? [] : await savedLike(ports, asker, value);
  return [...operators.slice(0, OF_A_KIND), ...people.slice(0, OF_A_KIND), ...tags, ...saved.slice(0, OF_A_KIND)];
}

async function forOperator(ports: SearchPorts, asker: Asker, { operator, value }: Typed): Promise<Suggestion[]> {
  switch (operator) {
    case 'from':
    case 'to':
    case 'cc':
      return (await peopleLike(ports, asker, value, operator)).map((person) => ({ ...person, insert: person.insert.replace(/^[a-z]+:/, `${operator}:`) }));
    case 'account':
      return accountsLike(ports, asker, value);
    case 'record':
      return value.trim().length < LETTERS ? [] : (await asker.records(value)).map((record) => ({ kind: 'record', insert: `record:${quoted(record.label)}`, label: record.label, detail: record.typeName }));
    case 'tag':
      return tagsLike(ports, value);
    case 'before':
    case 'after':
      return DATES.filter((date) => date.startsWith(value.toLowerCase())).map((date) => ({ kind: 'value', insert: `${operator}:${date}`, label: date, detail: null }));
    default:
      return valuesLike(operator, value.toLowerCase());
  }
}

function operatorsLike(text: string): Suggestion[] {
  return Object.entries(SEARCH_OPERATORS).filter(([name, others]) => [name, ...others].some((one) => one.startsWith(text)))
    .map(([name]) => ({ kind: 'operator', insert: `${name}:`, label: `${name}:`, detail: null }));
}

function valuesLike(operator: string | null, text: string): Suggestion[] {
  const values = Object.entries(SEARCH_VALUES).find(([name]) => name === operator)?.[1] ?? {};
  return Object.entries(values as Record<string, readonly string[]>).filter(([name, others]) => [name, ...others].some((one) => one.startsWith(text)))
    .map(([name]) => ({ kind: 'value', insert: `${operator}:${name}`, label: `${operator}:${name}`, detail: null }));
}

async function savedLike(ports: SearchPorts, { viewer }: Asker, value: string): Promise<Suggestion[]> {
  const wanted = wordsOf(value);
  const saved = (await ports.savedSearches(viewer.userId)).filter(({ name }) => beginsLike(wordsOf(name), wanted));
  return saved.map(({ name, q }) => ({ kind: 'saved', insert: q, label: name, detail: q }));
}

async function tagsLike(ports: SearchPorts, value: string): Promise<Suggestion[]> {
  const wanted = wordsOf(value);
  return (await ports.tags()).filter(({ name }) => beginsLike(wordsOf(name), wanted)).map(({ name }) => ({ kind: 'tag', insert: `tag:${quoted(name)}`, label: name, detail: null }));
}

async function accountsLike(ports: SearchPorts, asker: Asker, value: string): Promise<Suggestion[]> {
  const accounts = await knownAccounts(ports.store, asker);
  const like = wordsOf(value).length === 0 ? accounts : accountsNamed(accounts, value);
  return like.map(({ name, address, kind }) => ({ kind: 'account', insert: `account:${quoted(name)}`, label: name, detail: kind === 'forward' ? null : address }));
}

/** The people of the newest mail the viewer sees, whose name or address has a word that begins like that. */
async function peopleLike({ store }: SearchPorts, { viewer, conceal }: Asker, value: string, field: 'any' | 'from' | 'to' | 'cc'): Promise<Suggestion[]> {
  const wanted = wordsOf(value);
  if (value.trim().length < LETTERS || wanted.length === 0) return [];
  const fields = field === 'any' ? (['from', 'to'] as const) : [field];
  const access = await store.access(viewer);
  const people = new Map<string, Suggestion>();
  for (const one of fields) {
    const { clauses } = parseSearch(`${one}:${quoted(value)}`, { time: 0 }, VOCABULARY);
    const begun = clauses.flatMap((clause) => (clause.kind === 'words' ? [{ ...clause, prefix: true }] : []));
    const { ids } = await store.find(viewer, planSearch({ after: null, before: null }, begun, access), { limit: LOOKED_AT });
    for (const message of await store.people(viewer, ids)) {
      for (const { name, address } of one === 'from' ? message.from : message.to) {
        const isLike = [name, address].some((text) => beginsLike(wordsOf(text), wanted));
        if (!isLike || people.has(address.toLowerCase()) || conceal(address) !== address) continue;
        people.set(address.toLowerCase(), { kind: 'person', insert: `${one}:${quoted(address)}`, label: name === '' ? address : name, detail: name === '' ? null : address });
      }
    }
  }
  return [...people.values()];
}

const beginsLike = (words: readonly string[], wanted: readonly string[]): boolean => wanted.every((word) => words.some((other) => other.startsWith(word)));

/** As it has to be written so that it is one value. */
function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
