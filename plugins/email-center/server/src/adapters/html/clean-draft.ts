/** HTML of drafts on the way in: what the editor makes and what a quoted message may hold, and nothing that runs, overlays or is loaded from elsewhere. */
import sanitizeHtml from 'sanitize-html';
import type { DraftImages } from '../../flow/writing/ports';
import { draftText } from './draft-text';
import { limitDepth } from './limit-depth';
import { cleanStyle } from './style';

const MAX_DEPTH = 150;
const MAX_URL = 4_000;
const MAX_DATA_URL = 300_000;

const TAGS = [
  'a', 'abbr', 'address', 'b', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'h1', 'h2', 'h3',
  'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th',
  'thead', 'tr', 'tt', 'u', 'ul', 'var', 'wbr',
];
const KNOWN = new Set(TAGS);
/** Their content is no text of the message. */
const SILENT = ['script', 'style', 'textarea', 'option', 'xmp', 'title', 'noembed', 'noframes', 'iframe', 'template'];
const LAYOUT = new Set([
  'align', 'valign', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'color', 'colspan', 'dir', 'face', 'height', 'lang', 'nowrap', 'rowspan', 'size', 'span', 'start', 'type', 'width',
]);
const PROSE = new Set(['alt', 'title']);
const MARKS = new Set(['data-email-signature', 'data-email-quote']);
const LAYOUT_VALUE = /^[\w\s#%.,*+'"-]{0,200}$/;
const ATTRIBUTES = [...LAYOUT, ...PROSE, ...MARKS, 'style', 'href', 'src'];

export interface CleanDraft {
  html: string;
  /** The same as plain text. */
  text: string;
}

/** Linear in the length. Running it again changes nothing. */
export function cleanDraft(html: string, images: DraftImages): CleanDraft {
  const clean = sanitizeHtml(limitDepth(html, MAX_DEPTH), {
    allowedTags: TAGS,
    allowedAttributes: { '*': ATTRIBUTES },
    // Addresses are judged below, where it is known what each is for; this list is the second lock.
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: SILENT,
    nestingLimit: MAX_DEPTH,
    parseStyleAttributes: false,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs.src === undefined,
    transformTags: {
      '*': (name, attribs) => {
        const tagName = name === 'body' ? 'div' : name;
        return KNOWN.has(tagName) ? { tagName, attribs: cleanAttributes(tagName, attribs, images) } : { tagName, attribs: {} };
      },
    },
  });
  return { html: clean, text: draftText(clean) };
}

type Attributes = Record<string, string>;

function cleanAttributes(tag: string, attribs: Attributes, images: DraftImages): Attributes {
  const clean: Attributes = {};
  for (const [name, value] of Object.entries(attribs)) {
    if (LAYOUT.has(name)) {
      if (LAYOUT_VALUE.test(value)) clean[name] = value;
    } else if (PROSE.has(name)) clean[name] = value.slice(0, MAX_URL);
    else if (tag === 'div' && MARKS.has(name)) clean[name] = '';
    else if (name === 'style') {
      const style = cleanStyle(value, { allowed: false, blocked: 0 });
      if (style !== '') clean.style = style;
    }
  }
  if (tag === 'a') {
    const href = linkOf(attribs.href);
    if (href !== null) clean.href = href;
  } else if (tag === 'img') {
    const src = imageOf(attribs, images);
    if (src !== null) clean.src = src;
  }
  return clean;
}

/** Browsers pass over white space and control characters in addresses; so must whoever judges them. */
function trimmed(url: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters browsers skip
  return url.slice(0, MAX_DATA_URL + 1).replace(/[\x00-\x1f\x7f]/g, '').trim();
}

function linkOf(href: string | undefined): string | null {
  const url = trimmed(href ?? '');
  if (url.length > MAX_URL || !/^(?:https?:|mailto:|tel:)/i.test(url) || !URL.canParse(url)) return null;
  return new URL(url).href;
}

/** `cid:` is the form in which a draft names its own images; a part of the original and an address of an attachment become one. */
function imageOf(attribs: Attributes, { parts, attachments }: DraftImages): string | null {
  const src = trimmed(attribs.src ?? '');
  if (/^cid:[\w.@+%=-]{1,250}$/i.test(src)) return `cid:${src.slice(4)}`;
  if (/^data:/i.test(src)) return src.length <= MAX_DATA_URL && /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,[\w+/=\s]*$/i.test(src) ? src : null;
  const attachment = /\/attachments\/([\w-]{1,64})(?:[?#]|$)/.exec(src)?.[1];
  const part = attribs['data-part'];
  const contentId = part !== undefined && Object.hasOwn(parts, part) ? parts[part] : attachment !== undefined && Object.hasOwn(attachments, attachment) ? attachments[attachment] : undefined;
  return contentId === undefined ? null : `cid:${contentId}`;
}
