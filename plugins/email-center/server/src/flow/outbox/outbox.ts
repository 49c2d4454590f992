/** The outbox as the rest of the application calls it. */
import { MailError } from '../../domain/mail/mail-error';
import { checkSize, checkSubmission } from '../../domain/outbox/check-submission';
import { decideOutboxRights, isTrouble, type OutboxChange, type OutboxItem } from '../../domain/outbox/item';
import { decideMaySendFrom } from '../../domain/outbox/may-send';
import { normalizeAddress } from '../../domain/mail/address';
import { previewOf } from '../../domain/intake/shown';
import { HeldItem, ITEM_LEASE_SECONDS } from './held-item';
import type { ComposedMessage, OutboxPlace, OutboxViewer, StoredOutboxItem } from './ports';
import { accountRemoved } from './send-due';
import type { SendingPorts } from './sending-ports';
import { writerGone } from './attempt';
import type { OutboxEntrance, Submission } from './submission';
import { finishTakingBack } from './take-back';

export interface Outbox extends OutboxEntrance {
  list(viewer: OutboxViewer, query: { all: boolean; after: OutboxPlace | null; limit: number }): Promise<StoredOutboxItem[]>;
  /** Null: there is none. Whether the person may see it is the caller's to ask. */
  load(id: string): Promise<StoredOutboxItem | null>;
  counts(viewer: OutboxViewer): Promise<{ open: number; trouble: number }>;
  /** Back to a draft; resolves with its id. Rejects with `conflict` when it is being sent, or was. */
  cancel(id: string): Promise<string>;
  sendNow(id: string): Promise<StoredOutboxItem>;
  /** Sends it again to those who do not have it; of an uncertain one after another look. */
  retry(id: string): Promise<StoredOutboxItem>;
  /** It is known that it went wrong; what was written becomes a draft again. */
  dismiss(id: string): Promise<StoredOutboxItem>;
  /** What the account has not sent is shown as failed, and is nobody's to lose. */
  accountRemoved(accountId: string): Promise<void>;
  /** The same for what was written by users who left. */
  dropLeavers(): Promise<void>;
  /** Begins what is due, wherever it was left. Called at the start of a node and once a minute. */
  resume(): Promise<void>;
}

/** Numbers of a view are not counted further. */
const MOST_COUNTED = 1_000;
const ACCOUNTS_AT_ONCE = 200;
/** A message that goes out sooner than planned by more than this gets another date. */
const SAME_DATE = 60_000;

export function createOutbox(ports: SendingPorts): Outbox {
  const load = async (id: string): Promise<StoredOutboxItem> => (await ports.outbox.load(id)) ?? Promise.reject(gone());
  const changed = async (item: OutboxItem): Promise<StoredOutboxItem> => {
    ports.notifier.outboxChanged(item.accountId, item.userId);
    return load(item.id);
  };
  const change = async (item: OutboxItem, values: OutboxChange): Promise<void> => {
    if (!(await ports.outbox.changeIdle(item.id, item.state, values))) throw tooLate();
  };
  return {
    submit: (submission) => submit(ports, submission),
    list: (viewer, query) => ports.outbox.list(viewer, query),
    load: (id) => ports.outbox.load(id),
    counts: (viewer) => ports.outbox.counts(viewer, MOST_COUNTED),
    async cancel(id) {
      const item = await load(id);
      if (!decideOutboxRights(item, item.busy).cancel) throw tooLate();
      await change(item, { state: 'taken-back', dueAt: ports.clock.now().getTime() });
      await takeBackNow(ports, item);
      return item.draftId;
    },
    async sendNow(id) {
      const item = await load(id);
      if (!decideOutboxRights(item, item.busy).sendNow) throw tooLate();
      const now = ports.clock.now().getTime();
      const dated = await datedNow(ports, item, now);
      await change(item, { state: 'queued', sendAt: Math.min(now, item.sendAt), dueAt: now, ...dated });
      if (dated.rawKey !== undefined && dated.rawKey !== item.rawKey) await ports.blobs.delete(item.rawKey);
      await ports.scheduler.runOutbox(item.accountId, now);
      return changed(item);
    },
    async retry(id) {
      const item = await load(id);
      if (!decideOutboxRights(item, item.busy).retry) throw tooLate();
      const now = ports.clock.now().getTime();
      const recipients = item.recipients.map((one) => (one.state === 'refused' ? { ...one, state: 'waiting' as const } : one));
      await change(item, { state: 'queued', recipients, askedAgain: item.handedOverAt !== null, tryingSince: null, dueAt: now, error: null, orphaned: false });
      await ports.scheduler.runOutbox(item.accountId, now);
      return changed(item);
    },
    async dismiss(id) {
      const item = await load(id);
      if (!decideOutboxRights(item, item.busy).dismiss || !isTrouble(item)) throw tooLate();
      await change(item, { dismissed: true, ...(item.state === 'sent' ? {} : { dueAt: null }) });
      if (item.storedMessage === null && item.draftId !== '') await ports.drafts.release(item.draftId);
      return changed(item);
    },
    async accountRemoved(accountId) {
      if ((await ports.outbox.orphan({ accountId }, accountRemoved().toJSON())) > 0) ports.notifier.outboxChanged(accountId, null);
    },
    async dropLeavers() {
      const writers = await ports.outbox.waitingWriters();
      const active = await ports.people.active(writers);
      for (const userId of writers.filter((id) => !active.has(id))) {
        const count = await ports.outbox.orphan({ userId }, writerGone().toJSON());
        if (count > 0) ports.logger.warn('Messages of somebody who left were not sent.', { userId, count });
      }
    },
    async resume() {
      const now = ports.clock.now().getTime();
      for (const accountId of await ports.outbox.accountsDue(ACCOUNTS_AT_ONCE)) await ports.scheduler.runOutbox(accountId, now);
    },
  };
}

