/** The center, put together, and what wakes snoozed mail. */
import type { Core } from '@strapi/strapi';
import { ACTIONS, actionId } from '../../shared/contracts';
import { createPanelReaders } from './adapters/panel-users';
import type { Parts } from './build-application';
import { receiversOf } from './compose-groups';
import { MailError } from './domain/mail/mail-error';
import { createCenter, type Center } from './flow/center/center';
import { ERASE_MESSAGES, eraseMessages, type EraseRequest } from './flow/center/erase-many';
import type { PanelReaders, WritingNumbers } from './flow/center/ports';
import { completeCase } from './flow/routing/case-history';
import type { TaskKind, Tasks } from './flow/tasks';

export const panelReadersOf = (strapi: Core.Strapi): PanelReaders =>
  createPanelReaders(strapi, { readOwn: actionId(ACTIONS.readOwn), readGroup: actionId(ACTIONS.readGroup), readAll: actionId(ACTIONS.readAll), assignWork: actionId(ACTIONS.assignWork) });

export function composeCenter(parts: Parts, tasks: Tasks): Center {
  return createCenter({
    ...parts, tasks, numbers: numbersOf(parts), receivers: receiversOf(parts.routingPorts.users),
    async workChanged(works) {
      for (const { id, kind, handlerId } of works) if (kind === 'case' && handlerId !== null) await completeCase(parts.routingPorts, String(id));
      if (works.length > 0) parts.live.tell({ type: 'work' });
    },
  });
}

/** What waits is counted up to here. */
const COUNTED = 100;

const numbersOf = ({ writing, outbox }: Parts): WritingNumbers => ({
  drafts: async (userId) => (await writing.drafts.list(userId, { limit: COUNTED })).items.length,
  async outbox({ userId, grants }) {
    const { open, trouble } = await outbox.counts({ userId, seesOrphaned: grants.manageAll }, COUNTED);
    return { count: open, trouble: trouble > 0 };
  },
});

/** Its input was made by `startErasing`. */
export const erasing = (parts: Parts): TaskKind => ({ kind: ERASE_MESSAGES, run: (input, context) => eraseMessages(parts, input as EraseRequest, context) });

/** Snoozed mail wakes within a minute of its time. */
const LOOK_EVERY = 60_000;

/** Looks at once, because much may have come due while nothing ran, and then every minute; ends with the signal. */
export function wakeSnoozed({ centerStores, notifier, clock, logger }: Pick<Parts, 'centerStores' | 'notifier' | 'clock' | 'logger'>, stopping: AbortSignal): void {
  const look = async (): Promise<void> => {
    const woken = await centerStores.states.wakeDue(clock.now().getTime());
    for (const userId of new Set(woken.map((one) => one.userId))) notifier.statesChanged(woken.filter((one) => one.userId === userId).map(({ id }) => id), [userId]);
  };
  const failed = (error: unknown): void => logger.warn('Snoozed messages could not be woken; it is tried again.', { error: MailError.wrap(error).toJSON() });
  let looking = look().catch(failed);
  const cancel = clock.every(LOOK_EVERY, () => {
    looking = looking.then(look).catch(failed);
  });
  stopping.addEventListener('abort', cancel, { once: true });
}
