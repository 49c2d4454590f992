/** How long a failing account is left alone (invariant 8). */
import type { MailErrorKind } from '../mail/mail-error';

const MINUTE = 60_000;
/** A server that asks to slow down is left alone longer than one that only did not answer. */
const LIMITS: Record<'transient' | 'throttled', { first: number; longest: number }> = {
  transient: { first: MINUTE, longest: 60 * MINUTE },
  throttled: { first: 5 * MINUTE, longest: 4 * 60 * MINUTE },
};

/**
 * Milliseconds until the next try after so many failures in a row: doubled each time up to a limit, and spread over
 * the upper half of it, so that a hundred accounts of one server do not come back at the same moment. `random` is
 * from 0 up to 1.
 */
export function backoffDelay(kind: MailErrorKind, failures: number, random: number): number {
  const { first, longest } = LIMITS[kind === 'throttled' ? 'throttled' : 'transient'];
  const full = Math.min(longest, first * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(full / 2 + (full / 2) * random);
}
