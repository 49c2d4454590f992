/** Decides what is written for a batch of sighted UIDs. Pure: what exists already is handed in. */
import { normalizeAddress } from '../mail/address';
import { because, type Reason } from '../mail/reason';
import { correspondentRows } from './correspondents';
import { asForwarded, occurredAt, openingOf, readAs, type AsRead, type FilingAccount } from './as-read';
import { contextAfter, decideAssignment, lastAssignedIn, type Assignment, type FilingContext } from './assign';
import { decideAutomaticFilter, decideFilter, decideListFilter, decideTestMessage, makesActivity, reasoned, type Verdict } from './decide-filter';
import { documentsOf, previewOf } from './shown';
import { folderTitle } from './file-names';
import type { ActivityRow, FilingPlan, KnownMessage } from './filing';
import { caseRows, isCase, type IntakeContext } from './intake';
import { filesLeftOut } from './forward-intake';
import { octetsLeft } from './left-octets';
import { groupHits, matchMessage, recordKey } from './match';
import { withFailedRecipients } from './match-bounce';
import { namingRows, readingToKeep } from './namings';
import type { IntakePolicy } from './policy';
import { erasedSighting, readableSighting, skippedSighting, unreadableSighting, vanishedSighting } from './sighting-rows';
import type { AddressHit, FileableMail, MailboxRole, Match, Outcome, SightedMail, SkippedMail } from './types';

export type * from './filing';

/** A batch of UIDs of one mailbox and one epoch, with what is known about them. */
export interface PlanFilingInput {
  account: FilingAccount;
  mailboxId: number;
  role: MailboxRole;
  uidValidity: number;
  policy: IntakePolicy;
  /** Who may work on what comes in. */
  context: FilingContext;
  sighted: readonly SightedMail[];
  /** Decided by their headers alone. */
  skipped: readonly SkippedMail[];
  /** On the server when the fetch was planned, gone when it was made. */
  vanished: readonly number[];
  known: readonly KnownMessage[];
  /** Identities of the batch that were erased; see `MessageStore.loadErased`. */
  erased?: ReadonlySet<string>;
  hits: readonly AddressHit[];
  cursor: FilingPlan['cursor'];
  serverCount: number | null;
  /** UIDs decided anew, with the outcome they had (replay). */
  replaced?: ReadonlyMap<number, Outcome>;
}

/** A message on its way into the plan, with what several rows show of it. */
interface Filed extends FileableMail {
  preview: string;
  read: AsRead;
}

