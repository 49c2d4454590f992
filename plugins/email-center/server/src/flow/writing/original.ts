/** The message that is answered or forwarded, as far as its writer sees it. */
import type { RecordLinkDto } from '../../../../shared/contracts';
import type { Address } from '../../domain/mail/address';
import { MailError } from '../../domain/mail/mail-error';
import type { Attachment, Automatic } from '../../domain/mail/message';
import type { QuotedBody } from '../../domain/writing/quote';
import type { Original as Answered } from '../../domain/writing/reply-recipients';
import type { Quoted } from '../../domain/writing/words';
import type { MessageReader } from '../ports';
import type { Queries, StoredMessage } from '../queries';
import type { Writer } from './writer';

export interface OriginalPorts {
  queries: Pick<Queries, 'loadMessage'>;
  reader: MessageReader;
}

export interface Original {
  id: string;
  rawKey: string;
  /** As it is stored, with what its writer may not see. */
  stored: StoredMessage;
  subject: string;
  accounts: StoredMessage['accounts'];
  to: Address[];
  cc: Address[];
  automatic: Automatic['kind'];
  links: RecordLinkDto[];
  attachments: Attachment[];
  answered: Answered;
  quoted: Quoted;
  body: QuotedBody;
}

/** Rejects with `not-found` unless the writer sees everything of it. Remote images are not in the body. */
export async function loadOriginal({ queries, reader }: OriginalPorts, writer: Writer, id: string): Promise<Original> {
  const found = await queries.loadMessage(writer.viewer, id);
  if (found === null) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such message.', remedier: 'owner' });
  const rendered = await reader.readBody(found.rawKey, { allowRemote: false });
  // Of a message that was forwarded as an attachment, the stored text holds the attached one.
  const attached = found.forwarded?.style === 'attached';
  const message = await writer.conceal({ ...found, text: attached ? found.text : rendered.text, html: attached ? null : rendered.html });
  const within = withinForward(message);
  return {
    id: found.id, rawKey: found.rawKey, stored: found, subject: within.subject, accounts: found.accounts, to: within.to, cc: within.cc,
    automatic: found.automatic, links: writer.readableLinks(found.links), attachments: message.attachments, answered: { ...within, direction: found.direction, automatic: found.automatic },
    quoted: { from: within.from, to: within.to, cc: within.cc, subject: within.subject, date: within.date }, body: { html: message.html ?? null, text: message.text },
  };
}

interface Headers {
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  date: string;
}

/** What came by a forward address is answered to whoever wrote it, not to the colleague who forwarded it (S5.1). */
function withinForward({ forwarded, from, replyTo, to, cc, subject, date, receivedAt }: StoredMessage): Headers {
  const author = forwarded?.from[0];
  if (forwarded == null || author === undefined || forwarded.style === 'redirect' || forwarded.style === 'bcc') return { from, replyTo, to, cc, subject, date: date ?? receivedAt };
  return { from: author, replyTo: [], to: forwarded.to, cc: forwarded.cc, subject: forwarded.subject || subject, date: forwarded.date ?? date ?? receivedAt };
}
