/** HTML of a message made safe to show: no scripts, no forms, no overlays, nothing loaded without being asked for. */
import sanitizeHtml from 'sanitize-html';
import { limitDepth } from './limit-depth';
import { quoteMark } from './quote-marks';
import { cleanStyle, encrypted, type RemotePolicy } from './style';

export interface SanitizeOptions {
  /** Content-ID (without angle brackets) to part number of the images the message brings along. */
  inline: Readonly<Record<string, string>>;
  /** Whether images and backgrounds may be loaded from elsewhere, which tells the sender that the message is read. */
  allowRemote: boolean;
}

export interface SanitizedBody {
  /**
   * A fragment for a sandboxed frame. Images the message brings along have no `src` but `data-part` with their part
   * number, quotations `data-quote` (see `QuoteMark`). Links open outside and only lead to http, https, mailto and tel.
   */
  html: string;
  /** Remote images and backgrounds that were taken out. */
  blockedRemote: number;
}

const MAX_DEPTH = 150;
const MAX_URL = 8_000;
const MAX_DATA_URL = 4 * 1024 * 1024;

const TAGS = [
  'a', 'abbr', 'acronym', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup',
  'dd', 'del', 'dfn', 'dir', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img',
  'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody',
  'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var', 'wbr',
];
const KNOWN_TAGS = new Set(TAGS);
/** Their content is no text of the message. */
const SILENT_TAGS = ['script', 'style', 'textarea', 'option', 'xmp', 'title', 'noembed', 'noframes', 'iframe', 'template'];

