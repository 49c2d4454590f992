/** Modified UTF-7, in which mailbox names travel (RFC 3501 section 5.1.3). */

/** @param {string} name */
export function encodeName(name) {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const base64 = Buffer.from(run, 'utf16le').swap16().toString('base64').replace(/=+$/, '').replace(/\//g, ',');
    return `&${base64}-`;
  });
}

/** @param {string} name */
export function decodeName(name) {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (_whole, base64) => {
    if (base64 === '') return '&';
    const octets = Buffer.from(base64.replace(/,/g, '/'), 'base64');
    return octets.subarray(0, octets.length - (octets.length % 2)).swap16().toString('utf16le');
  });
}
