/** Who sees and sets up forward addresses (S5.3). */
import type { AccountDto, ForwardSettings, MessageDetail } from '../../../../shared/contracts';
import { decideRoute, decideViewer } from '../../domain/access/decide-access';
import type { Application } from '../../flow/application';
import { MailError } from '../../domain/mail/mail-error';
import type { Hidden, StoredMessage } from '../../flow/queries';
import { forbidden } from '../edge';
import { checkFile, headersFor, originalFor, type FileHolder } from '../forward-sight';
import type { Person } from '../person';

type Shown = Omit<AccountDto, 'can'>;

/** The account without its address, and without the login that may be the same, for those who must not see it. */
export function asShownTo<Account extends Shown>(person: Person, account: Account): Account {
  return account.kind !== 'forward' || decideRoute('see-forward', person.grants) ? account : { ...account, address: '', login: '' };
}

/** Without forward addresses, for those who must not see them. Answers are concealed by their route; this is for what goes on living, like a quoted text. */
export async function concealedFor(person: Person, { forward }: Pick<Application, 'forward'>): Promise<<Held>(held: Held) => Held> {
  return seesForward(person) ? (held) => held : (await forward.conceal()).everywhere;
}

/** What searches of this person must not find by. */
export async function hiddenFrom(person: Person, { forward }: Pick<Application, 'forward'>): Promise<Hidden | undefined> {
  return seesForward(person) ? undefined : forward.conceal();
}

const seesForward = ({ grants }: Person): boolean => decideRoute('see-forward', grants);

/** Of a message that was forwarded as an attachment, the stored text, which holds the attached one: its own body is mostly empty. */
export function bodyWithAttached<Body extends { text: string; html: string | null }>(message: Pick<MessageDetail, 'forwarded' | 'text'>, body: Body): Body {
  return message.forwarded?.style === 'attached' ? { ...body, text: message.text, html: null } : body;
}

/** The key of the original this person may have: a copy that names no forward address, or, where every copy does, a refusal. */
export function originalOf(person: Person, application: Pick<Application, 'forward'>, message: StoredMessage): Promise<string> {
  return originalFor(seesForward(person), application, decideViewer(person.grants, person.userId), message);
}

/** The same of the header block alone. */
export function headersOf(person: Person, application: Pick<Application, 'forward'>, message: StoredMessage): Promise<string> {
  return headersFor(seesForward(person), application, decideViewer(person.grants, person.userId), message);
}

/** Refuses a file that names a forward address to those who must not see it. */
export function checkFileOf(person: Person, application: Pick<Application, 'forward'>, message: FileHolder, partNumber: string): Promise<void> {
  return checkFile(seesForward(person), application, message, partNumber);
}

/** Refuses what a person may not do with forward addresses, and what does not belong to one. */
export function checkForward(person: Person, kind: AccountDto['kind'], input: { forward?: ForwardSettings; importPolicy?: AccountDto['importPolicy'] }): void {
  if (kind !== 'forward') {
    if (input.forward !== undefined) throw invalid('forward', 'Only a forward address says who may feed it.');
    return;
  }
  if (!person.grants.manageAll || !decideRoute('see-forward', person.grants)) throw forbidden('Forward addresses are set up by those who manage all mail accounts and may see forward addresses.');
  // Who wrote a forwarded message stands within it: it has to be read to be matched.
  if (input.importPolicy === 'matches-only') throw invalid('importPolicy', 'A forward address reads every message: only then it is known who wrote it.');
}

function invalid(field: string, message: string): MailError {
  return new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });
}
