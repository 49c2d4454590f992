/** How many messages are read in one go, so that new mail is looked for often and a slow server is not left waiting. */

const FIRST = 200;
const LEAST = 25;
const MOST = 2_000;
/** Between two looks for new mail, milliseconds. */
const AIM = 4_000;

export const firstPace = (): number => FIRST;

/** The size of the next go after `count` messages took so many milliseconds; at most four times more than the last. */
export function nextPace(count: number, milliseconds: number): number {
  const wished = Math.round((count * AIM) / Math.max(1, milliseconds));
  return Math.min(MOST, Math.max(LEAST, Math.min(wished, count * 4)));
}
