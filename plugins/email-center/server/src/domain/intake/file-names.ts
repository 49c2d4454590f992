/** Names of files and folders made from what strangers wrote: safe on every operating system and in every list. */

/** The longest file name most file systems take, in octets of UTF-8. */
const NAME_BYTES = 255;
/** Room left for the number of a duplicate, " (9999)". */
const STEM_BYTES = NAME_BYTES - 7;
const EXTENSION_BYTES = 20;
const FALLBACK = 'attachment';
const TITLE_SUBJECT_CHARS = 180;

/** Device names that Windows reserves, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Control characters, and the invisible ones that reorder or hide text: a name must not read "exe.pdf" and end in .exe. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A safe name for a file: the last segment of any path, without control, direction-changing and forbidden characters,
 * without leading dots and spaces or trailing ones, never a reserved device name, at most 248 octets of UTF-8 with its
 * extension kept. An empty result becomes "attachment".
 */
export function safeFileName(written: string | null): string {
  // A bounded look at the end is enough: the extension is there, and a name may be megabytes long.
  const tail = (written ?? '').slice(-2_000).normalize('NFC');
  const segment = tail.replace(INVISIBLE, '').replace(LONE_SURROGATE, '').split(/[/\\]/).pop() ?? '';
  const cleaned = trimEdges(segment.replace(FORBIDDEN, '_').replace(/\s+/gu, ' '));
  if (cleaned === '') return FALLBACK;
  const named = RESERVED.test(cleaned) ? `_${cleaned}` : cleaned;
  return shorten(named);
}

/** The names made different without regard to case or composition: "CV.pdf", "cv (2).pdf", "CV (3).pdf". */
export function numberDuplicates(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  return names.map((name) => {
    const key = fold(name);
    let candidate = name;
    let number = nextNumber.get(key) ?? 2;
    while (taken.has(fold(candidate))) candidate = withNumber(name, number++);
    nextNumber.set(key, number);
    taken.add(fold(candidate));
    return candidate;
  });
}

/** Title of a document folder: subject and time of receipt in UTC, "Application, 2026-11-12 09:41 UTC" (S1.4). */
export function folderTitle(subject: string, receivedAt: string): string {
  const time = `${receivedAt.slice(0, 10)} ${receivedAt.slice(11, 16)} UTC`;
  const folded = subject.slice(0, 2_000).replace(INVISIBLE, ' ').replace(LONE_SURROGATE, '').replace(/\s+/gu, ' ').trim();
  const characters = [...folded];
  const shown = characters.length > TITLE_SUBJECT_CHARS ? `${characters.slice(0, TITLE_SUBJECT_CHARS - 1).join('').trimEnd()}…` : folded;
  return shown === '' ? time : `${shown}, ${time}`;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function withNumber(name: string, number: number): string {
  const { stem, extension } = split(name);
  return `${stem} (${number})${extension}`;
}

function split(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

/** Windows drops trailing dots and spaces; a leading dot hides the file elsewhere. */
function trimEdges(name: string): string {
  return name.replace(/^[.\s]+/u, '').replace(/[.\s]+$/u, '');
}

function shorten(name: string): string {
  if (byteLength(name) <= STEM_BYTES) return name;
  const { stem, extension } = split(name);
  const kept = byteLength(extension) <= EXTENSION_BYTES ? extension : '';
  return trimEdges(cut(kept === '' ? name : stem, STEM_BYTES - byteLength(kept))) + kept;
}

function cut(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Octets in UTF-8; counted by hand because this layer knows neither Buffer nor TextEncoder. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