async function submit(ports: SendingPorts, submission: Submission): Promise<{ id: string }> {
  const account = await ports.accounts.load(submission.accountId);
  if (account === null || !decideMaySendFrom(submission.userId, account)) throw wrong('accountId', 'You cannot send from this mail account.');
  const { recipients, needsUtf8, inReplyTo, references, ...people } = checkSubmission(submission);
  if (normalizeAddress(people.from.address) !== normalizeAddress(account.address)) throw wrong('from', 'A message goes out under the address of its mail account.');
  const createdAt = ports.clock.now().getTime();
  const sendAt = Math.max(createdAt, submission.sendAt);
  const messageId = `${ports.newId()}@${people.from.address.slice(people.from.address.lastIndexOf('@') + 1)}`;
  const { from, to, cc } = people;
  const { subject, html, text, files } = submission;
  checkSize(files.reduce((sum, { size }) => sum + size, 0), ports.maxSendBytes);
  const composed = await ports.composer.compose({ messageId, date: new Date(sendAt).toISOString(), from, to, cc, subject, html, text, files, inReplyTo, references });
  const item: OutboxItem = {
    ...people, id: ports.newId(), accountId: account.id, userId: submission.userId, state: sendAt > createdAt ? submission.waits : 'queued', subject, preview: previewOf({ text }),
    attachmentCount: files.filter(({ contentId }) => contentId === null || html === null).length, size: composed.size, rawKey: composed.rawKey, messageId, serverMessageId: null, identity: composed.message.identity, needsUtf8,
    draftId: submission.draftId, answers: submission.answers, record: submission.record, sendAt, dueAt: sendAt, attempts: 0, looks: 0, tryingSince: null, handedOverAt: null,
    askedAgain: false, error: null, recipients: recipients.map((address) => ({ address, state: 'waiting', response: '' })), archive: null, sentAt: null, storedMessage: null,
    filing: { state: 'waiting', why: '' }, filingTries: 0, orphaned: false, dismissed: false, createdAt,
  };
  await store(ports, item);
  ports.notifier.outboxChanged(item.accountId, item.userId);
  return { id: item.id };
}

/** Once it is stored it is on its way, also when the scheduler cannot be reached now: it is looked for once a minute. */
async function store(ports: SendingPorts, item: OutboxItem): Promise<void> {
  try {
    checkSize(item.size, ports.maxSendBytes);
    await ports.outbox.insert(item);
  } catch (error) {
    await ports.blobs.delete(item.rawKey);
    if (error instanceof MailError && error.code === 'conflict') throw tooLate();
    throw error;
  }
  await ports.scheduler.runOutbox(item.accountId, item.dueAt!).catch((error: unknown) => {
    ports.logger.warn('A message was queued, but no run could be scheduled for it yet.', { item: item.id, error: MailError.wrap(error).toJSON() });
  });
}

async function datedNow(ports: SendingPorts, item: StoredOutboxItem, now: number): Promise<Pick<OutboxChange, 'rawKey' | 'identity' | 'size'>> {
  if (item.attempts > 0 || item.sendAt - now <= SAME_DATE) return {};
  const { rawKey, size, message }: ComposedMessage = await ports.composer.redate(item.rawKey, new Date(now).toISOString());
  return { rawKey, size, identity: message.identity };
}

/** Interrupted, the next run of the account does it. */
async function takeBackNow(ports: SendingPorts, { id, accountId, userId }: OutboxItem): Promise<void> {
  const claimed = await ports.outbox.claim(id, ITEM_LEASE_SECONDS);
  if (claimed === null) return;
  const held = new HeldItem(ports, claimed, new AbortController().signal);
  try {
    await finishTakingBack(ports, held);
  } finally {
    await held.release();
    ports.notifier.outboxChanged(accountId, userId);
  }
}

const wrong = (field: string, message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });
const gone = (): MailError => new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such message in the outbox.', remedier: 'owner' });
const tooLate = (): MailError => new MailError({ kind: 'malformed', code: 'being-sent', message: 'The message is being sent, or was sent already.', remedier: 'owner' });
