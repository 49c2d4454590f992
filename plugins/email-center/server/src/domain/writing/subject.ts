/** Subjects of answers and forwarded messages: one prefix, whatever mail programs in other languages put before it. */

/** What answers and forwards are marked by in de, nl, en, fr, it, es and the Nordic languages; a counter may follow: `Re[2]:`, `AW (3):`, `Re^2:`. */
const PREFIX = /^\s*(?:re|aw|antw|antwoord|sv|vs|rif|ref|réf|rép|res|wg|fw|fwd|doorst|tr|rv|enc|vb)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*/iu;
/** Italian programs use a single letter, which must be a capital: "i: " begins an ordinary sentence. */
const LETTER_PREFIX = /^\s*[RI]\s?:\s+/u;

/** RFC 5322 section 2.1.1 leaves a subject as long as it likes; the field it is kept in does not. */
const MAX_CHARS = 1000;

/** The subject without any of the prefixes before it; folded to one line. */
export function bareSubject(subject: string): string {
  let bare = subject.slice(0, MAX_CHARS).replace(/\s+/gu, ' ').trim();
  for (;;) {
    const next = bare.replace(PREFIX, '').replace(LETTER_PREFIX, '');
    if (next === bare) return bare;
    bare = next;
  }
}

/** "Re: " once (RFC 5322 section 3.6.5). */
export function replySubject(subject: string): string {
  return `Re: ${bareSubject(subject)}`.slice(0, MAX_CHARS).trimEnd();
}

/** "Fwd: " once. */
export function forwardSubject(subject: string): string {
  return `Fwd: ${bareSubject(subject)}`.slice(0, MAX_CHARS).trimEnd();
}
