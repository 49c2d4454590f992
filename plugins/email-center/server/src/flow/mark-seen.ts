/** Marks on the mail server what the owner of an account read, or marked unread again, in the center: called only where the account says so. */
import { MailError, type MailErrorCode } from '../domain/mail/mail-error';
import type { MailboxRun } from './decide-uids';
import type { Clock, Logger, SeenMark, SeenMarks } from './ports';
import { unlessAborted } from './unless-aborted';

export interface MarkSeenPorts {
  seenMarks: SeenMarks;
  clock: Clock;
  logger: Logger;
}

/** Marks that are looked up, set and forgotten together. */
export const MARKS_AT_ONCE = 500;
/** Said of one mailbox; the others of the account are marked all the same. */
const OF_ONE_MAILBOX: readonly MailErrorCode[] = ['command-refused', 'mailbox-missing'];
const WAITS = 'What was read could not be marked on the mail server. It is tried again with the next synchronisation.';

type Run = Pick<MailboxRun, 'account' | 'session' | 'held'>;

/**
 * Sets what waits, the oldest first, until `until` (epoch milliseconds) has passed. What cannot be set is logged and waits for the next run;
 * no import fails for it: this rejects only with kind `cursor`, and when the run is called off. Marks of messages that are not on the server
 * any more are forgotten once all is read in (`isComplete`): after a renumbering the new UIDs are not all known before. A run that is killed
 * between setting and forgetting is followed by one that sets the same again.
 */
export async function markSeen(ports: MarkSeenPorts, run: Run, { until, isComplete }: { until: number; isComplete: boolean }): Promise<void> {
  const refusing = new Set<string>();
  try {
    for (let after = 0; ; ) {
      const marks = await ports.seenMarks.waiting(run.account.id, after, MARKS_AT_ONCE);
      if (marks.length === 0) return;
      after = marks.at(-1)!.id;
      await setAll(ports, run, marks, refusing);
      const done = marks.filter(({ places }) => (places.length > 0 || isComplete) && !places.some(({ path }) => refusing.has(path)));
      await ports.seenMarks.forget(done);
      if (ports.clock.now().getTime() >= until) return;
    }
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (run.held.signal.aborted || error.kind === 'cursor' || error.code === 'lease-lost' || error.code === 'cancelled') throw thrown;
    ports.logger.warn(WAITS, { accountId: run.account.id, error: error.toJSON() });
  }
}

/** `refusing`: the mailboxes in which nothing can be marked, which are not asked again. */
async function setAll({ logger }: MarkSeenPorts, { account, session, held }: Run, marks: readonly SeenMark[], refusing: Set<string>): Promise<void> {
  for (const { path, epoch, uids, seen } of stepsOf(marks)) {
    if (refusing.has(path)) continue;
    try {
      await unlessAborted(session.setSeen(path, epoch, uids, seen), held.signal);
    } catch (error) {
      if (!(error instanceof MailError) || !OF_ONE_MAILBOX.includes(error.code)) throw error;
      refusing.add(path);
      logger.warn(WAITS, { accountId: account.id, mailbox: path, error: error.toJSON() });
    }
  }
}

interface Step {
  path: string;
  epoch: number;
  uids: number[];
  seen: boolean;
}

/** What is alike of one mailbox is set together. */
function stepsOf(marks: readonly SeenMark[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { seen, places } of marks) {
    for (const { path, epoch, uid } of places) {
      const key = JSON.stringify([path, epoch, seen]);
      const step = steps.get(key) ?? { path, epoch, seen, uids: [] };
      step.uids.push(uid);
      steps.set(key, step);
    }
  }
  return [...steps.values()];
}
