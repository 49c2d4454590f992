/** Links by hand and late matching, put together. */
import { LATE_MATCHING_TASK } from '../../shared/contracts';
import { restFor } from './adapters/clock/wait';
import type { Parts } from './build-application';
import { MailError } from './domain/mail/mail-error';
import { catchUpNamings } from './flow/links/catch-up';
import { createLinks, type Links } from './flow/links/links';
import { rematchRecord, type RematchRequest } from './flow/rematch-record';
import type { TaskKind, Tasks } from './flow/tasks';

/** From now on addresses entered on records are looked at; that a record was saved does not depend on it. */
export function composeLinks(parts: Parts, tasks: Tasks): Links {
  const links = createLinks({ ...parts, employees: parts.routingPorts.employees, finder: parts.recordFinder, tasks });
  parts.records.index.whenEntered((entered) => {
    links.addressesEntered(entered).catch((error: unknown) => {
      const { recordType, recordId } = entered;
      parts.logger.error('Late matching could not be started for a record.', { recordType, recordId, error: MailError.wrap(error).toJSON() });
    });
  });
  return links;
}

/** What links a record's past messages; its input was made by `createLinks`. */
export function lateMatching({ links, policies, routingPorts }: Pick<Parts, 'links' | 'policies' | 'routingPorts'>): TaskKind {
  return {
    kind: LATE_MATCHING_TASK,
    run: async (input, { progress }) => ({ ...(await rematchRecord({ links, policies, employees: routingPorts.employees }, input as RematchRequest, progress)) }),
  };
}

/** Looks through mail of former versions, once; ends with the signal. */
export function lookThroughEarlier({ links, clock, logger }: Pick<Parts, 'links' | 'clock' | 'logger'>, signal: AbortSignal): Promise<void> {
  return catchUpNamings({ links, clock, logger, wait: restFor }, signal);
}
