/** What the names in a search stand for: accounts, records and tags, as far as whoever asks knows of them. */
import type { NamedClause, ParsedSearch, Trouble } from '../../domain/search/types';
import type { Resolved } from '../../domain/search/plan-search';
import { wordsOf } from '../../../../shared/text/words';
import type { Viewer } from '../queries';
import type { NamedAccount, SearchStore } from './ports';

export interface NamedRecord {
  recordType: string;
  recordId: string;
  typeName: string;
  label: string;
}

export interface NamedTag {
  id: string;
  name: string;
}

/** Looked up only when the search names one. */
export interface Names {
  accounts(): Promise<readonly NamedAccount[]>;
  /** Records of that name, or with that id, which the person may read. */
  records(q: string): Promise<readonly NamedRecord[]>;
  tags(): Promise<readonly NamedTag[]>;
}

/** The clauses with their names found out; those of which nothing is known are told and left out. */
export async function resolveNames(parsed: ParsedSearch, names: Names): Promise<{ clauses: Resolved[]; trouble: Trouble[] }> {
  const clauses: Resolved[] = [];
  const trouble = [...parsed.trouble];
  for (const clause of parsed.clauses) {
    if (clause.kind !== 'account' && clause.kind !== 'record' && clause.kind !== 'tag') {
      clauses.push(clause);
      continue;
    }
    const resolved = await resolveName(clause, names);
    if (resolved !== null) clauses.push(resolved);
    else trouble.push({ code: TROUBLE[clause.kind], at: clause.at, length: clause.length, value: clause.value });
  }
  return { clauses, trouble };
}

const TROUBLE = { account: 'unknown-account', record: 'unknown-value', tag: 'unknown-tag' } as const;

async function resolveName({ kind, not, value }: NamedClause, names: Names): Promise<Resolved | null> {
  switch (kind) {
    case 'account': {
      const accounts = accountsNamed(await names.accounts(), value).map(({ id }) => id);
      return accounts.length === 0 ? null : { kind, not, accounts };
    }
    case 'tag': {
      const tags = named(await names.tags(), value, ({ name }) => [name]).map(({ id }) => id);
      return tags.length === 0 ? null : { kind, not, tags };
    }
    case 'record': {
      const found = await names.records(value);
      const records = named(found, value, ({ label, recordId }) => [label, recordId]);
      return records.length === 0 ? null : { kind, not, records };
    }
  }
}

/** The accounts the viewer sees anything of, by names that tell no forward address. */
export async function knownAccounts(store: Pick<SearchStore, 'accounts'>, { viewer, conceal }: { viewer: Viewer; conceal(text: string): string }): Promise<NamedAccount[]> {
  return (await store.accounts(viewer)).map((account) => ({ ...account, name: conceal(account.name) }));
}

/** The address of a forward account is not for everybody, so none is found by it. */
export function accountsNamed(accounts: readonly NamedAccount[], value: string): NamedAccount[] {
  return named(accounts, value, ({ id, name, address, kind }) => (kind === 'forward' ? [id, name] : [id, name, address]));
}

/** Those of exactly that name; else those whose name holds words that begin like the ones given. */
function named<T>(all: readonly T[], value: string, namesOf: (one: T) => string[]): T[] {
  const wanted = wordsOf(value);
  if (wanted.length === 0) return [];
  const exact = all.filter((one) => namesOf(one).some((name) => wordsOf(name).join(' ') === wanted.join(' ')));
  if (exact.length > 0) return exact;
  return all.filter((one) => namesOf(one).some((name) => {
    const words = wordsOf(name);
    return wanted.every((word) => words.some((other) => other.startsWith(word)));
  }));
}
