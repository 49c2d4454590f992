import { createCipheriv, createHash } from 'node:crypto';

/**
 * Numbers and octets that look random and are the same on every run and machine, so that two benches read the same
 * mailbox. Nothing here is fit for secrets.
 */
export class Random {
  #state;
  #octets;

  /** @param {string} seed the same seed gives the same sequence */
  constructor(seed) {
    const digest = createHash('sha256').update(seed).digest();
    this.#state = digest.readUInt32LE(28);
    this.#octets = createCipheriv('aes-128-ctr', digest.subarray(0, 16), Buffer.alloc(16));
  }

  /** @returns {number} from 0 to below 1 (the mulberry32 generator) */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /**
   * @param {number} limit
   * @returns {number} a whole number from 0 to below the limit
   */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /**
   * @template T
   * @param {readonly T[]} list
   * @returns {T}
   */
  pick(list) {
    return list[this.below(list.length)];
  }

  /**
   * Octets that do not compress, as the content of a PDF or a picture does not.
   * @param {number} length
   * @returns {Buffer}
   */
  octets(length) {
    return this.#octets.update(Buffer.alloc(length));
  }
}
