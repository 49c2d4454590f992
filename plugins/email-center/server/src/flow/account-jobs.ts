/** What the jobs of an account do, and what they ask for when something is left. */
import { MailError } from '../domain/mail/mail-error';
import { patientServer } from './patient-server';
import type { Place, Scheduler } from './ports';
import { reconcileAccount } from './reconcile';
import { syncAccount, type SyncPorts, type SyncRequest } from './sync-account';

export interface AccountJobsPorts extends SyncPorts {
  scheduler: Scheduler;
}

interface JobContext {
  signal: AbortSignal;
  asked: boolean;
  place: Place;
}

/** One slice of work each time: what is left is queued behind the work of others, and who waits long lets others work. */
export function accountJobs(ports: AccountJobsPorts) {
  const patient = ({ place }: JobContext): AccountJobsPorts => ({ ...ports, server: patientServer(ports.server, place, ports.clock) });
  return {
    sync: (accountId: string, context: JobContext) => run(patient(context), { accountId, lane: 'sync', asked: context.asked }, context.signal),
    backfill: (accountId: string, context: JobContext) => run(patient(context), { accountId, lane: 'backfill', asked: context.asked }, context.signal),
    async reconcile(accountId: string, context: JobContext): Promise<void> {
      try {
        const result = await reconcileAccount(patient(context), accountId, context.signal);
        ports.logger.info('An account was compared with its server.', { accountId, mailboxes: result.mailboxes });
      } catch (thrown) {
        const error = MailError.wrap(thrown);
        if (error.kind === 'bug' && error.code !== 'not-found') throw error;
        ports.logger.warn('An account could not be compared with its server.', { accountId, code: error.code });
      }
    },
    listActive: async () => (await ports.accounts.listActive()).map((account) => account.id),
  };
}

async function run(ports: AccountJobsPorts, request: SyncRequest, signal: AbortSignal): Promise<void> {
  const { status, more } = await syncAccount(ports, request, signal);
  if (more.newMail) await ports.scheduler.runNow(request.accountId, 'sync');
  if (more.backfill) await ports.scheduler.runNow(request.accountId, 'backfill');
  // This node stops: another one goes on at once, or this one at its next start, and not only when the next look is due.
  if (status === 'cancelled' && signal.aborted) await ports.scheduler.runNow(request.accountId, request.lane);
}
