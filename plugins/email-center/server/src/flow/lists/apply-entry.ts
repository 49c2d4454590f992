/** What an entry does with the mail that came in before it: out of sight, back into sight, or erased. Each may be begun again. */
import { inWords, type ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import type { BlobStore, Logger } from '../ports';
import type { TaskContext } from '../tasks';
import { accountsOf, judgeBatch, loadSubjects } from './judge-filed';
import type { ErasedMail, FiledCopy, FiledMail, HiddenMail, ListStore } from './ports';

export interface ApplyPorts {
  entries: ListStore;
  filed: FiledMail;
  hidden: HiddenMail;
  erased: ErasedMail;
  blobs: Pick<BlobStore, 'delete'>;
  logger: Logger;
}

export interface ApplyRequest {
  entryId: string;
}

/** Copies changed in one transaction: short enough that nothing else waits. */
const BATCH = 50;
const SHOWN_AT_ONCE = 100;

export function hideListed(ports: ApplyPorts, { entryId }: ApplyRequest, context: TaskContext): Promise<Record<string, unknown>> {
  return applyTo(ports, entryId, context, 'hidden', (copies) => ports.hidden.hide(copies, entryId, context.task.startedBy));
}

/** Raw messages go after the commit that takes the last word of them: a blob nobody refers to is harmless, the other way it is not. */
export async function eraseListed(ports: ApplyPorts, { entryId }: ApplyRequest, context: TaskContext): Promise<Record<string, unknown>> {
  const entry = await entryOf(ports, entryId);
  return applyTo(ports, entryId, context, 'erased', async (copies) => {
    const { erased, rawKeys } = await ports.erased.erase(copies, `Erased by the list entry ${inWords(entry)}.`, context.task.startedBy);
    for (const key of rawKeys) await ports.blobs.delete(key);
    return erased;
  });
}

export async function showHidden(ports: ApplyPorts, { entryId }: ApplyRequest, { progress }: TaskContext): Promise<Record<string, unknown>> {
  let shown = 0;
  for (;;) {
    const some = await ports.hidden.show(entryId, SHOWN_AT_ONCE);
    if (some === 0) return { shown };
    shown += some;
    await progress(shown, null);
  }
}

async function applyTo(ports: ApplyPorts, entryId: string, { progress, task }: TaskContext, what: string, change: (copies: FiledCopy[]) => Promise<number>): Promise<Record<string, unknown>> {
  const entry = await entryOf(ports, entryId);
  const subjects = await loadSubjects(ports.filed);
  let changed = 0;
  for await (const { copies, at, upTo } of ports.filed.all(accountsOf(entry, subjects))) {
    const judge = await judgeBatch(ports.filed, await ports.entries.loadAll(), subjects, copies);
    const named = copies.filter((copy) => judge(copy)?.entry?.id === entryId);
    for (let start = 0; start < named.length; start += BATCH) changed += await change(named.slice(start, start + BATCH));
    await progress(at, upTo);
  }
  ports.logger.info('A list entry was applied to the mail that was there.', { entry: entryId, [what]: changed, by: task.startedBy });
  return { [what]: changed };
}

async function entryOf({ entries }: Pick<ApplyPorts, 'entries'>, id: string): Promise<ListEntry> {
  const entry = (await entries.loadAll()).find((candidate) => candidate.id === id);
  if (entry?.kind === 'block') return entry;
  throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such block entry any more.', remedier: 'owner', detail: id });
}
