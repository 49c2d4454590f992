/** What is left of a message when only a part of it is shared (X13): pure, field by field, so that nothing is left by oversight. */
import type { ActivityDto, MessageDetail, MessageListItem, RecordLinkDto } from '../../../shared/contracts';
import { shows } from '../domain/access/decide-visibility';
import type { ColleagueView } from '../domain/mail/account';
import { normalizeAddress, type Address } from '../domain/mail/address';

/** How much is seen of something that is seen at all. */
export type SharedView = Exclude<ColleagueView, 'nothing'>;
/** How much is seen of what is not seen whole. */
export type PartialView = Exclude<SharedView, 'everything'>;

/** The header fields that every view shows. Bcc is not among them: it is for the sender alone (RFC 5322 section 3.6.3). */
export interface Participants {
  from: readonly Address[];
  to: readonly Address[];
  cc: readonly Address[];
}

/** The normalised addresses of the participants. */
export function participantAddresses({ from, to, cc }: Participants): Set<string> {
  return new Set([...from, ...to, ...cc].flatMap(({ address }) => normalizeAddress(address) ?? []));
}

/** The other side of a message, where it is one of its participants. */
export function visibleCounterpart(counterpart: string | null, participants: Participants): string | null {
  return counterpart !== null && participantAddresses(participants).has(counterpart) ? counterpart : null;
}

/** A row of a list. Its recipients may be cut short, so the reasons of links go by the addresses given. */
export function redactListItem(item: MessageListItem, view: PartialView, participants: Participants): MessageListItem {
  return {
    id: item.id, view, subject: shows(view, 'subject') ? item.subject : '', preview: '', from: item.from, to: item.to, direction: item.direction,
    receivedAt: item.receivedAt, attachmentCount: item.attachmentCount, automatic: 'none', accounts: item.accounts, links: redactLinks(item.links, participants),
  };
}

/** Everything of a message but its body; `owner` is whom to ask for more. */
export function redactMessage(message: Omit<MessageDetail, 'html' | 'blockedRemote'>, view: PartialView, owner: string | null): Omit<MessageDetail, 'html' | 'blockedRemote'> {
  const { cc, date } = message;
  const item = redactListItem(message, view, { from: message.from === null ? [] : [message.from], to: message.to, cc });
  return {
    ...item, owner, cc, date, bcc: [], replyTo: [], messageId: null, automaticWhy: '', forwarded: null, text: '', attachments: [], size: 0,
    delivery: { failed: [], about: null, bounces: [] }, sightings: [],
  };
}

/** An entry of a record's history. */
export function redactActivity(activity: ActivityDto, view: PartialView, participants: Participants): ActivityDto {
  return {
    id: activity.id, view, kind: activity.kind, messageId: activity.messageId, direction: activity.direction, subject: shows(view, 'subject') ? activity.subject : '', preview: '',
    counterpart: visibleCounterpart(activity.counterpart, participants), occurredAt: activity.occurredAt,
    attachmentCount: activity.folder.documents.filter(({ kind }) => kind === 'attachment').length, folder: { title: '', documents: [] },
  };
}

/** That a record is linked is told on the record, too; an address that stands in the text or in a bounce is not told. */
function redactLinks(links: readonly RecordLinkDto[], participants: Participants): RecordLinkDto[] {
  const known = participantAddresses(participants);
  return links.map((link) => ({ ...link, reasons: link.reasons.filter(({ rule, address }) => rule === 'manual' || known.has(address)) }));
}

/** What a search by words looks at. */
export function searchableText(message: { subject: string; counterpart: string | null } & Participants, view: SharedView): string {
  const { subject, counterpart } = message;
  if (view === 'everything') return `${subject}\n${counterpart ?? ''}`;
  return `${shows(view, 'subject') ? subject : ''}\n${visibleCounterpart(counterpart, message) ?? ''}`;
}
