/** What the quickstart says: one calm line per step, and on failure what to do. */

/** A failure a person can put right; `advice` says how. */
export class Trouble extends Error {
  /** @param {string} message @param {string} advice @param {{ cause?: unknown }} [options] */
  constructor(message, advice, options) {
    super(message, options);
    this.advice = advice;
  }
}

/** @param {string} line */
export const tell = (line) => process.stdout.write(`${line}\n`);

/** @param {unknown} error */
export function tellTrouble(error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nThis did not work: ${message}\n`);
  if (error instanceof Trouble) process.stderr.write(`${error.advice}\n`);
  else if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
}
