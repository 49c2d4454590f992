/** The ledger rows of a plan: what is noted of each UID, whatever became of it. */
import type { Envelope } from '../mail/message';
import { because } from '../mail/reason';
import type { AsRead } from './as-read';
import { reasoned } from './decide-filter';
import type { SightingRow } from './filing';
import { counterpartOf } from './match';
import type { PlanFilingInput } from './plan-filing';
import type { FileableMail, SightedMail, SkippedMail } from './types';

export type SightingBase = Omit<SightingRow, 'outcome' | 'reason' | 'reasons'>;

export function readableSighting(input: PlanFilingInput, mail: FileableMail, read: AsRead): SightingBase {
  return { ...sightingOf(input, mail.uid, mail.message), subject: read.headers.subject, counterpart: read.counterpart, identity: mail.message.identity, internalDate: mail.internalDate, size: mail.size };
}

/** Nothing that tells whose message it was comes back with the ledger row. */
export function erasedSighting(sighting: SightingBase): SightingRow {
  return { ...sighting, outcome: 'erased', ...reasoned(because('erased')), identity: null, messageId: null, counterpart: null, subject: '' };
}

export function unreadableSighting(input: PlanFilingInput, mail: Extract<SightedMail, { ok: false }>): SightingRow {
  return {
    ...sightingOf(input, mail.uid, mail.envelope), internalDate: mail.internalDate, size: mail.size, error: mail.error, rawKey: mail.rawKey,
    outcome: mail.error.code === 'too-large' ? 'too-large' : 'quarantined', reason: mail.error.message,
  };
}

export function skippedSighting(input: PlanFilingInput, mail: SkippedMail): SightingRow {
  return { ...sightingOf(input, mail.uid, mail.envelope), internalDate: mail.internalDate, size: mail.size, outcome: mail.outcome, reason: mail.reason, reasons: mail.reasons, listEntryId: mail.listEntryId ?? null };
}

export function vanishedSighting(input: PlanFilingInput, uid: number): SightingRow {
  return { ...sightingOf(input, uid, null), outcome: 'vanished', ...reasoned(because('vanished')) };
}

function sightingOf(input: PlanFilingInput, uid: number, envelope: Envelope | null): SightingBase {
  return {
    uid, uidValidity: input.uidValidity, error: null, identity: null, rawKey: null, listEntryId: null, internalDate: null, size: 0,
    messageId: envelope?.messageId ?? null, subject: envelope?.subject ?? '',
    counterpart: envelope === null ? null : counterpartOf(input.role, envelope),
    ...(input.replaced?.has(uid) ? { replaces: input.replaced.get(uid) } : {}),
  };
}
