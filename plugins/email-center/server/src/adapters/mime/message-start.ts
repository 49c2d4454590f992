/** What stands before a message without belonging to it. */

const LF = 10;
const CR = 13;
/** The scanner needs more octets to tell. */
export const MORE = -1;

/** An empty line, whatever number of CRs it has. */
export function isBlank(buffer: Buffer, at: number, end: number): boolean {
  let i = at;
  while (i < end && buffer[i] === CR) i += 1;
  return i === end;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const MBOX_LINE = Buffer.from('From ');
const MAX_MAILBOX_LINE = 1000;

/** Passes byte order marks and empty lines; the scanner may forget what was passed. */
export function skipBlank(buffer: Buffer, from: number): number {
  let at = from;
  for (;;) {
    while (at < buffer.length && (buffer[at] === LF || buffer[at] === CR)) at += 1;
    if (buffer[at] !== BYTE_ORDER_MARK[0] || !buffer.subarray(at, at + 3).equals(BYTE_ORDER_MARK)) return at;
    at += 3;
  }
}

/** Passes the `From ` line of a mailbox file. */
export function skipMailboxLine(buffer: Buffer, at: number, final: boolean): number {
  if (buffer.length - at < 6 && !final) return MORE;
  const line = buffer[at] === 62 ? at + 1 : at;
  if (!buffer.subarray(line, line + 5).equals(MBOX_LINE)) return at;
  const lf = buffer.indexOf(LF, line);
  if (lf === -1) return final || buffer.length - line > MAX_MAILBOX_LINE ? at : MORE;
  return lf - line > MAX_MAILBOX_LINE ? at : lf + 1;
}
