/**
 * @typedef {'utf-8' | 'iso-8859-1' | 'windows-1252'} Charset
 */

/** What windows-1252 holds beyond ISO-8859-1, as far as the texts need it. */
const WINDOWS = /** @type {Record<string, number>} */ ({ '€': 0x80, '‚': 0x82, '„': 0x84, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97 });
/** How people wrote these signs before they could. */
const PLAIN = /** @type {Record<string, string>} */ ({ '€': 'EUR', '‚': "'", '„': '"', '…': '...', '‘': "'", '’': "'", '“': '"', '”': '"', '•': '-', '–': '-', '—': '-' });
/** Letters of names that no Western charset holds. */
const FOREIGN = /** @type {Record<string, string>} */ ({ ı: 'i', İ: 'I', ş: 's', ğ: 'g' });

/** @param {string} text @param {Charset} charset @returns {Buffer} */
export function encodeText(text, charset) {
  if (charset === 'utf-8') return Buffer.from(text);
  const western = text.replace(/[ıİşğ]/g, (letter) => FOREIGN[letter] ?? letter);
  if (charset === 'iso-8859-1') return Buffer.from(western.replace(/[€‚„…‘’“”•–—]/g, (sign) => PLAIN[sign] ?? '?'), 'latin1');
  return Buffer.from([...western].map((sign) => WINDOWS[sign] ?? (sign.codePointAt(0) ?? 0x3f)));
}
