const PLAIN_LINE = /^[\x20-\x3c\x3e-\x7e]{0,74}$/;

/**
 * RFC 2047: as written when ASCII, else one base64 encoded-word.
 * @param {string} text
 * @returns {string}
 */
export function encodedWord(text) {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/**
 * @param {string} line without its line end
 * @returns {string} lines of at most 76 characters, joined by soft breaks
 */
function quotedPrintableLine(line) {
  if (PLAIN_LINE.test(line)) return line;
  let out = '';
  let current = '';
  for (const octet of Buffer.from(line)) {
    const plain = octet >= 0x20 && octet <= 0x7e && octet !== 0x3d;
    const next = plain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
    if (current.length + next.length > 75) {
      out += `${current}=\r\n`;
      current = '';
    }
    current += next;
  }
  return out + current;
}

/**
 * RFC 2045 section 6.7; the text has bare line feeds, the result CRLF.
 * @param {string} text
 * @returns {string}
 */
export function quotedPrintable(text) {
  return text.split('\n').map(quotedPrintableLine).join('\r\n');
}

/**
 * RFC 2045 section 6.8, in lines of 76 characters.
 * @param {Buffer} octets
 * @returns {string}
 */
export function base64Lines(octets) {
  return octets.toString('base64').replace(/.{76}/g, '$&\r\n');
}
