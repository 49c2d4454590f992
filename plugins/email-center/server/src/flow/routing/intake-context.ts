/** What filing reads of the people behind an intake account's mail. */
import type { IntakeContext } from '../../domain/intake/intake';
import { normalizeAddress, normalizeAddresses } from '../../domain/mail/address';
import type { MailAccount } from '../../domain/mail/account';
import type { FetchedMail } from '../ports';
import { routingOf, type RouteStatePorts } from './route-states';

/** One look-up of employees, rules and panel users for the whole batch. */
export async function intakeContext(ports: RouteStatePorts, account: Pick<MailAccount, 'address'>, fetched: readonly FetchedMail[]): Promise<IntakeContext> {
  const senders = new Set(fetched.flatMap((mail) => (mail.ok ? normalizeAddresses(mail.message.from).slice(0, 1) : [])));
  return { kind: 'intake', address: normalizeAddress(account.address) ?? '', senders: await routingOf(ports, [...senders]) };
}
