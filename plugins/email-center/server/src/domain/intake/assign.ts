/** Who works on a message: decided purely, from what was loaded about the account beforehand. */
import type { AsRead } from './as-read';
import type { FileableMail } from './types';
import type { WorkKind, WorkReason } from './work';

/** What is known about an account's people when a batch is filed; each kind of account has its own. */
export type FilingContext = { kind: 'personal' };

export const NOBODYS_WORK: FilingContext = { kind: 'personal' };

export interface Assignment {
  kind: WorkKind;
  handlerId: number | null;
  offeredTo: number[];
  reason: WorkReason;
}

/** Null: personal mail is its owner's, nobody assigns it. */
export function decideAssignment(context: FilingContext, _mail: FileableMail, _read: AsRead): Assignment | null {
  switch (context.kind) {
    case 'personal':
      return null;
  }
}
