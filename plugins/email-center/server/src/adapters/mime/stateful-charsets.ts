/** Charsets of seven bits that switch between ASCII and two-octet characters by marks in the text. */

const ESCAPE_PAIR = /\x1b(?:\([BJI]|\$[@B])(?=\x1b(?:\([BJI]|\$[@B]))/g; // eslint-disable-line no-control-regex -- the marks of ISO-2022-JP

/**
 * ISO-2022-JP without escapes that another follows at once, which joined words have and the decoder of the WHATWG
 * Encoding Standard takes for errors.
 */
export function withoutIdleEscapes(octets: Buffer): Buffer {
  const text = octets.toString('latin1');
  const tidy = text.replace(ESCAPE_PAIR, '');
  return tidy.length === text.length ? octets : Buffer.from(tidy, 'latin1');
}

type Stateful = 'iso-2022-kr' | 'hz-gb-2312';

/** Whether the charset is one that `toEightBit` knows. */
export function isStateful(charset: string): charset is Stateful {
  return charset === 'iso-2022-kr' || charset === 'hz-gb-2312';
}

/** The same text in the charset of eight bits that holds the same characters, and the name of that charset. */
export function toEightBit(octets: Buffer, charset: Stateful): [octets: Buffer, charset: string] {
  const text = octets.toString('latin1');
  return charset === 'iso-2022-kr' ? [Buffer.from(fromIso2022Kr(text), 'latin1'), 'cp949'] : [Buffer.from(fromHz(text), 'latin1'), 'gb18030'];
}

/** RFC 1557: a designator, then Korean between SO and SI, at most to the end of the line. */
function fromIso2022Kr(text: string): string {
  // eslint-disable-next-line no-control-regex -- the marks of ISO-2022-KR
  return text.replace(/\x1b\$\)C|\x0e([^\x0e\x0f\r\n]*)|\x0f/g, (_, korean: string | undefined) => withHighBit(korean ?? ''));
}

/** RFC 1843: Chinese between `~{` and `~}`, `~~` for a tilde, and a line end after a tilde does not count. */
function fromHz(text: string): string {
  return text.replace(/~(?:\{([^~\r\n]*)(?:~\})?|\}|~|\r?\n)/g, (mark, chinese: string | undefined) => (mark === '~~' ? '~' : withHighBit(chinese ?? '')));
}

function withHighBit(text: string): string {
  return text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) | 0x80));
}
