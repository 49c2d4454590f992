/** The accounts a person may send from (S2.3): their own by name, the first of them the default, then the groups they are members of. */
import type { AccountDto, IdentityDto } from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import { decideReady, decideSends } from '../../domain/outbox/may-send';
import type { SendingSettingsAccess } from '../outbox/sending-settings';
import type { Queries } from '../queries';

export interface IdentityPorts {
  queries: Pick<Queries, 'listAccounts'>;
  sending: Pick<SendingSettingsAccess, 'load'>;
  /** Octets of a whole message. */
  maxSendBytes: number;
}

type Account = Omit<AccountDto, 'can'>;

/** More accounts of one person are not looked through. */
const PAGES = 5;
const PER_PAGE = 100;

export async function listIdentities(ports: IdentityPorts, userId: number): Promise<IdentityDto[]> {
  const accounts: Account[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { items, next } = await ports.queries.listAccounts(userId, { limit: PER_PAGE, ...(cursor === undefined ? {} : { cursor }) });
    accounts.push(...items);
    if (next === null) break;
    cursor = next;
  }
  const sending = accounts.filter(({ kind }) => decideSends(kind));
  const ordered = [...sending.filter(({ kind }) => kind === 'personal'), ...sending.filter(({ kind }) => kind !== 'personal')];
  return Promise.all(ordered.map((account) => identityOf(ports, account)));
}

async function identityOf({ sending, maxSendBytes }: IdentityPorts, account: Account): Promise<IdentityDto> {
  const { displayName, signatureHtml } = await sending.load(account.id);
  const why = decideReady({ state: account.state, testedSettings: account.tested ? '' : null, error: account.error as MailError | null });
  return {
    accountId: account.id, name: account.name, address: account.address, displayName: displayName || nameOf(account), signatureHtml, maxBytes: maxSendBytes,
    ready: why === null, why: why?.message ?? null,
  };
}

/** Recipients of a personal account see a person; of a group, what it is called. */
function nameOf({ kind, owner, name }: Account): string {
  return kind === 'personal' ? (owner?.name ?? name) : name;
}

/** The identity that was asked for; rejects with `invalid-input` when the person may not send from that account. */
export function identityOfAccount(identities: readonly IdentityDto[], accountId: string): IdentityDto {
  const found = identities.find((identity) => identity.accountId === accountId);
  if (found === undefined) {
    throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'accountId', message: 'You do not send from this mail account any more: choose another one.', remedier: 'owner' });
  }
  return found;
}
