/** What can be shown of a file within the panel, and how its octets become text. Pure. */

export type PreviewKind = 'image' | 'pdf' | 'text';

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/tab-separated-values', 'text/markdown', 'application/json', 'text/x-log']);
/** Programs of the sender that do not know a type say "some octets"; the name may. */
const UNKNOWN = new Set(['application/octet-stream', 'application/x-download', 'application/force-download', '']);
const BY_NAME: Record<string, PreviewKind> = { pdf: 'pdf', txt: 'text', csv: 'text', log: 'text', md: 'text', json: 'text' };
/** A preview is a look: what is larger is saved and opened with the program for it. Octets. */
export const MOST_PREVIEWED = 30 * 1024 * 1024;
export const MOST_TEXT = 200 * 1024;

/**
 * How a file can be shown; null: it can only be saved. HTML, SVG and XML are none of them: they are documents that run and load things.
 * An image is only what the server hands out as one, because it checks that type.
 */
export function previewKind(file: { name: string; contentType: string; size: number }): PreviewKind | null {
  if (file.size > MOST_PREVIEWED) return null;
  const type = file.contentType.toLowerCase();
  if (IMAGES.has(type)) return 'image';
  if (type === 'application/pdf' || type === 'application/x-pdf') return 'pdf';
  if (TEXTS.has(type)) return 'text';
  return UNKNOWN.has(type) ? (BY_NAME[file.name.toLowerCase().split('.').pop() ?? ''] ?? null) : null;
}

/** "%PDF-" within the first kilobyte, as the readers of such files accept it (ISO 32000-1, annex H.3). */
export function isPdf(octets: Uint8Array): boolean {
  return String.fromCharCode(...octets.subarray(0, 1024)).includes('%PDF-');
}

/**
 * The beginning of a text file. By its byte order mark, else as UTF-8 where it is that, else as Windows-1252, which most tables from
 * offices are; a character cut in two at the end does not make it another charset.
 */
export function textOf(octets: Uint8Array): { text: string; cut: boolean } {
  const cut = octets.length > MOST_TEXT;
  const shown = octets.subarray(0, MOST_TEXT);
  return { text: new TextDecoder(charsetOf(shown)).decode(shown, { stream: cut }), cut };
}

function charsetOf(octets: Uint8Array): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le';
  if (octets[0] === 0xfe && octets[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
