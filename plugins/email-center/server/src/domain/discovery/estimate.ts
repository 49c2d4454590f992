/** How long an import takes, about: assumed of a line of 16 Mbit/s and a server that answers as providers do. */

const MESSAGES_PER_SECOND = 50;
const OCTETS_PER_SECOND = 2_000_000;
/** Connecting, and looking into both mailboxes. */
const BEGINNING = 3;

/** Whole seconds; 0 where there is nothing to be read. */
export function estimateSeconds(messages: number, octets: number): number {
  return messages === 0 ? 0 : Math.ceil(BEGINNING + Math.max(messages / MESSAGES_PER_SECOND, octets / OCTETS_PER_SECOND));
}
