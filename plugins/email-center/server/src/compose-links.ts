/** Links by hand and late matching, put together. */
import type { Parts } from './build-application';
import { LATE_MATCHING_TASK } from '../../shared/contracts';
import { createLinks, type Links } from './flow/links/links';
import { rematchRecord, type RematchRequest } from './flow/rematch-record';
import type { TaskKind, Tasks } from './flow/tasks';

export function composeLinks(parts: Parts, tasks: Tasks): Links {
  return createLinks({ ...parts, finder: parts.recordFinder, tasks });
}

/** What links a record's past messages; its input was made by `createLinks`. */
export function lateMatching(parts: Pick<Parts, 'links' | 'policies'>): TaskKind {
  return {
    kind: LATE_MATCHING_TASK,
    run: async (input, { progress }) => ({ ...(await rematchRecord(parts, input as RematchRequest, progress)) }),
  };
}
