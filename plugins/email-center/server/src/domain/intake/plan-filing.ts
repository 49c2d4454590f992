/** Decides what is written for a batch of sighted UIDs. Pure: what exists already is handed in. */
import type { ImportPolicy } from '../mail/account';
import { normalizeAddress } from '../mail/address';
import type { Envelope, Message } from '../mail/message';
import { correspondentRows } from './correspondents';
import { decideFilter, decideTestMessage } from './decide-filter';
import { folderTitle, numberDuplicates, safeFileName } from './file-names';
import type { ActivityRow, DocumentRow, FilingPlan, KnownMessage, SightingRow } from './filing';
import { counterpartOf, groupHits, matchMessage, recordKey } from './match';
import type { AddressHit, FileableMail, MailboxRole, Match, MatchingOptions, Outcome, SightedMail, SkippedMail } from './types';

export type * from './filing';

/** Characters of the preview shown in lists. */
const PREVIEW_CHARS = 200;
const SPARE_CHARS = 40;

/** A batch of UIDs of one mailbox and one epoch, with what is known about them. */
export interface PlanFilingInput {
  accountId: string;
  /** The account's own: nobody searches for it among the account's own mail. */
  accountAddress: string;
  mailboxId: number;
  role: MailboxRole;
  uidValidity: number;
  policy: ImportPolicy;
  matching: MatchingOptions;
  sighted: readonly SightedMail[];
  /** Decided by their headers alone. */
  skipped: readonly SkippedMail[];
  /** On the server when the fetch was planned, gone when it was made. */
  vanished: readonly number[];
  known: readonly KnownMessage[];
  hits: readonly AddressHit[];
  cursor: FilingPlan['cursor'];
  serverCount: number | null;
  /** UIDs decided anew, with the outcome they had (replay). */
  replaced?: ReadonlyMap<number, Outcome>;
}

/** A message on its way into the plan, with what several rows show of it. */
interface Filed extends FileableMail {
  preview: string;
  counterpart: string | null;
}

/** What is stored of a message, or will be by this very plan. */
interface Stored {
  isNew: boolean;
  receivedAt: string;
  accounts: Set<string>;
  links: Map<string, 'active' | 'removed'>;
}

/**
 * One outcome for every UID handed in:
 *
 * - `imported`: the first sighting that stores the message, with its delivery, links, activities and document folders.
 * - `duplicate`: any later sighting of a stored message: in another mailbox or account, a second copy in the same
 *   mailbox, or the same message after the server renumbered the mailbox (UIDVALIDITY). It adds what is missing: the
 *   delivery to this account, and the links this mailbox role gives, each with its activity. The reason says which.
 * - `unmatched-skipped`, `too-large`, `quarantined`, `vanished`, `test-message`: nothing is stored.
 *
 * A link that exists stays as it is, manual or not; a removed link is a tombstone and stays removed (invariant 6).
 * Planning the same batch again over the result of the first plan adds no message, delivery, link or activity.
 */
export function planFiling(input: PlanFilingInput): FilingPlan {
  const plan: FilingPlan = {
    accountId: input.accountId, mailboxId: input.mailboxId, sightings: [], correspondents: [], messages: [], deliveries: [], links: [], activities: [],
    cursor: input.cursor, serverCount: input.serverCount,
  };
  const stored = new Map(input.known.map((known) => [known.identity, describeKnown(known)]));
  const hits = groupHits(input.hits);
  for (const mail of input.sighted) {
    if (mail.ok) planReadable(plan, input, mail, stored, matchMessage(input.role, mail.message, input.matching, hits));
    else plan.sightings.push(unreadableSighting(input, mail));
  }
  for (const mail of input.skipped) plan.sightings.push(skippedSighting(input, mail));
  planCorrespondents(plan, input, stored);
  for (const uid of input.vanished) plan.sightings.push(vanishedSighting(input, uid));
  return plan;
}

