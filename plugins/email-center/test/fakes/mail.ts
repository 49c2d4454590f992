/** Messages for the fakes: as much of one as filing reads. */
import type { Message } from '../../server/src/domain/mail/message';

export interface MailDraft {
  identity: string;
  from?: string;
  to?: string;
  subject?: string;
}

export function makeMessage(draft: MailDraft): Message {
  const { identity, from = 'someone@example.org', to = 'me@example.com', subject = `About ${identity}` } = draft;
  return {
    identity, subject, messageId: `${identity}@example.org`, text: `Text of ${identity}.`, hasHtml: false, attachments: [],
    from: [{ name: '', address: from }], to: [{ name: '', address: to }], sender: [], replyTo: [], cc: [], bcc: [],
    date: null, inReplyTo: [], references: [], automatic: { kind: 'none', why: '' },
  };
}
