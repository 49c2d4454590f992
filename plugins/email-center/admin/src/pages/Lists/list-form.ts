import type { DryRunInput, ListEntryDto, ListEntryInput } from '../../../../shared/contracts';

/** Which lists a page keeps: everybody's (Settings) or one's own (the center). */
export type ListView = 'everybody' | 'mine';

export interface ListValues {
  kind: 'block' | 'allow';
  form: ListEntryInput['form'];
  value: string;
  note: string;
  /** Whom it is for: everybody, oneself, or the account of this id. */
  target: string;
}

export const ME = 'me';
export const EVERYBODY = 'everybody';

export const emptyEntry = (view: ListView): ListValues => ({ kind: 'block', form: 'address', value: '', note: '', target: view === 'everybody' ? EVERYBODY : ME });

export function valuesOfEntry({ kind, form, value, note, scope, account }: ListEntryDto): ListValues {
  return { kind, form, value, note, target: scope === 'everybody' ? EVERYBODY : scope === 'user' ? ME : (account?.id ?? ME) };
}

export function inputOf({ kind, form, value, note, target }: ListValues): ListEntryInput {
  const about = { kind, form, value: value.trim(), note: note.trim() };
  if (target === EVERYBODY || target === ME) return { ...about, scope: target === ME ? 'user' : 'everybody' };
  return { ...about, scope: 'account', accountId: target };
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
