/** Who sees and sets up forward addresses (S5.3). */
import type { AccountDto, ForwardSettings } from '../../../../shared/contracts';
import { decideRoute } from '../../domain/access/decide-access';
import { MailError } from '../../domain/mail/mail-error';
import { forbidden } from '../edge';
import type { Person } from '../person';

type Shown = Omit<AccountDto, 'can'>;

/** The account without its address, and without the login that may be the same, for those who must not see it. */
export function asShownTo<Account extends Shown>(person: Person, account: Account): Account {
  return account.kind !== 'forward' || decideRoute('see-forward', person.grants) ? account : { ...account, address: '', login: '' };
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
