/** Why a message was filed, or was not: what the ledger says of it. */
type Scope = 'everybody' | 'account' | 'user';
type Form = 'address' | 'domain' | 'domain-and-below' | 'pattern';
/** In params: the texts of the panel choose by it, and their names for choices have no hyphen. */
type ShownForm = 'address' | 'domain' | 'below' | 'pattern';
type ShownKind = 'bounce' | 'reply' | 'complaint' | 'list' | 'bulk';

const WHOM: Readonly<Record<Scope, string>> = { everybody: 'everybody', account: 'this account', user: 'its owner' };
const AUTOMATIC: Readonly<Record<ShownKind, string>> = {
  bounce: 'a bounce', reply: 'an automatic reply', complaint: 'a complaint', list: 'mail of a mailing list', bulk: 'bulk mail',
};
const NOTE_SHOWN = 120;

/** An entry of a list as people write it, with its note. */
export function entryInWords({ form, value, note }: { form: Form; value: string; note: string }): string {
  const shown = form === 'domain' ? `@${value}` : form === 'domain-and-below' ? `@${value} and below` : value;
  return note === '' ? shown : `${shown} (${note.slice(0, NOTE_SHOWN)})`;
}

export interface EntryParams {
  form: ShownForm;
  value: string;
  note: string;
  noted: 0 | 1;
}

export const FILING_SENTENCES = {
  imported: 'Imported.',
  linked: ({ count }: { count: number }) => (count === 1 ? 'Imported and linked to one record.' : `Imported and linked to ${count} records.`),
  'not-linked': 'Imported. No record knows its address.',
  'to-be-looked-at': 'Imported to be looked at.',
  'files-left-out': ({ count }: { count: number }) => `${count === 1 ? 'One file was' : `${count} files were`} not kept, as this forward address is set.`,
  'no-match': 'No record knows its address, and this account imports matching messages only. Its body was not read.',
  'test-message': 'The message by which the account was tested; it is kept out.',
  /** `noted` is 0 for an entry without a note. */
  'list-entry': ({ scope, form, value, note }: EntryParams & { scope: Scope }) =>
    `Blocked for ${WHOM[scope]} by the entry ${entryInWords({ form: form === 'below' ? 'domain-and-below' : form, value, note })}.`,
  'not-on-allow-list': ({ scope, address }: { scope: Scope; address: string }) => `Blocked for ${WHOM[scope]}: the allow list does not name ${address}.`,
  'nobody-on-allow-list': ({ scope }: { scope: Scope }) => `Blocked for ${WHOM[scope]}: the allow list does not name a message without an address.`,
  'automatic-kept-out': ({ kind }: { kind: ShownKind }) => `Not imported: it is ${AUTOMATIC[kind]}, which a setting keeps out.`,
  'from-forward-address': 'It comes from the forward address itself, as the message does with which an account is tested.',
  'not-a-feeder': ({ address }: { address: string }) => `${address} is neither a panel user nor a current employee, and this forward address takes mail from those alone.`,
  'same-batch': 'A second copy of a message of the same batch; stored once.',
  'same-account': 'This account has the message already: seen in another mailbox, as a second copy, or before the server renumbered the mailbox.',
  'other-account': 'Stored already from another account; added to this one.',
  erased: 'It was erased here on purpose and is not imported again.',
  'erased-for-account': 'It was erased for this account on purpose.',
  'account-gone': 'This account was removed.',
  'account-inactive': 'This account is not active.',
  'account-importing': 'This account is being imported right now.',
  vanished: 'It was deleted or moved on the server before it could be read.',
};

/** The params of an entry of a list. The note is cut as it is shown. */
export const entryParams = ({ form, value, note }: { form: Form; value: string; note: string }): EntryParams => ({
  form: form === 'domain-and-below' ? 'below' : form, value, note: note.slice(0, NOTE_SHOWN), noted: note === '' ? 0 : 1,
});
