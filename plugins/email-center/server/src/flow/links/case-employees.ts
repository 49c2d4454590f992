/** The employees who sent the cases among these messages: their own addresses are no mentions. */
import { caseSenders, type KnownEmployee } from '../../domain/intake/late-match';
import type { StoredMail } from '../../domain/intake/stored-mail';

export interface CaseEmployees {
  /** Everybody, current or not, who has one of these normalised addresses on file; one read for all of them. */
  findByAddresses(addresses: readonly string[]): Promise<readonly KnownEmployee[]>;
}

/** Asks nothing when there is no case among the messages. */
export async function employeesBehind(employees: CaseEmployees, mails: readonly StoredMail[]): Promise<readonly KnownEmployee[]> {
  const senders = caseSenders(mails);
  return senders.length === 0 ? [] : employees.findByAddresses(senders);
}
