/** Lists, put together, and the long work they start. */
import { waitFor } from './adapters/clock/wait';
import { syncPorts, type Parts } from './build-application';
import { eraseListed, hideListed, showFreed, showHidden, type ApplyRequest } from './flow/lists/apply-entry';
import { importBlocked, type ImportBlockedRequest } from './flow/lists/import-blocked';
import { APPLY_KINDS, createLists, IMPORT_BLOCKED, SHOW_FREED, type Lists, type ListTarget } from './flow/lists/lists';
import type { TaskKind, Tasks } from './flow/tasks';

export function composeLists({ lists, clock, newId }: Pick<Parts, 'lists' | 'clock' | 'newId'>, tasks: Tasks): Lists {
  return createLists({ ...lists, tasks, clock, newId });
}

/** Their inputs were made by `createLists`. */
export function listTasks(parts: Parts): TaskKind[] {
  const applying = { ...parts.lists, blobs: parts.blobs, logger: parts.logger };
  const importing = { ...syncPorts(parts), blocked: parts.lists.blocked, filed: parts.lists.filed, entries: parts.lists.entries, wait: waitFor };
  return [
    { kind: APPLY_KINDS.hide, run: (input, context) => hideListed(applying, input as ApplyRequest, context) },
    { kind: APPLY_KINDS.show, run: (input, context) => showHidden(applying, input as ApplyRequest, context) },
    { kind: SHOW_FREED, run: (input, context) => showFreed(applying, input as ListTarget, context) },
    { kind: APPLY_KINDS.erase, run: (input, context) => eraseListed(applying, input as ApplyRequest, context) },
    { kind: IMPORT_BLOCKED, run: (input, context) => importBlocked(importing, input as ImportBlockedRequest, context) },
  ];
}
