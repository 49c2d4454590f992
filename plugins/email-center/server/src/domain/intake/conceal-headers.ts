/** The header block of a message for people who must not see forward addresses: what encoded words (RFC 2047) hide from the eye is read, too. */

type Conceal = (text: string) => string;

/** Neighbouring words are one text: programs split addresses between them. */
const WORDS = /=\?[^?\s]{1,64}\?[bq]\?[^?]*\?=(?:\s*=\?[^?\s]{1,64}\?[bq]\?[^?]*\?=)*/gi;
const WORD = /=\?([^?\s]{1,64})\?([bq])\?([^?]*)\?=/gi;

/** Words that name a forward address are written out without it; everything else stays as it came. */
export function concealHeaders(headers: string, conceal: Conceal): string {
  const folded = headers.replace(WORDS, (words) => {
    const text = [...words.matchAll(WORD)].map(([, charset = '', encoding = '', payload = '']) => decoded(charset, octetsOf(encoding, payload))).join('');
    const shown = conceal(text);
    return shown === text ? words : shown.replace(/[\r\n]+/g, ' ');
  });
  return conceal(folded);
}

function octetsOf(encoding: string, payload: string): Uint8Array {
  if (encoding.toLowerCase() === 'q') {
    const octets = payload.replaceAll('_', ' ').replace(/=([\da-f]{2})/gi, (_found, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return Uint8Array.from(octets, (octet) => octet.charCodeAt(0) & 0xff);
  }
  // What follows the padding is broken; so is a single character at the end.
  const [whole = ''] = payload.split('=');
  return Uint8Array.from(atob(whole.replace(/[^a-z\d+/]/gi, '').replace(/^((?:.{4})*).$/s, '$1')), (octet) => octet.charCodeAt(0));
}

/** Addresses are ASCII in whatever a program does not know the name of. */
function decoded(charset: string, octets: Uint8Array): string {
  try {
    return new TextDecoder(charset.split('*')[0]).decode(octets);
  } catch {
    return new TextDecoder('latin1').decode(octets);
  }
}
