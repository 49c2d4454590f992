/** Events, presence, and the watch on mailboxes: wiring. */
import { restFor } from './adapters/clock/wait';
import type { Parts } from './build-application';
import type { Application } from './flow/application';
import { createLive, type Live, type LivePorts } from './flow/live/live';
import { watchMailboxes } from './flow/live/watch-mailboxes';
import type { Notifier } from './flow/ports';

/** What is filed or changed is told to whoever looks, beside the listeners of this Strapi. */
export function liveNotifier(notifier: Notifier, live: Pick<Live, 'tell'>): Notifier {
  return {
    ...notifier,
    filed(batch) {
      notifier.filed(batch);
      live.tell({ type: 'mail', accounts: [batch.accountId] });
      live.tell({ type: 'work' });
    },
    statesChanged(messageIds, userIds) {
      notifier.statesChanged(messageIds, userIds);
      live.tell({ type: 'states', messages: [...messageIds], users: userIds === 'everybody' ? userIds : [...userIds] });
    },
    notesChanged(messageId) {
      notifier.notesChanged(messageId);
      live.tell({ type: 'notes', message: messageId });
    },
    outboxChanged(accountId, userId) {
      notifier.outboxChanged(accountId, userId);
      live.tell({ type: 'outbox' });
    },
    accountChanged(accountId) {
      notifier.accountChanged(accountId);
      live.tell({ type: 'accounts', accounts: [accountId] });
    },
  };
}

/** Steps of work are told when they are made. */
export function liveWork(work: Application['work'], live: Pick<Live, 'tell'>): Application['work'] {
  return {
    ...work,
    async step(...args) {
      const result = await work.step(...args);
      live.tell({ type: 'work' });
      return result;
    },
  };
}

export const composeLive = (parts: Omit<LivePorts, 'log'> & Pick<Parts, 'changeLog'>): Live => createLive({ ...parts, log: parts.changeLog });

/** Runs until the signal. */
export function watchForMail(parts: Parts, signal: AbortSignal): Promise<void> {
  return watchMailboxes({ ...parts, server: parts.importing.server, most: parts.watchedAccounts, wait: restFor }, signal);
}
