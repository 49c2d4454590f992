/** Who sees and sets up forward addresses (S5.3). */
import type { z } from 'zod';
import type { AccountDto, addressSchema, ForwardSettings, MessageDetail } from '../../../../shared/contracts';
import { decideRoute } from '../../domain/access/decide-access';
import type { Application } from '../../flow/application';
import { MailError } from '../../domain/mail/mail-error';
import { forbidden } from '../edge';
import type { Person } from '../person';

type AddressDto = z.infer<typeof addressSchema>;
type Shown = Omit<AccountDto, 'can'>;

/** The account without its address, and without the login that may be the same, for those who must not see it. */
export function asShownTo<Account extends Shown>(person: Person, account: Account): Account {
  return account.kind !== 'forward' || decideRoute('see-forward', person.grants) ? account : { ...account, address: '', login: '' };
}

interface Concealable {
  to: AddressDto[];
  preview: string;
  cc?: AddressDto[];
  bcc?: AddressDto[];
  text?: string;
  html?: string | null;
}

/** Messages without forward addresses, for those who must not see them: also in mail that came in another way. */
export async function concealedFor(person: Person, { forward }: Pick<Application, 'forward'>): Promise<<M extends Concealable>(message: M) => M> {
  if (decideRoute('see-forward', person.grants)) return (message) => message;
  const { addresses, text } = await forward.conceal();
  return (message) => ({
    ...message, to: addresses(message.to), preview: text(message.preview), ...(message.cc ? { cc: addresses(message.cc) } : {}), ...(message.bcc ? { bcc: addresses(message.bcc) } : {}),
    ...(message.text === undefined ? {} : { text: text(message.text) }), ...(message.html ? { html: text(message.html) } : {}),
  });
}

/** Of a message that was forwarded as an attachment, the stored text, which holds the attached one: its own body is mostly empty. */
export function bodyWithAttached<Body extends { text: string; html: string | null }>(message: Pick<MessageDetail, 'forwarded' | 'text'>, body: Body): Body {
  return message.forwarded?.style === 'attached' ? { ...body, text: message.text, html: null } : body;
}

/** The original names the forward address in its trace fields: whoever must not see it reads the message without. */
export async function checkOriginal(person: Person, { forward }: Pick<Application, 'forward'>, accounts: readonly { id: string }[]): Promise<void> {
  if (decideRoute('see-forward', person.grants)) return;
  const { isForward } = await forward.conceal();
  if (accounts.length > 0 && accounts.every(({ id }) => isForward(id))) {
    throw forbidden('The original of a forwarded message names the forward address, which your role does not see. Its text and files can be opened.');
  }
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
