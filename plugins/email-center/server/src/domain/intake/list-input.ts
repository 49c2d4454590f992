/** What people type into a list, read and judged before it is saved. Pure. */
import { asciiDomain, normalizeAddress } from '../mail/address';
import { because, type Reason } from '../mail/reason';
import { matchesPattern } from './list-pattern';
import { judgeLists, type ListEntry, type ListForm, type ListSubject } from './lists';

export type ReadValue = { ok: true; value: string } | { ok: false; problem: Reason };

/** The value in the form it is compared in, or what is wrong with it. */
export function readListValue(form: ListForm, text: string): ReadValue {
  const typed = text.trim();
  switch (form) {
    case 'address': {
      const value = normalizeAddress(typed);
      return value === null ? problem('not-an-address', typed) : { ok: true, value };
    }
    case 'domain':
    case 'domain-and-below':
      return readDomain(form, typed);
    case 'pattern':
      return readPattern(typed);
  }
}

const LABELS = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

function readDomain(form: 'domain' | 'domain-and-below', typed: string): ReadValue {
  const bare = typed.replace(/^\*?@/, '').replace(form === 'domain-and-below' ? /^\*?\./ : /^$/, '').replace(/\.$/, '');
  if (bare.includes('@')) return problem('address-not-domain', typed);
  if (bare.includes('*')) return problem('star-in-domain', typed);
  const value = asciiDomain(bare);
  if (value === null || !LABELS.test(value)) return problem('not-a-domain', typed);
  if (form === 'domain' && !value.includes('.')) return problem('end-of-domains', typed);
  return { ok: true, value };
}

function readPattern(typed: string): ReadValue {
  const lower = typed.normalize('NFC').toLowerCase();
  if (!lower.includes('*')) return problem('no-star', typed);
  if (/[\s,;<>"()]/.test(lower) || lower.split('@').length > 2) return problem('not-a-pattern', typed);
  const at = lower.indexOf('@');
  const domain = at < 0 || lower.slice(at).includes('*') ? null : asciiDomain(lower.slice(at + 1));
  if (at >= 0 && domain === null && !lower.slice(at).includes('*')) return problem('no-domain-behind-at', typed);
  return { ok: true, value: (domain === null ? lower : lower.slice(0, at + 1) + domain).replace(/\*{2,}/g, '*') };
}

type Problem = 'not-an-address' | 'address-not-domain' | 'star-in-domain' | 'not-a-domain' | 'end-of-domains' | 'no-star' | 'not-a-pattern' | 'no-domain-behind-at';
const problem = (code: Problem, typed: string): ReadValue => ({ ok: false, problem: because(code, { typed: shown(typed) }) });
const shown = (typed: string): string => (typed.length > 80 ? `${typed.slice(0, 80)}…` : typed);

/** The same person or account is meant, and the same is said of the same. */
export function isSameEntry(a: Pick<ListEntry, 'kind' | 'form' | 'value' | 'scope' | 'accountId' | 'userId'>, b: typeof a): boolean {
  return a.kind === b.kind && isSameTarget(a, b);
}

function isSameTarget(a: Pick<ListEntry, 'form' | 'value' | 'scope' | 'accountId' | 'userId'>, b: typeof a): boolean {
  return a.form === b.form && a.value === b.value && isSameScope(a, b);
}

export function isSameScope(a: Pick<ListEntry, 'scope' | 'accountId' | 'userId'>, b: typeof a): boolean {
  return a.scope === b.scope && a.accountId === b.accountId && a.userId === b.userId;
}

export type EntryWarning = { code: 'own-address'; address: string } | { code: 'everything' | 'first-allow' | 'contradicts' };

/** Addresses as unlike each other as can be: what names all of them names everything. */
const ANY_ADDRESSES = ['q@q.qq', 'xyz-17@mail.some-where.example'];

/** What the person should know before this entry joins the others; `accounts` are those it applies to. */
export function warnOf(entry: ListEntry, others: readonly ListEntry[], accounts: readonly ListSubject[]): EntryWarning[] {
  const warnings: EntryWarning[] = [];
  if (entry.form === 'pattern' && ANY_ADDRESSES.every((address) => matchesPattern(entry.value, address))) warnings.push({ code: 'everything' });
  if (entry.kind === 'block') {
    const alone = [entry];
    const own = accounts.find((account) => judgeLists(alone, account, [account.address]) !== null);
    if (own !== undefined) warnings.push({ code: 'own-address', address: own.address });
  } else if (!others.some((other) => other.kind === 'allow' && isSameScope(other, entry))) {
    warnings.push({ code: 'first-allow' });
  }
  if (others.some((other) => other.kind !== entry.kind && isSameTarget(other, entry))) warnings.push({ code: 'contradicts' });
  return warnings;
}
