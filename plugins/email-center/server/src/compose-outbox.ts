/** The outbox, put together. */
import type { Core } from '@strapi/strapi';
import { ACTIONS, actionId } from '../../shared/contracts';
import { createSendingPeople } from './adapters/panel-users';
import type { Application } from './flow/application';
import type { Parts } from './build-application';
import { draftsOfOutbox } from './compose-writing';
import { MailError } from './domain/mail/mail-error';
import { linkByHand } from './flow/links/link-by-hand';
import { createOutbox, type Outbox } from './flow/outbox/outbox';
import { sendDue } from './flow/outbox/send-due';
import type { SendingPeople, SendingPorts } from './flow/outbox/sending-ports';
import { createSendingSettings } from './flow/outbox/sending-settings';

export const sendingPeopleOf = (strapi: Core.Strapi): SendingPeople => createSendingPeople(strapi, actionId(ACTIONS.send));

/** Messages are made in the thread that reads them, so that an import keeps nobody who sends waiting. */
export function sendingPorts(parts: Parts): SendingPorts {
  return {
    ...parts, sending: createSendingSettings(parts), composer: parts.reading.composer, server: parts.importing.server, reader: parts.reading.reader, people: parts.sendingPeople,
    drafts: draftsOfOutbox(parts), maxSendBytes: parts.writing.maxSendBytes,
    linkByHand: (request) => linkByHand(parts, { ...request, restore: false }),
  };
}

export const composeOutbox = (parts: Parts): Outbox => createOutbox(sendingPorts(parts));

/** What the jobs of the outbox do. */
export const outboxJob = (parts: Parts) => (accountId: string, signal: AbortSignal): Promise<void> => sendDue(sendingPorts(parts), accountId, signal);

/** What is queued does not vanish with its account. */
export function withOutbox(accounts: Application['accounts'], outbox: Outbox): Application['accounts'] {
  return {
    ...accounts,
    async remove(id) {
      await accounts.remove(id);
      await outbox.accountRemoved(id);
    },
  };
}

/** Between two looks for what was left: by a process that died, by an account that is well again, by somebody who left. */
const LOOK_EVERY = 60_000;

/** Looks at once, and once a minute; ends with the signal. */
export function watchOutbox({ outbox, clock, logger }: { outbox: Outbox } & Pick<Parts, 'clock' | 'logger'>, stopping: AbortSignal): void {
  const look = (): void => {
    outbox.dropLeavers().then(() => outbox.resume()).catch((error: unknown) => logger.warn('What is to be sent could not be looked for.', { error: MailError.wrap(error).toJSON() }));
  };
  const end = clock.every(LOOK_EVERY, look);
  stopping.addEventListener('abort', end, { once: true });
  look();
}
