/** Work that messages make, and the words for its life. */
import { inEnglish, type Reason } from '../mail/reason';

/** group: a group's message; case: mail of a routed sender (S3); look: a forwarded message that could not be read (S5). */
export type WorkKind = 'group' | 'case' | 'look';
export type WorkState = 'open' | 'done';

/** Machine-readable kind of reason with the English sentence, and what screens say in their reader's language. */
export interface WorkReason {
  code:
    | 'default-handler' | 'round-robin' | 'least-busy' | 'thread-handler' | 'nobody-yet'
    | 'routed' | 'offered' | 'no-route' | 'route-inactive' | 'not-an-employee'
    | 'not-readable' | 'unknown-feeder' | 'authentication-failed' | 'old-address';
  sentence: string;
  reasons: readonly Reason[];
  /** Id of the routing rule, where one decided. */
  routeId?: string;
}

export function workReason(code: WorkReason['code'], reasons: readonly Reason[], routeId?: string): WorkReason {
  return { code, sentence: inEnglish(reasons), reasons, ...(routeId === undefined ? {} : { routeId }) };
}

/** Each step of the life of a piece of work; kept for ever with who, when and a note. */
export type WorkEventKind = 'created' | 'taken' | 'handed-over' | 'released' | 'assigned' | 'done' | 'reopened' | 'due' | 'returned';