/** The ledger rows planned so far are those of the sighted and the skipped UIDs, one each, in that order. */
function planCorrespondents(plan: FilingPlan, input: PlanFilingInput, stored: ReadonlyMap<string, Stored>): void {
  const ownAddress = normalizeAddress(input.accountAddress);
  const envelopes = [...input.sighted.map((mail) => (mail.ok ? mail.message : mail.envelope)), ...input.skipped.map((mail) => mail.envelope)];
  plan.sightings.forEach((sighting, index) => {
    const envelope = envelopes[index];
    if (!envelope) return;
    const receivedAt = sighting.identity === null ? null : (stored.get(sighting.identity)?.receivedAt ?? null);
    plan.correspondents.push(...correspondentRows(sighting, envelope, { role: input.role, ownAddress, receivedAt }));
  });
}

function describeKnown(known: KnownMessage): Stored {
  return {
    isNew: false,
    receivedAt: known.receivedAt,
    accounts: new Set(known.deliveries.map((delivery) => delivery.accountId)),
    links: new Map(known.links.map((link) => [recordKey(link), link.state])),
  };
}

function planReadable(plan: FilingPlan, input: PlanFilingInput, mail: FileableMail, stored: Map<string, Stored>, matches: Match[]): void {
  const verdict = decideTestMessage(mail.message) ?? decideFilter(input.policy, matches);
  const sighting = readableSighting(input, mail);
  if (!verdict.file) {
    plan.sightings.push({ ...sighting, outcome: verdict.outcome, reason: verdict.reason, identity: null });
    return;
  }
  const filed: Filed = { ...mail, preview: previewOf(mail.message), counterpart: sighting.counterpart };
  const known = stored.get(mail.message.identity);
  const target = known ?? newlyStored(mail);
  if (known) plan.sightings.push({ ...sighting, outcome: 'duplicate', reason: duplicateReason(known, input.accountId) });
  else {
    stored.set(mail.message.identity, target);
    plan.sightings.push({ ...sighting, outcome: 'imported', reason: verdict.reason });
    planMessage(plan, input, filed);
  }
  planDelivery(plan, input, filed, target);
  planLinks(plan, input, filed, target, matches);
}

function newlyStored(mail: FileableMail): Stored {
  return { isNew: true, receivedAt: mail.internalDate, accounts: new Set(), links: new Map() };
}

function duplicateReason(known: Stored, accountId: string): string {
  if (known.isNew) return 'A second copy of a message of the same batch; stored once.';
  return known.accounts.has(accountId)
    ? 'This account has the message already: seen in another mailbox, as a second copy, or before the server renumbered the mailbox.'
    : 'Stored already from another account; added to this one.';
}

function planMessage(plan: FilingPlan, input: PlanFilingInput, mail: Filed): void {
  const { message } = mail;
  plan.messages.push({
    identity: message.identity, message, rawKey: mail.rawKey, size: mail.size, direction: directionOf(input.role),
    receivedAt: mail.internalDate, automatic: message.automatic, counterpart: mail.counterpart, preview: mail.preview,
  });
}

function planDelivery(plan: FilingPlan, input: PlanFilingInput, mail: Filed, target: Stored): void {
  if (target.accounts.has(input.accountId)) return;
  target.accounts.add(input.accountId);
  plan.deliveries.push({
    identity: mail.message.identity, accountId: input.accountId, role: input.role, direction: directionOf(input.role),
    receivedAt: target.receivedAt, seen: mail.seen, counterpart: mail.counterpart, rawKey: mail.rawKey, bcc: input.role === 'sent' ? mail.message.bcc : [],
  });
}

function planLinks(plan: FilingPlan, input: PlanFilingInput, mail: Filed, target: Stored, matches: Match[]): void {
  for (const match of matches) {
    if (target.links.has(recordKey(match))) continue;
    target.links.set(recordKey(match), 'active');
    plan.links.push({ identity: mail.message.identity, ...match });
    plan.activities.push(activityFor(input, mail, match));
  }
}

