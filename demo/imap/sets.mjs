/**
 * A sequence-set or uid-set (RFC 9051 section 9) as a test. `*` is the largest number in use, and `9:*` always holds it,
 * even when it is smaller than 9.
 * @param {string} text
 * @param {number} largest
 * @returns {(value: number) => boolean}
 * @throws {SyntaxError} when it is no set
 */
export function parseSet(text, largest) {
  const ranges = text.split(',').map((part) => {
    const match = /^(\d+|\*)(?::(\d+|\*))?$/.exec(part);
    if (match === null) throw new SyntaxError(`not a set: ${text}`);
    const [from, to] = [match[1], match[2] ?? match[1]].map((end) => (end === '*' ? largest : Number(end)));
    return { low: Math.min(Number(from), Number(to)), high: Math.max(Number(from), Number(to)) };
  });
  return (value) => ranges.some(({ low, high }) => value >= low && value <= high);
}

/** @param {string} text */
export const looksLikeSet = (text) => /^[\d*][\d*,:]*$/.test(text);
