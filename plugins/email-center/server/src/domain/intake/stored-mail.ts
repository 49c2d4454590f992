/** A message as it is stored, as far as linking it to records reads it. */
import type { FiledForward } from '../mail/forwarded';
import type { Attachment, Automatic, Envelope } from '../mail/message';
import { occurredAt } from './as-read';
import type { KnownLink, RecordRef } from './decide-link';
import { folderTitle } from './file-names';
import type { ActivityRow } from './filing';
import { documentsOf } from './shown';
import type { Direction, MailboxRole } from './types';

export interface StoredMail {
  id: number;
  identity: string;
  headers: Envelope & { forwarded: FiledForward | null };
  /** The mailboxes it is in now, by role; empty once nobody has it any more. */
  roles: MailboxRole[];
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

/** The history entry it makes on a record, as an import would have made it. */
export function activityOf(mail: StoredMail, record: RecordRef): ActivityRow {
  const subject = mail.headers.forwarded?.subject ?? mail.headers.subject;
  const at = occurredAt(mail.headers, mail.receivedAt);
  return {
    identity: mail.identity, kind: 'email', recordType: record.recordType, recordId: record.recordId, direction: mail.direction, subject, preview: mail.preview,
    counterpart: mail.counterpart, occurredAt: at,
    folder: { title: folderTitle(subject, at), documents: documentsOf({ size: mail.size, message: { subject: mail.headers.subject, attachments: mail.attachments } }) },
  };
}
