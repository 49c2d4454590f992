import type { Phrase } from '../../../shared/text/find-hits';
import { foldQuotes } from './fold-quotes';
import { markBody } from './mark-document';

/** Images kept by the message itself: part number to data: URL. */
export type PartImages = ReadonlyMap<string, string>;

/** The part numbers of the images an HTML body shows from within its own message. */
export function imagePartsOf(html: string): string[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const parts = [...parsed.querySelectorAll('img[data-part]')].map((image) => image.getAttribute('data-part') ?? '');
  return [...new Set(parts.filter((part) => /^\d+(\.\d+)*$/.test(part)))];
}

/** The body without what it repeats of earlier messages; null where there is nothing of the kind, or nothing else. */
export function withoutQuotes(html: string): string | null {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return foldQuotes(body) ? body.innerHTML : null;
}

/**
 * The document shown in the sandboxed frame. The server sanitised the body; this adds the second wall: a policy that
 * allows no script, no frame, no form and, unless asked for, no request at all. DOMParser builds an inert document, so
 * nothing is loaded while it is put together. `phrases`: what is marked.
 */
export function mailDocument(html: string, images: PartImages, remoteImages: boolean, phrases: readonly Phrase[] = []): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  markBody(parsed.body, phrases);
  for (const image of parsed.querySelectorAll('img[data-part]')) {
    const content = images.get(image.getAttribute('data-part') ?? '');
    if (content) image.setAttribute('src', content);
  }
  for (const link of parsed.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  const sources = `data: blob:${remoteImages ? ' https:' : ''}`;
  const policy = `default-src 'none'; img-src ${sources}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`;
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<style>:root{color-scheme:light}body{margin:0;padding:16px;background:#fff;color:#212134;font:14px/1.5 -apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #dcdce4}mark[data-hit]{padding:0 1px!important;border-radius:2px!important;background:#fae7b9!important;color:#212134!important}</style>',
    `</head><body>${parsed.body.innerHTML}</body></html>`,
  ].join('');
}

const LINE_PX = 22;
const LINE_CHARS = 80;
const IMAGE_PX = 160;
const FRAME_PX = { least: 96, most: 2400 } as const;

/**
 * How high the frame should be, in CSS pixels. A sandboxed frame without scripts and of no origin cannot be measured, so
 * its length is told from the text; where that is too little, the frame scrolls.
 */
export function estimatedHeight(html: string): number {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const lines = Math.ceil((body.textContent ?? '').replace(/\s+/g, ' ').length / LINE_CHARS);
  const blocks = body.querySelectorAll('p, div, tr, li, br, h1, h2, h3, h4, blockquote').length;
  const images = [...body.querySelectorAll('img')].reduce((sum, image) => sum + (Number.parseInt(image.getAttribute('height') ?? '', 10) || IMAGE_PX), 0);
  return Math.min(FRAME_PX.most, Math.max(FRAME_PX.least, (lines + blocks) * LINE_PX + images + 3 * LINE_PX));
}
