/** CRC-32 as PNG and ZIP use it; Node has one of its own only from 22.2 on. */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** @param {Uint8Array} octets */
export function crc32(octets) {
  let sum = 0xffffffff;
  for (const octet of octets) sum = /** @type {number} */ (TABLE[(sum ^ octet) & 0xff]) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
