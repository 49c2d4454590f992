/** Erasing messages that a person picked: a task, because raw messages go, too. */
import type { BlobStore, Logger } from '../ports';
import type { ErasedMail, FiledCopy } from '../lists/ports';
import type { Task, TaskContext } from '../tasks';
import { notFound, type CenterPorts } from './center';
import { targetsOf } from './set-states';
import type { CenterViewer } from './viewer';

export const ERASE_MESSAGES = 'erase-messages';

export interface EraseRequest {
  /** Ids of messages, by account: the copies that go. */
  copies: Record<string, number[]>;
}

/**
 * The copies in one's own accounts and in those of one's groups go; for whoever reads everything, all of them. A message that other
 * people have stays theirs. What mail is only shared with one is not one's to erase.
 */
export async function startErasing(ports: Pick<CenterPorts, 'centerStores' | 'tasks'>, viewer: CenterViewer, ids: readonly string[]): Promise<Task> {
  const targets = [...(await targetsOf(ports, viewer, ids)).values()].filter(({ whole }) => whole);
  const copies = await ports.centerStores.items.copies(viewer, targets.map(({ id }) => id));
  if (copies.length === 0) throw notFound('message');
  const byAccount: EraseRequest['copies'] = {};
  for (const { messageId, accountId } of copies) (byAccount[accountId] ??= []).push(messageId);
  return ports.tasks.start({ kind: ERASE_MESSAGES, subject: `user:${viewer.userId}`, input: { copies: byAccount } satisfies EraseRequest, userId: viewer.userId });
}

/** Copies erased in one transaction: short enough that nothing else waits. */
const BATCH = 50;

export interface ErasePorts {
  lists: { erased: ErasedMail };
  blobs: Pick<BlobStore, 'delete'>;
  logger: Logger;
}

/** Raw messages go after the commit that takes the last word of them. What is gone already is found gone. */
export async function eraseMessages({ lists, blobs, logger }: ErasePorts, { copies }: EraseRequest, { progress, task }: TaskContext): Promise<Record<string, unknown>> {
  const all = inOrder(copies);
  const of = new Set(all.map(({ messageId }) => messageId)).size;
  let erased = 0;
  for (let start = 0; start < all.length; start += BATCH) {
    const done = await lists.erased.erase(all.slice(start, start + BATCH), 'Erased by hand.', task.startedBy);
    for (const key of done.rawKeys) await blobs.delete(key);
    erased += done.erased;
    await progress(Math.min(start + BATCH, all.length), all.length);
  }
  logger.info('Messages were erased by hand.', { erased, of, by: task.startedBy });
  // What others have, too, stays with them.
  return { erased, kept: of - erased };
}

/** By message, so that the copies of one go together. */
function inOrder(copies: EraseRequest['copies']): Pick<FiledCopy, 'messageId' | 'accountId'>[] {
  return Object.entries(copies).flatMap(([accountId, ids]) => ids.map((messageId) => ({ messageId, accountId }))).sort((a, b) => a.messageId - b.messageId);
}