/** Attributes that only describe layout: values without anything that could be an address or code. */
const LAYOUT = new Set([
  'align', 'valign', 'bgcolor', 'border', 'bordercolor', 'cellpadding', 'cellspacing', 'char', 'clear', 'color', 'cols', 'colspan', 'compact', 'dir', 'face',
  'frame', 'height', 'hspace', 'lang', 'noshade', 'nowrap', 'reversed', 'rowspan', 'rules', 'scope', 'size', 'span', 'start', 'type', 'value', 'vspace', 'width',
]);
const PROSE = new Set(['alt', 'title', 'summary', 'abbr']);
const ATTRIBUTES = [...LAYOUT, ...PROSE, 'style', 'href', 'target', 'rel', 'src', 'srcset', 'background', 'data-part', 'data-quote'];
const LAYOUT_VALUE = /^[\w\s#%.,*+'"-]{0,200}$/;

/** Takes what a sender sent, however hostile; linear in its length. */
export function sanitizeBody(html: string, { inline, allowRemote }: SanitizeOptions): SanitizedBody {
  const remote: RemotePolicy = { allowed: allowRemote, blocked: 0 };
  const clean = sanitizeHtml(limitDepth(html, MAX_DEPTH), {
    allowedTags: TAGS,
    allowedAttributes: { '*': ATTRIBUTES },
    // Every address is checked in `cleanAttributes`, where it is known what it is for; this list is the second lock.
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'background'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: SILENT_TAGS,
    nestingLimit: MAX_DEPTH,
    parseStyleAttributes: false,
    transformTags: {
      '*': (name, attribs) => {
        // The body's colours and background belong to the message.
        const tagName = name === 'body' ? 'div' : name;
        return KNOWN_TAGS.has(tagName) ? { tagName, attribs: cleanAttributes(tagName, attribs, inline, remote) } : { tagName, attribs: {} };
      },
    },
  });
  return { html: clean, blockedRemote: remote.blocked };
}

type Attributes = Record<string, string>;

function cleanAttributes(tag: string, attribs: Attributes, inline: Readonly<Record<string, string>>, remote: RemotePolicy): Attributes {
  const clean: Attributes = {};
  for (const [name, value] of Object.entries(attribs)) {
    if (LAYOUT.has(name)) {
      if (LAYOUT_VALUE.test(value)) clean[name] = value;
    } else if (PROSE.has(name)) {
      clean[name] = value.slice(0, MAX_URL);
    } else if (name === 'style') {
      const style = cleanStyle(value, remote);
      if (style !== '') clean[name] = style;
    }
  }
  if (tag === 'a') addLink(clean, attribs.href);
  else if (tag === 'img') addImage(clean, attribs, inline, remote);
  if (attribs.background !== undefined) addBackground(clean, attribs.background, remote);
  const quote = quoteMark(tag, attribs);
  if (quote !== undefined) clean['data-quote'] = quote;
  return clean;
}

function addLink(clean: Attributes, href: string | undefined): void {
  const url = href === undefined ? null : absoluteUrl(href, /^(?:https?:|mailto:|tel:)/i);
  if (url === null) return;
  clean.href = url;
  clean.target = '_blank';
  clean.rel = 'noopener noreferrer nofollow';
}

function addImage(clean: Attributes, attribs: Attributes, inline: Readonly<Record<string, string>>, remote: RemotePolicy): void {
  const src = trimmedUrl(attribs.src ?? '');
  if (/^cid:/i.test(src)) {
    const part = partOf(src.slice(4), inline);
    if (part !== null) clean['data-part'] = part;
  } else if (/^data:/i.test(src)) {
    if (src.length <= MAX_DATA_URL && /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,[\w+/=\s]*$/i.test(src)) clean.src = src;
  } else if (src !== '') {
    addRemote(clean, 'src', src, remote);
  }
  if (attribs.srcset !== undefined) addSourceSet(clean, attribs.srcset, remote);
}

/** Anything that is not plainly harmless counts as remote: the reader may want to know that it was there. */
function addRemote(clean: Attributes, name: string, value: string, remote: RemotePolicy): void {
  const url = absoluteUrl(value.startsWith('//') ? `https:${value}` : value, /^https?:/i);
  if (url === null) return;
  if (remote.allowed) clean[name] = encrypted(url);
  else remote.blocked += 1;
}

function addSourceSet(clean: Attributes, srcset: string, remote: RemotePolicy): void {
  const candidates = srcset.slice(0, MAX_URL).split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/));
  const kept: string[] = [];
  for (const [source, size] of candidates) {
    const holder: Attributes = {};
    addRemote(holder, 'url', source ?? '', remote);
    if (holder.url !== undefined && !holder.url.includes(',')) kept.push(/^[\d.]{1,8}[wx]$/.test(size ?? '') ? `${holder.url} ${size}` : holder.url);
  }
  if (kept.length > 0) clean.srcset = kept.join(', ');
}

function addBackground(clean: Attributes, value: string, remote: RemotePolicy): void {
  const holder: Attributes = {};
  addRemote(holder, 'url', trimmedUrl(value), remote);
  const url = holder.url?.replace(/["'()\\\s;]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  if (url !== undefined) clean.style = [clean.style, `background-image: url("${url}")`].filter(Boolean).join('; ');
}

/** Content-IDs in links are percent-encoded (RFC 2392). */
function partOf(cid: string, inline: Readonly<Record<string, string>>): string | null {
  const decoded = cid.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  for (const id of [cid, decoded]) if (Object.hasOwn(inline, id)) return inline[id]!;
  return null;
}

/** Browsers pass over white space and control characters in addresses; so must whoever judges them. */
function trimmedUrl(url: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters browsers skip
  return url.slice(0, MAX_DATA_URL + 1).replace(/[\x00-\x1f\x7f]/g, '').trim();
}

/** The address as the URL standard reads it, when it is absolute and of an allowed scheme; else null. */
function absoluteUrl(raw: string, schemes: RegExp): string | null {
  const url = trimmedUrl(raw);
  if (url.length > MAX_URL || !schemes.test(url)) return null;
  if (!URL.canParse(url)) return null;
  const { href, protocol } = new URL(url);
  return schemes.test(protocol) ? href : null;
}
