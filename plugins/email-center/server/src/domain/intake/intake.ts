/** What is known when mail of an intake account is filed: who its senders are, and which rules begin there (S3). */
import type { SenderRouting } from './route';

export interface IntakeContext {
  kind: 'intake';
  /** The account's own address, normalised: it is in every message and names nobody. */
  address: string;
  /** By normalised From address. */
  senders: ReadonlyMap<string, SenderRouting>;
}

/** What a case does not name by being sent: addresses of the intake account and of the employee who sent it, and that record. */
export function ownOf(context: IntakeContext, sender: string | null): { addresses: Set<string>; records: { recordType: string; recordId: string }[] } {
  const employees = context.senders.get(sender ?? '')?.employees ?? [];
  return { addresses: new Set([context.address, ...employees.flatMap((employee) => employee.addresses)]), records: employees.map(({ recordType, recordId }) => ({ recordType, recordId })) };
}
