/** Small pictures drawn by a function of the place, as PNG (RGB, 8 bit). */
import { deflateSync } from 'node:zlib';
import { crc32 } from './crc32.mjs';

/** @typedef {[number, number, number]} Colour red, green, blue, 0 to 255 */

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

/** @param {number} width @param {number} height @param {(x: number, y: number) => Colour} colourAt x and y from 0 to 1 @returns {Buffer} */
export function makePng(width, height, colourAt) {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_unused, x) => colourAt(x / width, y / height)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

/** The house's mark for signatures: a wave on dark blue. */
export const makeLogo = () =>
  makePng(120, 40, (x, y) => {
    const wave = 0.5 + 0.25 * Math.sin(x * 12);
    return y > wave ? [28, 78, 128] : y > wave - 0.12 ? [240, 190, 60] : [236, 242, 248];
  });

/** A portrait as plain as a pictogram, in a colour of its own. @param {number} hue 0 to 1 @returns {Buffer} */
export const makePortrait = (hue) =>
  makePng(180, 220, (x, y) => {
    const head = (x - 0.5) ** 2 * 2 + (y - 0.38) ** 2 * 3 < 0.09;
    const shoulders = (x - 0.5) ** 2 * 1.2 + (y - 1.05) ** 2 < 0.16;
    /** @type {Colour} */
    const shirt = [Math.round(60 + 150 * hue), 90, Math.round(190 - 120 * hue)];
    return head ? [226, 188, 160] : shoulders ? shirt : [232, 234, 238];
  });
