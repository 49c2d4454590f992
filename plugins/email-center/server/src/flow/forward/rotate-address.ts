/** A forward address gets a new secret: forward+k3y@firm.example; the former one is taken for a while, so that rules can be changed. */
import { withSecret } from '../../domain/intake/forward-address';
import { describeConnection } from '../../domain/mail/connection-settings';
import { MailError } from '../../domain/mail/mail-error';
import type { AccountStore, Clock, Notifier } from '../ports';

export interface RotatePorts {
  accounts: AccountStore;
  clock: Clock;
  notifier: Notifier;
  /** Letters and digits that nobody guesses. */
  newSecret: () => string;
  digest: (text: string) => string;
}

const DAY = 86_400_000;
/** Former addresses that are remembered; what is sent to an older one is told apart by naming none of these. */
const REMEMBERED = 20;

/** The mail server must deliver what stands behind a plus sign to the same mailbox. Rejects with `not-found` or `conflict`. */
export async function rotateAddress(ports: RotatePorts, id: string, graceDays: number): Promise<void> {
  const account = await ports.accounts.load(id);
  if (account === null || account.kind !== 'forward') throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such forward address.', remedier: 'owner' });
  const until = new Date(ports.clock.now().getTime() + graceDays * DAY).toISOString();
  const address = withSecret(account.address, ports.newSecret());
  const isTested = account.testedSettings === ports.digest(describeConnection(account));
  await ports.accounts.update(id, {
    address,
    forward: { ...account.forward, former: [{ address: account.address, until }, ...(account.forward.former ?? [])].slice(0, REMEMBERED) },
    // The servers and the login are the same: the test that passed speaks for the new address, too.
    ...(isTested ? { testedSettings: ports.digest(describeConnection({ ...account, address })) } : {}),
  });
  ports.notifier.accountChanged(id);
}
