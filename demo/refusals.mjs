/**
 * Addresses by which sending that fails can be tried. What stands before the @ asks for the answer; any domain will do, and whatever
 * follows a plus sign, as in `later+2@firma.example`, makes it one more address of the kind.
 *
 *   refused@...  is never taken: 550, for good
 *   later@...    is not taken at first: 451, for now; the next time it is, and the time after that not again
 */

/**
 * A server's answer to RCPT TO (RFC 5321 section 4.2).
 * @typedef {{ code: 550 | 451, text: string }} Refusal
 */

export class Refusals {
  /** Sender and recipient of what was put off and has not come again. @type {Set<string>} */
  #putOff = new Set();

  /**
   * Null: it is taken.
   * @param {string} sender @param {string} recipient
   * @returns {Refusal | null}
   */
  answerTo(sender, recipient) {
    const [kind] = recipient.toLowerCase().split(/[+@]/);
    if (kind === 'refused') return { code: 550, text: `There is nobody of the name ${recipient} here.` };
    if (kind !== 'later') return null;
    const pair = JSON.stringify([sender, recipient].map((address) => address.toLowerCase()));
    if (this.#putOff.delete(pair)) return null;
    this.#putOff.add(pair);
    return { code: 451, text: `The mailbox of ${recipient} takes nothing at the moment, try again later.` };
  }
}
