/** Who works on a message: decided purely, from what was loaded about the account beforehand. */
import { normalizeAddress } from '../mail/address';
import type { AsRead } from './as-read';
import type { ForwardContext } from './forward-intake';
import { decideHandler, groupAfter, type GroupContext } from './group';
import { decideCase, type IntakeContext } from './intake';
import type { FileableMail } from './types';
import type { WorkKind, WorkReason } from './work';

/** What is known about an account's people when a batch is filed; each kind of account has its own. */
export type FilingContext = { kind: 'personal' } | GroupContext | IntakeContext | ForwardContext;

export const NOBODYS_WORK: FilingContext = { kind: 'personal' };

export interface Assignment {
  kind: WorkKind;
  handlerId: number | null;
  offeredTo: number[];
  reason: WorkReason;
}

/** Null: personal mail is its owner's, nobody assigns it; and what a group sent, or wrote to itself by machine, is no work. */
export function decideAssignment(context: FilingContext, mail: FileableMail, read: AsRead): Assignment | null {
  switch (context.kind) {
    case 'personal':
      return null;
    case 'group':
      return read.direction === 'outgoing' || isOwnNotice(context, mail) ? null : { kind: 'group', offeredTo: [], ...decideHandler(context, mail.message.identity) };
    case 'intake':
      return decideCase(context, read);
    case 'forward':
      return read.look === undefined ? null : { kind: 'look', handlerId: null, offeredTo: [], reason: read.look };
  }
}

/** What the group's own address wrote by machine, such as the message of the account's test; a form on a website writes as a person does. */
function isOwnNotice({ ownAddress }: GroupContext, { message }: FileableMail): boolean {
  const from = message.from[0];
  return message.automatic.kind !== 'none' && from !== undefined && normalizeAddress(from.address) === (ownAddress ?? '');
}

/** The context as the next message of the batch finds it. */
export function contextAfter(context: FilingContext, assignment: Assignment, identity: string): FilingContext {
  return context.kind === 'group' ? groupAfter(context, assignment, identity) : context;
}

/** Whose turn it was last, when that changed from one context to the other. */
export function lastAssignedIn(after: FilingContext, before: FilingContext): number | undefined {
  if (after.kind !== 'group' || before.kind !== 'group' || after.lastAssigned === before.lastAssigned) return undefined;
  return after.lastAssigned ?? undefined;
}
