/** Lists made ready for judging: a few look-ups for each address, however many entries there are. */
import type { ListEntry, ListForm, ListScope } from './lists';
import { PatternIndex } from './list-pattern';

export interface CompiledScope {
  scope: ListScope;
  block: EntryIndex;
  allow: EntryIndex;
}

const compiled = new WeakMap<readonly ListEntry[], Map<string, CompiledScope>>();

/** By `everybody`, `account ID`, `user ID`. The same array is made ready once: it is never changed, only replaced. */
export function compileLists(lists: readonly ListEntry[]): Map<string, CompiledScope> {
  const known = compiled.get(lists);
  if (known !== undefined) return known;
  const scopes = new Map<string, CompiledScope>();
  for (const entry of lists) {
    const key = keyOf(entry);
    let scope = scopes.get(key);
    if (scope === undefined) scopes.set(key, (scope = { scope: entry.scope, block: new EntryIndex(), allow: new EntryIndex() }));
    scope[entry.kind].add(entry);
  }
  compiled.set(lists, scopes);
  return scopes;
}

function keyOf({ scope, accountId, userId }: ListEntry): string {
  return scope === 'everybody' ? scope : scope === 'account' ? `account ${accountId}` : `user ${userId}`;
}

/** The entries of one kind in one scope. The most exact one that names an address is found: address, domain, domain and below, pattern. */
export class EntryIndex {
  size = 0;
  private readonly exact: Record<Exclude<ListForm, 'pattern'>, Map<string, ListEntry>> = { address: new Map(), domain: new Map(), 'domain-and-below': new Map() };
  private readonly patterns = new PatternIndex<ListEntry>();

  add(entry: ListEntry): void {
    this.size += 1;
    if (entry.form === 'pattern') this.patterns.add(entry.value, entry);
    else if (!this.exact[entry.form].has(entry.value)) this.exact[entry.form].set(entry.value, entry);
  }

  /** `address` is normalised. */
  find(address: string): ListEntry | null {
    if (this.size === 0) return null;
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return this.exact.address.get(address) ?? this.exact.domain.get(domain) ?? this.findAbove(domain) ?? this.patterns.find(address);
  }

  /** The domain itself, then the one above it, and so on: one look-up for each of its few labels. */
  private findAbove(domain: string): ListEntry | null {
    const below = this.exact['domain-and-below'];
    if (below.size === 0) return null;
    for (let from = 0; ; ) {
      const found = below.get(domain.slice(from));
      if (found !== undefined) return found;
      const dot = domain.indexOf('.', from);
      if (dot < 0) return null;
      from = dot + 1;
    }
  }
}