function activityFor(input: PlanFilingInput, mail: Filed, match: Match): ActivityRow {
  const { message, internalDate } = mail;
  return {
    identity: message.identity, kind: 'email', recordType: match.recordType, recordId: match.recordId,
    direction: directionOf(input.role), subject: message.subject, preview: mail.preview,
    counterpart: mail.counterpart, occurredAt: internalDate,
    folder: { title: folderTitle(message.subject, internalDate), documents: documentsOf(mail) },
  };
}

/**
 * The original first, then the attachments in the order of the message. An image shown within the body is no document;
 * anything else marked inline is one, because common clients mark attached PDF files so.
 */
function documentsOf(mail: FileableMail): DocumentRow[] {
  const files = mail.message.attachments.filter((file) => !(file.inline && file.contentId !== null && file.contentType.startsWith('image/')));
  const subject = mail.message.subject.slice(0, 100).trim();
  const names = numberDuplicates([safeFileName(`${subject === '' ? 'message' : subject.replace(/[/\\]/g, '-')}.eml`), ...files.map((file) => safeFileName(file.filename))]);
  const original: DocumentRow = { kind: 'original', name: names[0] ?? 'message.eml', partNumber: null, contentType: 'message/rfc822', size: mail.size };
  return [
    original,
    ...files.map((file, index): DocumentRow => ({
      kind: 'attachment', name: names[index + 1] ?? 'attachment', partNumber: file.partNumber, contentType: file.contentType, size: file.size,
    })),
  ];
}

function directionOf(role: MailboxRole): 'incoming' | 'outgoing' {
  return role === 'inbox' ? 'incoming' : 'outgoing';
}

/** The first characters of the text in one line. */
function previewOf({ text }: Message): string {
  // Nearly always little white space falls out, so that little more than the preview itself has to be looked at.
  const near = inOneLine(text.slice(0, PREVIEW_CHARS + SPARE_CHARS));
  if (near.length >= PREVIEW_CHARS || text.length <= PREVIEW_CHARS + SPARE_CHARS) return near.slice(0, PREVIEW_CHARS);
  return inOneLine(text.slice(0, PREVIEW_CHARS * 3)).slice(0, PREVIEW_CHARS);
}

/** Single spaces, which are most of all white space, stay as they are. */
const inOneLine = (text: string): string => text.replace(/\s{2,}|[^\S ]/g, ' ').trim();

type SightingBase = Omit<SightingRow, 'outcome' | 'reason'>;

function readableSighting(input: PlanFilingInput, mail: FileableMail): SightingBase {
  return { ...sightingOf(input, mail.uid, mail.message), identity: mail.message.identity, internalDate: mail.internalDate, size: mail.size };
}

function unreadableSighting(input: PlanFilingInput, mail: Extract<SightedMail, { ok: false }>): SightingRow {
  return {
    ...sightingOf(input, mail.uid, mail.envelope), internalDate: mail.internalDate, size: mail.size, error: mail.error, rawKey: mail.rawKey,
    outcome: mail.error.code === 'too-large' ? 'too-large' : 'quarantined', reason: mail.error.message,
  };
}

function skippedSighting(input: PlanFilingInput, mail: SkippedMail): SightingRow {
  return { ...sightingOf(input, mail.uid, mail.envelope), internalDate: mail.internalDate, size: mail.size, outcome: mail.outcome, reason: mail.reason };
}

function vanishedSighting(input: PlanFilingInput, uid: number): SightingRow {
  return { ...sightingOf(input, uid, null), outcome: 'vanished', reason: 'It was deleted or moved on the server before it could be read.' };
}

function sightingOf(input: PlanFilingInput, uid: number, envelope: Envelope | null): SightingBase {
  return {
    uid, uidValidity: input.uidValidity, error: null, identity: null, rawKey: null, internalDate: null, size: 0,
    messageId: envelope?.messageId ?? null, subject: envelope?.subject ?? '',
    counterpart: envelope === null ? null : counterpartOf(input.role, envelope),
    ...(input.replaced?.has(uid) ? { replaces: input.replaced.get(uid) } : {}),
  };
}
