/** What an entry does with the mail that came in before it: out of sight, back into sight, or erased. Each may be begun again. */
import { answeringFor, isMadeWith } from '../../domain/intake/list-change';
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
  /** With all entries made in one go with it. */
  together?: boolean;
}

/** Copies changed in one transaction: short enough that nothing else waits. */
const BATCH = 50;
const SHOWN_AT_ONCE = 100;

export function hideListed(ports: ApplyPorts, request: ApplyRequest, context: TaskContext): Promise<Record<string, unknown>> {
  return applyTo(ports, request, context, 'hidden', (copies, entry) => ports.hidden.hide(copies, entry.id, context.task.startedBy));
}

/** Raw messages go after the commit that takes the last word of them: a blob nobody refers to is harmless, the other way it is not. */
export function eraseListed(ports: ApplyPorts, request: ApplyRequest, context: TaskContext): Promise<Record<string, unknown>> {
  return applyTo(ports, request, context, 'erased', async (copies, entry) => {
    const { erased, rawKeys } = await ports.erased.erase(copies, reasonOf(entry), context.task.startedBy);
    for (const key of rawKeys) await ports.blobs.delete(key);
    return erased;
  });
}

export async function showHidden(ports: ApplyPorts, request: ApplyRequest, { progress }: TaskContext): Promise<Record<string, unknown>> {
  // An entry that was removed has none beside it any more, and still has to give back what it hid.
  const entries = request.together === true ? await entriesOf(ports, request) : [{ id: request.entryId }];
  let shown = 0;
  for (const { id } of entries) {
    for (let some = await ports.hidden.show(id, SHOWN_AT_ONCE); some > 0; some = await ports.hidden.show(id, SHOWN_AT_ONCE)) {
      shown += some;
      await progress(shown, null);
    }
  }
  return { shown };
}

/** Shows what entries hid and the lists as they are now do not keep out any more. */
export async function showFreed(ports: ApplyPorts, target: Pick<ListEntry, 'scope' | 'accountId' | 'userId'>, { progress }: TaskContext): Promise<Record<string, unknown>> {
  const subjects = await loadSubjects(ports.filed);
  let shown = 0;
  for await (const copies of ports.hidden.all(accountsOf(target, subjects))) {
    const judge = await judgeBatch(ports.filed, await ports.entries.loadAll(), subjects, copies);
    const freed = copies.filter((copy) => judge(copy) === null);
    for (let start = 0; start < freed.length; start += BATCH) shown += await ports.hidden.showCopies(freed.slice(start, start + BATCH));
    await progress(shown, null);
  }
  return { shown };
}

async function applyTo(
  ports: ApplyPorts, request: ApplyRequest, { progress, task }: TaskContext, what: string, change: (copies: FiledCopy[], entry: ListEntry) => Promise<number>,
): Promise<Record<string, unknown>> {
  const entries = await entriesOf(ports, request);
  const [answering, byId] = [answeringFor(entries), new Map(entries.map((entry) => [entry.id, entry]))];
  const subjects = await loadSubjects(ports.filed);
  let changed = 0;
  for await (const { copies, at, upTo } of ports.filed.all(accountsOf(entries[0]!, subjects))) {
    const judge = await judgeBatch(ports.filed, await ports.entries.loadAll(), subjects, copies);
    const named = new Map<string, FiledCopy[]>();
    for (const copy of copies) {
      const id = answering(judge(copy));
      if (id !== null) named.set(id, [...(named.get(id) ?? []), copy]);
    }
    for (const [id, some] of named) {
      for (let start = 0; start < some.length; start += BATCH) changed += await change(some.slice(start, start + BATCH), byId.get(id)!);
    }
    await progress(at, upTo);
  }
  ports.logger.info('A list entry was applied to the mail that was there.', { entry: request.entryId, entries: entries.length, [what]: changed, by: task.startedBy });
  return { [what]: changed };
}

const reasonOf = (entry: ListEntry): string =>
  entry.kind === 'block' ? `Erased by the list entry ${inWords(entry)}.` : `Erased because the allow list does not name it, which has the entry ${inWords(entry)}.`;

/** The entry, or all made with it; never none. */
async function entriesOf({ entries }: Pick<ApplyPorts, 'entries'>, { entryId, together }: ApplyRequest): Promise<ListEntry[]> {
  const all = await entries.loadAll();
  const entry = all.find((candidate) => candidate.id === entryId);
  if (entry !== undefined) return together === true ? all.filter((other) => isMadeWith(other, entry)) : [entry];
  throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such list entry any more.', remedier: 'owner', detail: entryId });
}
