import { randomFillSync } from 'node:crypto';

const LENGTH = 24;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz012345';
const pool = new Uint8Array(LENGTH * 256);
let used = pool.length;

/**
 * A documentId in the form Strapi gives: 24 lower-case letters and digits, the first a letter; 119 random bits. Made here
 * because Strapi's own generator hashes several times for each id, which a batch of thousands of rows feels.
 */
export function createDocumentId(): string {
  if (used + LENGTH > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = ALPHABET[pool[used]! & 15]!;
  for (let index = 1; index < LENGTH; index += 1) id += ALPHABET[pool[used + index]! & 31];
  used += LENGTH;
  return id;
}
