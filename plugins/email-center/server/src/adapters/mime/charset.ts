/** From octets to text: what the label says, and what to do when the octets disagree with it. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { isStateful, toEightBit, withoutIdleEscapes } from './stateful-charsets';

/** Labels that mean a superset in practice (WHATWG Encoding Standard, section 4.2), or that senders misspell. */
const ALIASES: Record<string, string> = {
  ascii: 'windows-1252', 'us-ascii': 'windows-1252', 'ansi_x3.4-1968': 'windows-1252', '7bit': 'windows-1252', '8bit': 'windows-1252',
  'iso-8859-1': 'windows-1252', iso8859_1: 'windows-1252', 'iso8859-1': 'windows-1252', latin1: 'windows-1252', latin_1: 'windows-1252', l1: 'windows-1252',
  'iso-8859-9': 'windows-1254', latin5: 'windows-1254', 'iso-8859-11': 'windows-874', 'tis-620': 'windows-874',
  'iso-8859-8-i': 'iso-8859-8', 'iso-8859-8-e': 'iso-8859-8', 'iso-8859-6-i': 'iso-8859-6', 'iso-8859-6-e': 'iso-8859-6',
  gb2312: 'gb18030', gbk: 'gb18030', cp936: 'gb18030', 'gb_2312-80': 'gb18030', hz: 'hz-gb-2312', 'x-gbk': 'gb18030',
  'ks_c_5601-1987': 'cp949', 'ks_c_5601-1989': 'cp949', ksc5601: 'cp949', ksc_5601: 'cp949', 'euc-kr': 'cp949', csiso2022kr: 'iso-2022-kr',
  shift_jis: 'cp932', 'shift-jis': 'cp932', sjis: 'cp932', 'x-sjis': 'cp932', 'windows-31j': 'cp932', ms_kanji: 'cp932',
  big5: 'big5hkscs', 'big5-hkscs': 'big5hkscs', 'x-big5': 'big5hkscs',
  utf8: 'utf-8', 'utf-8-sig': 'utf-8', unicode: 'utf-16', 'unicode-1-1-utf-7': 'utf-7', 'unicode-1-1-utf-8': 'utf-8', utf8mb4: 'utf-8',
  'cp-850': 'cp850', 'x-mac-roman': 'macintosh', mac: 'macintosh', 'x-unknown': '', 'unknown-8bit': '', unknown: '', binary: '', default: '', none: '',
  'iso-2022-jp-ms': 'iso-2022-jp', 'iso-2022-jp-1': 'iso-2022-jp', 'iso-2022-jp-2': 'iso-2022-jp', csiso2022jp: 'iso-2022-jp', jis: 'iso-2022-jp',
};
const MULTI_BYTE = new Set(['gb18030', 'cp949', 'cp932', 'big5hkscs', 'euc-jp', 'iso-2022-jp', 'iso-2022-kr', 'hz-gb-2312']);
const REPLACEMENT = '\uFFFD';

/** The name under which the charset is decoded; '' when the label says nothing. */
export function normalizeCharset(label: string): string {
  const name = label.trim().toLowerCase().replace(/^["']+|["']+$/g, '').replace(/^(?:cp|win(?:dows)?)[-_]?(125\d|874)$/, 'windows-$1');
  return ALIASES[name] ?? name;
}

/**
 * Decodes text whatever its label says. A label is believed while the octets fit it; valid UTF-8 is believed over
 * labels that fit anything (none, us-ascii, iso-8859-1); then the charset an HTML document names itself; then windows-1252.
 */
export function decodeText(octets: Buffer, label: string, html = false): string {
  const text = decodeLabelled(octets, normalizeCharset(label), html);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function decodeLabelled(octets: Buffer, charset: string, html: boolean): string {
  const guessable = charset === '' || charset === 'utf-8' || charset === 'windows-1252' || !isKnown(charset);
  if (guessable) return decodeGuessed(octets, charset, html);
  const text = decodeAs(octets, charset);
  if (!text.includes(REPLACEMENT)) return text;
  if (isUtf8(octets)) return octets.toString('utf8');
  const named = html ? metaCharset(octets) : '';
  if (named !== '' && named !== charset && isKnown(named)) {
    const other = decodeAs(octets, named);
    if (!other.includes(REPLACEMENT)) return other;
  }
  return MULTI_BYTE.has(charset) && mostlyReadable(text) ? text : decodeAs(octets, 'windows-1252');
}

function decodeGuessed(octets: Buffer, charset: string, html: boolean): string {
  if (isUtf8(octets)) {
    // ISO-2022 is plain ASCII to every other test; its escapes occur in no other text.
    if (!octets.includes('\x1b$')) return octets.toString('utf8');
    return decodeAs(octets, octets.includes('\x1b$)C') ? 'iso-2022-kr' : 'iso-2022-jp');
  }
  if (charset === 'windows-1252') return decodeAs(octets, charset);
  const named = html ? metaCharset(octets) : '';
  if (named !== '' && named !== 'utf-8' && isKnown(named)) return decodeAs(octets, named);
  const asUtf8 = octets.toString('utf8');
  return charset === 'utf-8' && mostlyReadable(asUtf8) ? asUtf8 : decodeAs(octets, 'windows-1252');
}

/** More characters beyond ASCII than replacement characters: one damaged sequence does not make it another charset. */
function mostlyReadable(text: string): boolean {
  let damaged = 0;
  let foreign = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 0xfffd) damaged += 1;
    else if (c > 0x7f) foreign += 1;
  }
  return foreign > damaged;
}

/** The charset an HTML document declares in its first octets (HTML standard, prescan). */
function metaCharset(octets: Buffer): string {
  const head = octets.toString('latin1', 0, 4096);
  const found = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head);
  return found ? normalizeCharset(found[1]!) : '';
}

function isKnown(charset: string): boolean {
  return charset === 'iso-2022-jp' || isStateful(charset) || iconv.encodingExists(charset);
}

let japanese: InstanceType<typeof TextDecoder> | null = null;

function decodeAs(octets: Buffer, charset: string): string {
  if (charset === 'utf-8') return octets.toString('utf8');
  if (charset === 'iso-2022-jp') {
    japanese ??= new TextDecoder('iso-2022-jp');
    return japanese.decode(withoutIdleEscapes(octets));
  }
  if (isStateful(charset)) return iconv.decode(...toEightBit(octets, charset));
  const text = iconv.decode(octets, charset);
  // Half a surrogate pair cannot be stored as UTF-8; only the UTF-16 and UTF-7 decoders let one through.
  return charset.startsWith('utf') ? text.replace(/[\uD800-\uDFFF]/gu, REPLACEMENT) : text;
}

/** Raw 8-bit header text: UTF-8 (RFC 6532), maybe damaged, else what old senders wrote: windows-1252. Takes octets as latin1 characters. */
export function decodeRawHeader(latin1: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character opens ISO-2022-JP text
  return /[\x80-\xff\x1b]/.test(latin1) ? decodeText(Buffer.from(latin1, 'latin1'), 'utf-8') : latin1;
}
