/** When a renewed session means that somebody comes in, and not that a page stands open. Pure. */

/** An open page renews its session every half hour at most; whoever renews after a longer pause has come back. Milliseconds. */
export const PAUSE = 60 * 60 * 1000;

/**
 * Whether a renewal of a person's session is a return. `last` is the time of the one before it, null when none was seen
 * since `watchedSince`: then nothing is known of the time before.
 */
export function decideComingIn(now: number, last: number | null, watchedSince: number): boolean {
  return now - (last ?? watchedSince) > PAUSE;
}
