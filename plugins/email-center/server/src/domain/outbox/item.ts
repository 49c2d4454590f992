/** A message on its way out, and the states it goes through. */
import type { Address } from '../mail/address';
import type { MailErrorData } from '../mail/mail-error';

/**
 * held: can still be taken back; scheduled: a person chose the time; queued: to be sent when its turn comes; sending: handed to the server
 * now; sent: taken by the server for the recipients it accepted; failed: not sent, and not tried again; uncertain: handed over whole
 * without an answer, so that only a person can say; taken-back: on its way back to a draft, shown to nobody.
 */
export type OutboxState = 'held' | 'scheduled' | 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'taken-back';

/** What the server said to one address. */
export interface RecipientResult {
  address: string;
  state: 'waiting' | 'accepted' | 'refused';
  response: string;
}

export interface SentFiling {
  state: 'waiting' | 'appended' | 'provider' | 'failed';
  why: string;
}

export interface OutboxPeople {
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
}

/** Times are epoch milliseconds. */
export interface OutboxItem extends OutboxPeople {
  id: string;
  accountId: string;
  userId: number;
  state: OutboxState;
  subject: string;
  preview: string;
  attachmentCount: number;
  size: number;
  /** Of the message as it goes out: every try sends the same octets. */
  rawKey: string;
  /** Without angle brackets, made once. */
  messageId: string;
  /** What the server named it instead, where it did; its copies carry that. */
  serverMessageId: string | null;
  /** See `Message.identity`. */
  identity: string;
  /** An address of it needs SMTPUTF8 (RFC 6531). */
  needsUtf8: boolean;
  draftId: string;
  /** documentId of the message it answers. */
  answers: string | null;
  record: { recordType: string; recordId: string } | null;
  sendAt: number;
  /** When something is to be done with it next; null: nothing is. */
  dueAt: number | null;
  attempts: number;
  /** How often it was looked for in Sent since it became uncertain. */
  looks: number;
  /** When the tries began that are given up after a day; null before the first. */
  tryingSince: number | null;
  /** The last octets of the last try were about to go out: from then on the server may have it. */
  handedOverAt: number | null;
  /** A person asked for it to be sent again although the server may have it. */
  askedAgain: boolean;
  error: MailErrorData | null;
  recipients: RecipientResult[];
  /** What became of the copy for the archive address; shown to nobody. */
  archive: RecipientResult | null;
  sentAt: number | null;
  /** documentId of the stored message. */
  storedMessage: string | null;
  filing: SentFiling;
  filingTries: number;
  orphaned: boolean;
  dismissed: boolean;
  createdAt: number;
}

export type OutboxChange = Partial<Pick<OutboxItem,
  'state' | 'dueAt' | 'attempts' | 'looks' | 'tryingSince' | 'handedOverAt' | 'askedAgain' | 'error' | 'recipients' | 'archive' | 'sentAt' | 'storedMessage' | 'filing' | 'filingTries' | 'orphaned' | 'dismissed' | 'rawKey' | 'identity' | 'sendAt' | 'size' | 'serverMessageId'>>;

/** It waits for its turn, and no try has begun that the server could have taken. */
export const waits = ({ state }: Pick<OutboxItem, 'state'>): boolean => state === 'held' || state === 'scheduled' || state === 'queued';

/** It went wrong, and a person should know: not sent at all, perhaps sent, or not to everybody. */
export function isTrouble({ state, recipients, dismissed }: Pick<OutboxItem, 'state' | 'recipients' | 'dismissed'>): boolean {
  return !dismissed && (state === 'failed' || state === 'uncertain' || (state === 'sent' && recipients.some((one) => one.state === 'refused')));
}

/** Stands in the outbox: what is on its way, and what went wrong. */
export function isOpen(item: Pick<OutboxItem, 'state' | 'recipients' | 'dismissed'>): boolean {
  return isTrouble(item) || (item.state !== 'sent' && item.state !== 'taken-back' && !item.dismissed);
}

export interface OutboxRights {
  cancel: boolean;
  sendNow: boolean;
  retry: boolean;
  dismiss: boolean;
}

/** What a person may do with it; `busy`: somebody works on it at this moment. Nothing that anybody has may be taken back. */
export function decideOutboxRights(item: Pick<OutboxItem, 'state' | 'recipients' | 'dismissed'>, busy: boolean): OutboxRights {
  const reached = item.recipients.some(({ state }) => state === 'accepted');
  const idle = !busy && item.state !== 'sending' && item.state !== 'taken-back';
  return {
    cancel: idle && !reached && (waits(item) || item.state === 'failed'),
    sendNow: idle && waits(item),
    retry: idle && !item.dismissed && (item.state === 'failed' || item.state === 'uncertain' || isTrouble(item)),
    dismiss: idle && isTrouble(item),
  };
}