/** What is stored of a message, or will be by this very plan. */
interface Stored {
  isNew: boolean;
  /** See `KnownMessage.isForwarded`. */
  isForwarded: boolean;
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
 * - `erased`: somebody erased this message; its tombstone keeps it out, and the row tells nothing of it.
 * - `unmatched-skipped`, `blocked`, `automatic-skipped`, `too-large`, `quarantined`, `vanished`, `test-message`: nothing is stored.
 *
 * A link that exists stays as it is, manual or not; a removed link is a tombstone and stays removed (invariant 6).
 * Planning the same batch again over the result of the first plan adds no message, delivery, link or activity.
 */
export function planFiling(given: PlanFilingInput): FilingPlan {
  // Its context moves on with each message that somebody gets.
  const input = { ...given };
  const plan: FilingPlan = {
    accountId: input.account.id, mailboxId: input.mailboxId, sightings: [], correspondents: [], namings: [], messages: [], deliveries: [], links: [], activities: [], work: [], bounces: [], left: [],
    cursor: input.cursor, serverCount: input.serverCount,
  };
  const stored = new Map(input.known.map((known) => [known.identity, describeKnown(known)]));
  const hits = groupHits(input.hits);
  for (const mail of input.sighted) {
    if (mail.ok) planReadable(plan, input, mail, stored, hits);
    else plan.sightings.push(unreadableSighting(input, mail));
  }
  for (const mail of input.skipped) plan.sightings.push(skippedSighting(input, mail));
  planCorrespondents(plan, input, stored);
  for (const uid of input.vanished) plan.sightings.push(vanishedSighting(input, uid));
  plan.lastAssigned = lastAssignedIn(input.context, given.context);
  plan.left = octetsLeft(plan, input.sighted, input.known);
  return plan;
}

/** The ledger rows planned so far are those of the sighted and the skipped UIDs, one each, in that order. */
function planCorrespondents(plan: FilingPlan, input: PlanFilingInput, stored: ReadonlyMap<string, Stored>): void {
  const ownAddress = normalizeAddress(input.account.address);
  const envelopes = [...input.sighted.map((mail) => (mail.ok ? readAs(input.role, mail.message, input).headers : mail.envelope)), ...input.skipped.map((mail) => mail.envelope)];
  plan.sightings.forEach((sighting, index) => {
    const envelope = envelopes[index];
    if (!envelope || sighting.outcome === 'erased') return;
    const receivedAt = sighting.identity === null ? null : (stored.get(sighting.identity)?.receivedAt ?? null);
    plan.correspondents.push(...correspondentRows(sighting, envelope, { role: input.role, ownAddress, receivedAt }));
  });
}

function describeKnown(known: KnownMessage): Stored {
  return {
    isNew: false,
    isForwarded: known.isForwarded === true,
    receivedAt: known.receivedAt,
    accounts: new Set(known.deliveries.map((delivery) => delivery.accountId)),
    links: new Map(known.links.map((link) => [recordKey(link), link.state])),
  };
}

function planReadable(plan: FilingPlan, input: PlanFilingInput, mail: FileableMail, stored: Map<string, Stored>, hits: ReadonlyMap<string, readonly AddressHit[]>): void {
  const read = readAs(input.role, mail.message, input);
  const matches = read.look === undefined ? matchesOf(input, mail, read, hits) : [];
  const sighting = readableSighting(input, mail, read);
  if (input.erased?.has(mail.message.identity)) {
    plan.sightings.push(erasedSighting(sighting));
    return;
  }
  const verdict = decideVerdict(input, mail, read, matches);
  if (!verdict.file) {
    plan.sightings.push({ ...sighting, outcome: verdict.outcome, reason: verdict.reason, reasons: verdict.reasons, identity: null, listEntryId: verdict.listEntryId ?? null });
    return;
  }
  const filed: Filed = { ...mail, preview: previewOf({ text: openingOf(mail.message, read) }), read };
  const known = stored.get(mail.message.identity);
  const target = known ?? newlyStored(mail, read);
  if (known) plan.sightings.push({ ...sighting, outcome: 'duplicate', ...reasoned(duplicateReason(known, input.account.id)) });
  else {
    stored.set(mail.message.identity, target);
    plan.sightings.push({ ...sighting, outcome: 'imported', ...reasoned(...verdict.reasons, ...filesLeftOut(mail.message.forwardSigns?.filesLeftOut ?? 0)) });
    planMessage(plan, filed);
  }
  const assignment = planWork(plan, input, filed, target);
  planDelivery(plan, input, filed, target);
  plan.namings.push(...namingRows(input.context, filed, { wasStored: known !== undefined, receivedAt: target.receivedAt }));
  if (input.context.kind === 'intake' && read.direction === 'incoming') planCaseHistory(plan, input.context, filed, { input, target, hits, assignment });
  else planLinks(plan, input, filed, target, matches);
}

function matchesOf({ policy }: PlanFilingInput, { message }: FileableMail, read: AsRead, hits: ReadonlyMap<string, readonly AddressHit[]>): Match[] {
  return withFailedRecipients(asForwarded(matchMessage(read.role, read.headers, policy.matching, hits), read), message.automatic, hits);
}

function decideVerdict({ account, policy }: PlanFilingInput, mail: FileableMail, read: AsRead, matches: Match[]): Verdict {
  const test = decideTestMessage(mail.message);
  if (test !== null) return test;
  if (read.refused !== undefined) return { file: false, outcome: 'blocked', ...reasoned(read.refused) };
  if (read.look !== undefined) return { file: true, ...reasoned(because('to-be-looked-at'), ...read.look.reasons) };
  return decideListFilter(policy.lists, account, read) ?? decideAutomaticFilter(policy.automatic, mail.message.automatic) ?? decideFilter(account.importPolicy, matches);
}

function newlyStored(mail: FileableMail, { forwarded }: AsRead): Stored {
  return { isNew: true, isForwarded: forwarded !== null, receivedAt: mail.internalDate, accounts: new Set(), links: new Map() };
}

function duplicateReason(known: Stored, accountId: string): Reason {
  if (known.isNew) return because('same-batch');
  return because(known.accounts.has(accountId) ? 'same-account' : 'other-account');
}

function planMessage(plan: FilingPlan, mail: Filed): void {
  const { message, read } = mail;
  plan.messages.push({
    identity: message.identity, message: read.headers === message ? message : { ...message, ...read.headers }, rawKey: mail.rawKey, size: mail.size, direction: read.direction,
    receivedAt: mail.internalDate, automatic: message.automatic, counterpart: read.counterpart, preview: mail.preview, forwarded: read.forwarded,
  });
  const { bounced } = message.automatic;
  if (bounced !== undefined) plan.bounces.push({ identity: message.identity, ...bounced, receivedAt: mail.internalDate });
}

/** A message makes work once for each account that has it. */
function planWork(plan: FilingPlan, input: PlanFilingInput, mail: Filed, target: Stored): Assignment | null {
  if (target.accounts.has(input.account.id)) return null;
  const assignment = decideAssignment(input.context, mail, mail.read);
  if (assignment === null) return null;
  input.context = contextAfter(input.context, assignment, mail.message.identity);
  plan.work.push({ identity: mail.message.identity, accountId: input.account.id, ...assignment, receivedAt: target.receivedAt });
  return assignment;
}

/** Received mail of an intake account is not its sender's, who is a colleague: it belongs to the records it names, once it is a case. */
function planCaseHistory(
  plan: FilingPlan, context: IntakeContext, mail: Filed,
  { input, target, hits, assignment }: { input: PlanFilingInput; target: Stored; hits: ReadonlyMap<string, readonly AddressHit[]>; assignment: Assignment | null },
): void {
  const sighting = plan.sightings.at(-1);
  if (assignment === null || sighting === undefined) return;
  if (sighting.outcome === 'imported') Object.assign(sighting, reasoned(because('imported'), ...assignment.reason.reasons));
  if (!isCase(assignment)) return;
  const rows = caseRows(context, mail, mail.read.counterpart, { hits, links: target.links });
  for (const link of rows.links) target.links.set(recordKey(link), 'active');
  plan.links.push(...rows.links);
  if (makesActivity(input.policy.automatic, mail.message.automatic)) plan.activities.push(...rows.activities);
}

function planDelivery(plan: FilingPlan, input: PlanFilingInput, mail: Filed, target: Stored): void {
  if (target.accounts.has(input.account.id)) return;
  target.accounts.add(input.account.id);
  plan.deliveries.push({
    identity: mail.message.identity, accountId: input.account.id, role: input.role, direction: mail.read.direction,
    receivedAt: target.receivedAt, seen: mail.seen, counterpart: mail.read.counterpart, rawKey: mail.rawKey, bcc: input.role === 'sent' ? mail.message.bcc : [],
    reading: readingToKeep(input.context, mail.read, target),
  });
}

function planLinks(plan: FilingPlan, input: PlanFilingInput, mail: Filed, target: Stored, matches: Match[]): void {
  for (const match of matches) {
    if (target.links.has(recordKey(match))) continue;
    target.links.set(recordKey(match), 'active');
    plan.links.push({ identity: mail.message.identity, ...match });
    if (makesActivity(input.policy.automatic, mail.message.automatic)) plan.activities.push(activityFor(mail, match));
  }
}

function activityFor(mail: Filed, match: Match): ActivityRow {
  const { message, internalDate, read } = mail;
  const at = occurredAt(read, internalDate);
  return {
    identity: message.identity, kind: 'email', recordType: match.recordType, recordId: match.recordId,
    direction: read.direction, subject: read.headers.subject, preview: mail.preview,
    counterpart: read.counterpart, occurredAt: at,
    folder: { title: folderTitle(read.headers.subject, at), documents: documentsOf(mail) },
  };
}
