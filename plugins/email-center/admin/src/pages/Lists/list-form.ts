import type { DryRunInput, ListEntryDto, ListEntryInput } from '../../../../shared/contracts';

/** Which lists a page keeps: everybody's and those of others (Settings), or one's own (the center). */
export type ListView = 'everybody' | 'mine';

export interface ListValues {
  kind: 'block' | 'allow';
  form: ListEntryInput['form'];
  value: string;
  note: string;
  /** Whom it is for: everybody, oneself, a person (`user:7`), or the account of this id. */
  target: string;
}

export const ME = 'me';
export const EVERYBODY = 'everybody';
const PERSON = 'user:';
export const personTarget = (userId: number): string => `${PERSON}${userId}`;

/** As the server is told whom an entry is for. */
export function whereOf(target: string): Pick<ListEntryInput, 'scope' | 'accountId' | 'userId'> {
  if (target === EVERYBODY) return { scope: 'everybody' };
  if (target === ME) return { scope: 'user' };
  return target.startsWith(PERSON) ? { scope: 'user', userId: Number(target.slice(PERSON.length)) } : { scope: 'account', accountId: target };
}

export const emptyEntry = (view: ListView): ListValues => ({ kind: 'block', form: 'address', value: '', note: '', target: view === 'everybody' ? EVERYBODY : ME });

export function valuesOfEntry({ kind, form, value, note, scope, account, user }: ListEntryDto): ListValues {
  return { kind, form, value, note, target: scope === 'everybody' ? EVERYBODY : scope === 'user' && user !== null ? personTarget(user.id) : (account?.id ?? ME) };
}

export function inputOf({ kind, form, value, note, target }: ListValues): ListEntryInput {
  return { kind, form, value: value.trim(), note: note.trim(), ...whereOf(target) };
}

/** What to try while it is typed; null while there is nothing to try. */
export function tryOf(values: ListValues, id?: string): DryRunInput | null {
  return values.value.trim() === '' ? null : { ...inputOf({ ...values, note: '' }), ...(id === undefined ? {} : { id }) };
}

/** What a typed value looks like, until the person chooses a form. */
export function formOf(value: string): ListValues['form'] {
  if (value.includes('*')) return 'pattern';
  return /^[^@]+@/.test(value.trim()) || !value.includes('.') ? 'address' : 'domain';
}

/** An entry as people write it. */
export function shownValue({ form, value }: Pick<ListEntryDto, 'form' | 'value'>): string {
  return form === 'domain' || form === 'domain-and-below' ? `@${value}` : value;
}
