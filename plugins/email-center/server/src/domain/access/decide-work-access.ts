/** Who may do what with a piece of work. Pure: rights and people are handed in. */
import type { Grants } from './decide-access';

export type WorkGrants = Pick<Grants, 'readGroup' | 'readAll' | 'receiveCases' | 'assignWork'>;

export interface WorkSubject {
  kind: 'group' | 'case' | 'look';
  handlerId: number | null;
  offeredTo: readonly number[];
  /** Those it was offered to once. */
  onceOfferedTo: readonly number[];
  /** Of the group it belongs to; empty for other accounts. */
  members: readonly number[];
}

export interface WorkAccess {
  /** Without it the piece of work is not found. */
  see: boolean;
  /** What nobody has. */
  take: boolean;
  /** What somebody else has: only within a group, whose members stand in for each other. */
  takeOver: boolean;
  /** Give it to whomever, whoever has it. */
  assign: boolean;
}

/**
 * | who | sees | takes | takes over | gives to others |
 * |---|---|---|---|---|
 * | member of the group, with the right to read groups or all | yes | yes | yes | only what they have |
 * | handler | yes | | | only what they have |
 * | offered to | yes | yes | | |
 * | offered to once, taken by somebody else | yes | | | |
 * | may read all messages | yes | | | |
 * | may give work | yes | what is nobody's case | | yes |
 */
export function decideWorkAccess(grants: WorkGrants, userId: number, work: WorkSubject): WorkAccess {
  const member = work.kind === 'group' && work.members.includes(userId) && (grants.readGroup || grants.readAll);
  const offered = work.offeredTo.includes(userId) && grants.receiveCases;
  const handles = work.handlerId === userId;
  return {
    see: member || offered || handles || (work.onceOfferedTo.includes(userId) && grants.receiveCases) || grants.readAll || grants.assignWork,
    take: member || offered || (work.kind !== 'group' && work.offeredTo.length === 0 && grants.assignWork),
    takeOver: member,
    assign: grants.assignWork,
  };
}

/** Whether a person sees all that nobody has: cases without a user, offers nobody took, messages that need a look. */
export function decideSeesUnassigned(grants: WorkGrants): boolean {
  return grants.assignWork || grants.readAll;
}

/** Whether a person's own memberships count: without the right to read groups a member sees nothing of them. */
export function decideSeesGroups(grants: WorkGrants): boolean {
  return grants.readGroup || grants.readAll;
}
