/** Messages that came before their rule: they become the case, or the offer, that the rule would have made of them. */
import { planCase } from '../../domain/intake/case-plan';
import { groupHits, recordKey } from '../../domain/intake/match';
import { matchMentions, mentionedAddresses } from '../../domain/intake/mentions';
import { routeMessage, type CaseAssignment, type Employee, type RouteState } from '../../domain/intake/route';
import type { AddressIndex } from '../ports';
import type { CaseOpenings, StoredCase, StoredRoute, UnassignedCases } from './ports';

export interface OpenCasePorts {
  openings: CaseOpenings;
  addresses: AddressIndex;
}

export interface RouteUnassignedPorts extends OpenCasePorts {
  unassigned: UnassignedCases;
}

/** Messages routed by one call; the person is told how many, and can ask again. */
const AT_ONCE = 1_000;

/** Resolves with how many were routed; what somebody else took or assigned meanwhile is left as it is. */
export async function routeUnassigned(
  ports: RouteUnassignedPorts, { route, employee, state }: { route: StoredRoute; employee: Employee; state: RouteState }, actorId: number,
): Promise<number> {
  const senders = new Map(employee.addresses.map((address) => [address, { employees: [employee], routes: [{ route, employee, state }] }] as const));
  let routed = 0;
  for (const workId of await ports.unassigned.findFrom(employee.addresses, AT_ONCE)) {
    const stored = await ports.openings.load(workId);
    if (stored === null) continue;
    const assignment = routeMessage(stored.sender, senders);
    if (assignment.handlerId === null && assignment.offeredTo.length === 0) continue;
    if (await openCase(ports, stored, assignment, { actorId, employee })) routed += 1;
  }
  return routed;
}

/** Gives a message that was nobody's to somebody, and makes its history; false when it is nobody's no more. */
export async function openCase(
  ports: OpenCasePorts, stored: StoredCase, assignment: CaseAssignment | null, { actorId, employee }: { actorId: number | null; employee: Employee | null },
): Promise<boolean> {
  const leftOut = new Set([...stored.accountAddresses, ...(employee?.addresses ?? [])]);
  const addresses = mentionedAddresses(stored.mail.message, leftOut);
  const hits = groupHits(await ports.addresses.find(addresses));
  const own = new Set(employee === null ? [] : [recordKey(employee)]);
  return ports.openings.open(stored.workId, assignment, planCase(stored.mail, matchMentions(addresses, hits, own), stored.links), actorId);
}
