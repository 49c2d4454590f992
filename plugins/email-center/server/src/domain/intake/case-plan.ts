/** What a case leaves in the history: an activity on each record it names, or one that waits for its record. Pure. */
import { normalizeAddresses } from '../mail/address';
import type { Message } from '../mail/message';
import { folderTitle } from './file-names';
import type { ActivityRow, LinkRow } from './filing';
import { recordKey } from './match';
import type { MentioningMessage } from './mentions';
import { documentsOf, previewOf } from './shown';
import type { StoredMail } from './stored-mail';
import type { Match } from './types';

/** A message that becomes a case, fresh from the server or stored before. */
export interface CaseMail {
  /** ISO UTC. */
  internalDate: string;
  size: number;
  message: MentioningMessage & Pick<Message, 'identity' | 'subject' | 'attachments'>;
}

export interface CaseRows {
  links: LinkRow[];
  activities: ActivityRow[];
}

/**
 * One activity of kind `case` for every record found in the message, with its original and attachments; without any
 * record one activity that a later link by hand completes. A record whose link a person removed stays out (invariant 6);
 * one that is linked already gets the activity and keeps its link.
 */
export function planCase(mail: CaseMail, matches: readonly Match[], links: ReadonlyMap<string, 'active' | 'removed'>): CaseRows {
  const { identity } = mail.message;
  const found = matches.filter((match) => links.get(recordKey(match)) !== 'removed');
  const entries = found.length > 0 ? found : [null];
  return {
    links: found.filter((match) => !links.has(recordKey(match))).map((match) => ({ identity, ...match })),
    activities: entries.map((match) => caseActivity(mail, match)),
  };
}

/** The entry on a record whose address was entered after the message became a case. */
export function caseActivityOf({ identity, headers, receivedAt, size, attachments, preview }: StoredMail, record: Pick<Match, 'recordType' | 'recordId'>): ActivityRow {
  return { ...caseActivity({ internalDate: receivedAt, size, message: { ...headers, identity, attachments, text: '' } }, record), preview };
}

function caseActivity(mail: CaseMail, record: Pick<Match, 'recordType' | 'recordId'> | null): ActivityRow {
  const { message, internalDate } = mail;
  return {
    identity: message.identity, kind: 'case', recordType: record?.recordType ?? null, recordId: record?.recordId ?? null, direction: 'incoming',
    subject: message.subject, preview: previewOf(message), counterpart: normalizeAddresses(message.from)[0] ?? null, occurredAt: internalDate,
    folder: { title: folderTitle(message.subject, internalDate), documents: documentsOf(mail) },
  };
}
