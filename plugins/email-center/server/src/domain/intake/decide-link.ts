/**
 * The life of a link between a message and a record, decided purely (invariant 6): automatic links are made once, manual
 * ones stay, and a removed one is a tombstone that only a person brings back.
 */
import type { LinkReason } from './types';

export interface RecordRef {
  recordType: string;
  recordId: string;
}

/** A link as it is stored, tombstones included. */
export interface KnownLink extends RecordRef {
  state: 'active' | 'removed';
  /** A person made it, or confirmed it. */
  manual: boolean;
  reasons: LinkReason[];
  /** ISO, of the last removal, also when it was brought back by hand since; null while it was never removed. */
  removedAt: string | null;
  removedBy: number | null;
}

/** What becomes of one link. `was` is what it was decided from: when it is something else by then, the change must not be made. */
export interface LinkChange extends RecordRef {
  was: 'none' | 'active' | 'removed';
  /** none: it is forgotten without a tombstone, as if it had never been. */
  state: 'none' | 'active' | 'removed';
  manual: boolean;
  reasons: LinkReason[];
  /** Who removed it when: now and by whoever asks (the default), as it was before, or nobody any more. */
  removal?: 'kept' | 'cleared';
}

/** Why a person's link exists. */
export function reasonByHand(by: number, at: string): LinkReason {
  return { rule: 'manual', address: '', field: '', enteredAt: at, by };
}

/**
 * A person links: a new link, a removed one brought back, or an automatic one made lasting. What was known of it before
 * stays among its reasons. Null: a person linked it before.
 */
export function decideLinkByHand(known: KnownLink | undefined, record: RecordRef, reason: LinkReason): LinkChange | null {
  if (known === undefined) return { ...refOf(record), was: 'none', state: 'active', manual: true, reasons: [reason] };
  if (known.state === 'active' && known.manual) return null;
  return { ...refOf(record), was: known.state, state: 'active', manual: true, reasons: [...known.reasons.filter((one) => one.rule !== 'manual'), reason], removal: 'kept' };
}

/**
 * A person takes back the link they made: a tombstone lies there again, an automatic link is only that again, and a link
 * that was new is forgotten. Null: it is not theirs, or not there any more.
 */
export function decideTakeBack(known: KnownLink | undefined, userId: number): LinkChange | null {
  if (known === undefined || known.state === 'removed' || !known.manual || !known.reasons.some((one) => one.by === userId)) return null;
  const others = known.reasons.filter((one) => one.rule !== 'manual');
  if (known.removedAt !== null) return { ...refOf(known), was: 'active', state: 'removed', manual: others.length === 0, reasons: others.length === 0 ? known.reasons : others, removal: 'kept' };
  return { ...refOf(known), was: 'active', state: others.length === 0 ? 'none' : 'active', manual: false, reasons: others };
}

/** A person removes a link, whoever made it. Null: there is none, or it is removed already. */
export function decideUnlink(known: KnownLink | undefined): LinkChange | null {
  if (known === undefined || known.state === 'removed') return null;
  return { ...refOf(known), was: 'active', state: 'removed', manual: known.manual, reasons: known.reasons };
}

/** A person takes a removal back: the link is what it was before. Null: it is not removed. */
export function decideRestore(known: KnownLink | undefined): LinkChange | null {
  if (known === undefined || known.state === 'active') return null;
  return { ...refOf(known), was: 'removed', state: 'active', manual: known.manual, reasons: known.reasons, removal: 'cleared' };
}

function refOf({ recordType, recordId }: RecordRef): RecordRef {
  return { recordType, recordId };
}
