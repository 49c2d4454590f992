/** Tells the rest of this Strapi what was filed; others listen on `strapi.eventHub`. */
import type { Core } from '@strapi/strapi';
import { MailError } from '../../domain/mail/mail-error';
import type { Logger, Notifier } from '../../flow/ports';

/** After a batch was committed; the value is a `FiledBatch`. */
export const FILED = 'email-center.filed';
/** State, settings or error of an account changed; the value is `{accountId}`. */
export const ACCOUNT_CHANGED = 'email-center.account-changed';

/** People read, put aside, snoozed or tagged messages; the value is `{messageIds, userIds}`, ids of users or `everybody`. */
export const STATES_CHANGED = 'email-center.states-changed';
/** A note was written or taken away; the value is `{messageId}`. */
export const NOTES_CHANGED = 'email-center.notes-changed';

/** What an account has to send changed; the value is `{accountId, userId}`. */
export const OUTBOX_CHANGED = 'email-center.outbox-changed';

/** A listener that fails is logged and harms no import: Strapi's hub would let it end the process. */
export function createNotifier(strapi: Core.Strapi, logger: Logger): Notifier {
  const emit = (event: string, value: object): void => {
    Promise.resolve()
      .then(() => strapi.eventHub.emit(event, value))
      .catch((error: unknown) => logger.error(`A listener of ${event} failed.`, { error: MailError.wrap(error).message }));
  };
  return {
    filed: (batch) => emit(FILED, { ...batch }),
    accountChanged: (accountId) => emit(ACCOUNT_CHANGED, { accountId }),
    outboxChanged: (accountId, userId) => emit(OUTBOX_CHANGED, { accountId, userId }),
    statesChanged: (messageIds, userIds) => emit(STATES_CHANGED, { messageIds: [...messageIds], userIds: userIds === 'everybody' ? userIds : [...userIds] }),
    notesChanged: (messageId) => emit(NOTES_CHANGED, { messageId }),
  };
}
