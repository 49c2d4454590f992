/** Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4). */

/** Of more references the first (where the thread began) and the last (the parent and its parents) are kept. */
const MAX_IDS = 200;
const MAX_ID_LENGTH = 995;
/** No thread fills more; of a field that does, what the kept ids can need is read. */
const MAX_FIELD = 512 * 1024;
const FIRST = 2 * 1024;
const LAST = MAX_IDS * (MAX_ID_LENGTH + 5);

/** The ids in a value, without angle brackets, each once, in order. Ids without brackets are read word by word. */
export function readMessageIds(field: string): string[] {
  const raw = field.length > MAX_FIELD ? withoutMiddle(field) : field;
  const ids = new Set<string>();
  let at = raw.indexOf('<');
  if (at === -1) for (const word of raw.split(/[\s,]+/)) if (word.includes('@')) addCutId(ids, word);
  while (at !== -1) {
    const end = raw.indexOf('>', at);
    if (end === -1) {
      addCutId(ids, raw.slice(at + 1));
      break;
    }
    // The nearest opening bracket counts, so that a broken id does not swallow the next.
    addId(ids, raw.slice(raw.lastIndexOf('<', end) + 1, end));
    at = raw.indexOf('<', end);
  }
  if (ids.size <= MAX_IDS) return [...ids];
  const all = [...ids];
  return [all[0]!, ...all.slice(1 - MAX_IDS)];
}

/** The two ends, and an empty id between them that closes what was cut. */
function withoutMiddle(field: string): string {
  return field.slice(0, FIRST) + (field.includes('<') ? '<>' : ' ') + field.slice(-LAST);
}

/**
 * The ids in an In-Reply-To field. Old mailers write words there with the writer's address among them (RFC 822 section
 * 4.6.2): then the ids that References has too count, else the last.
 */
export function readInReplyTo(raw: string, references: readonly string[]): string[] {
  const ids = readMessageIds(raw);
  if (ids.length < 2 || raw.replace(/<[^<>]*>/g, '').trim() === '') return ids;
  const known = ids.filter((id) => references.includes(id));
  return known.length > 0 ? known : ids.slice(-1);
}

/** The message's own id, or null. */
export function readMessageId(raw: string): string | null {
  const [bracketed] = readMessageIds(raw);
  if (bracketed !== undefined) return bracketed;
  const bare = raw.replace(/[<>\s]/g, '');
  return bare === '' || bare.length > MAX_ID_LENGTH ? null : bare;
}

function addId(ids: Set<string>, raw: string): void {
  const id = raw.replace(/\s+/g, '');
  if (id !== '' && id.length <= MAX_ID_LENGTH) ids.add(id);
}

/** An id without its closing bracket may be cut off in its middle: with nothing after the @ it is none. */
function addCutId(ids: Set<string>, raw: string): void {
  if (!raw.trim().endsWith('@')) addId(ids, raw);
}
