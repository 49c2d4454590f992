import { centerEventSchema, type CenterEvent } from '../../../shared/contracts';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** The event of a line of `text/event-stream`; null for what carries none (comments, other fields) and for kinds this panel does not know. */
export function eventOf(line: string): CenterEvent | null {
  if (!line.startsWith('data:')) return null;
  try {
    return centerEventSchema.safeParse(JSON.parse(line.slice(5))).data ?? null;
  } catch {
    // Half a line of a broken connection: the next look tells what it was about.
    return null;
  }
}

/** How long to wait before the stream is asked for again, milliseconds: twice as long each time, with some chance so that not all come back at once. */
export const waitBefore = (attempt: number, chance: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.75 + chance / 2);
