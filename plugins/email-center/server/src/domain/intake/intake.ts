/** Mail of an intake account (S3): cases for the users its senders are routed to, with the records they name. Pure. */
import type { AsRead } from './as-read';
import { planCase, type CaseRows } from './case-plan';
import { recordKey } from './match';
import { matchMentions, mentionedAddresses, type MentioningMessage } from './mentions';
import { routeMessage, type CaseAssignment, type SenderRouting } from './route';
import type { AddressHit, FileableMail } from './types';

/** What is known when mail of an intake account is filed: who its senders are, and which rules begin there. */
export interface IntakeContext {
  kind: 'intake';
  /** The account's own address, normalised: it is in every message and names nobody. */
  address: string;
  /** By normalised From address. */
  senders: ReadonlyMap<string, SenderRouting>;
}

/** Null: what the account sent, or wrote to itself when it was tested, is nobody's case. */
export function decideCase(context: IntakeContext, { direction, counterpart }: Pick<AsRead, 'direction' | 'counterpart'>): CaseAssignment | null {
  if (direction === 'outgoing' || counterpart === context.address) return null;
  return routeMessage(counterpart, context.senders);
}

/** Whether it is somebody's case, or offered: an unassigned message leaves nothing in the history of records (S3.4). */
export const isCase = ({ handlerId, offeredTo }: Pick<CaseAssignment, 'handlerId' | 'offeredTo'>): boolean => handlerId !== null || offeredTo.length > 0;

/** The addresses to look up for a message: without the account's own and those of the employee who sent it. */
export function caseAddresses(context: IntakeContext, message: MentioningMessage, sender: string | null): string[] {
  const employees = employeesOf(context, sender);
  return mentionedAddresses(message, new Set([context.address, ...employees.flatMap((employee) => employee.addresses)]));
}

/** Links and activities of a case, from the hits of its addresses. */
export function caseRows(
  context: IntakeContext, mail: FileableMail, sender: string | null, known: { hits: ReadonlyMap<string, readonly AddressHit[]>; links: ReadonlyMap<string, 'active' | 'removed'> },
): CaseRows {
  const own = new Set(employeesOf(context, sender).map(recordKey));
  return planCase(mail, matchMentions(caseAddresses(context, mail.message, sender), known.hits, own), known.links);
}

const employeesOf = (context: IntakeContext, sender: string | null): SenderRouting['employees'] => context.senders.get(sender ?? '')?.employees ?? [];
