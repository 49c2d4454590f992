/** A message as it is stored, as far as linking it to records reads it. */
import type { AccountKind } from '../mail/account';
import type { FiledForward } from '../mail/forwarded';
import type { Attachment, Automatic, Envelope } from '../mail/message';
import { occurredAt, type AsRead } from './as-read';
import type { KnownLink, RecordRef } from './decide-link';
import { folderTitle } from './file-names';
import type { ActivityRow, CopyReading } from './filing';
import { documentsOf } from './shown';
import type { Direction, MailboxRole } from './types';

/** What one account has of a message, with what its import decided about it. */
export interface StoredCopy {
  accountKind: AccountKind;
  /** The mailboxes of the account it was seen in, by role; each once. */
  roles: MailboxRole[];
  direction: Direction;
  counterpart: string | null;
  /** Set where the account read other headers than the message is stored with. */
  reading: CopyReading | null;
  /** Somebody has, or had, to look at it, because it could not be read as a forwarded message. */
  look: boolean;
  /** Of received mail of an intake account that is, or was, somebody's: the addresses it names, the account's own left out. Null of all other mail. */
  mentioned: string[] | null;
}

export interface StoredMail {
  id: number;
  identity: string;
  headers: Envelope & { forwarded: FiledForward | null };
  /** What accounts have of it now, in the order in which they got it; empty once nobody has it any more. */
  copies: StoredCopy[];
  direction: Direction;
  counterpart: string | null;
  preview: string;
  receivedAt: string;
  /** Octets. */
  size: number;
  attachments: Attachment[];
  automatic: Automatic;
  links: KnownLink[];
}

/** The history entry it makes on a record, as an import would have made it: as the copy was read that brings it, else as it is stored. */
export function activityOf(mail: StoredMail, record: RecordRef, read?: AsRead): ActivityRow {
  const { direction, counterpart } = read ?? mail;
  const forwarded = read === undefined ? mail.headers.forwarded : read.forwarded;
  const subject = forwarded?.subject ?? read?.headers.subject ?? mail.headers.subject;
  const at = occurredAt({ forwarded }, mail.receivedAt);
  return {
    identity: mail.identity, kind: 'email', recordType: record.recordType, recordId: record.recordId, direction, subject, preview: mail.preview,
    counterpart, occurredAt: at,
    folder: { title: folderTitle(subject, at), documents: documentsOf({ size: mail.size, message: { subject: mail.headers.subject, attachments: mail.attachments } }) },
  };
}
