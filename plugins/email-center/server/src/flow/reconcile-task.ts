/** The comparison of an account with its server, as long work in the background (X2). */
import type { ReconcileResult } from '../../../shared/contracts';
import { MailError } from '../domain/mail/mail-error';
import { patientServer } from './patient-server';
import type { Timers } from './ports';
import { reconcileAccount } from './reconcile';
import type { SyncPorts } from './sync-account';
import type { TaskContext } from './tasks';

export interface ReconcileTaskPorts extends SyncPorts {
  clock: SyncPorts['clock'] & Timers;
  /** Resolves after so many milliseconds, or rejects when aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

/** While an import has the account, it is asked for again: for half an hour at most. */
const TRIES = 900;
const PAUSE = 2_000;

/**
 * Shows how many messages were compared. Whoever waits, for an import to end or for the server, lets other tasks work
 * meanwhile. Rejects as `reconcileAccount` does.
 */
export async function reconcileInTurn(ports: ReconcileTaskPorts, accountId: string, context: TaskContext): Promise<ReconcileResult> {
  const patient = { ...ports, server: patientServer(ports.server, context.place, ports.clock) };
  for (let tries = 1; ; tries += 1) {
    try {
      return await reconcileAccount(patient, accountId, context.signal, (compared) => context.progress(compared, null));
    } catch (thrown) {
      const error = MailError.wrap(thrown);
      if (error.code !== 'conflict' || tries === TRIES) throw error;
    }
    await waitForTurn(ports, context);
  }
}

async function waitForTurn({ wait }: ReconcileTaskPorts, { place, signal, progress }: TaskContext): Promise<void> {
  place.giveBack();
  try {
    await wait(PAUSE, signal);
  } finally {
    await place.takeAgain();
  }
  await progress(0, null);
}
