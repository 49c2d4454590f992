/** Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4). */

/** More references than these only repeat a thread. */
const MAX_IDS = 200;
const MAX_ID_LENGTH = 995;

/** The ids in a value, without angle brackets, each once, in order. Ids without brackets are read word by word. */
export function readMessageIds(raw: string): string[] {
  const ids = new Set<string>();
  let at = raw.indexOf('<');
  if (at === -1) {
    for (const word of raw.split(/[\s,]+/, MAX_IDS)) if (word.includes('@')) addId(ids, word);
    return [...ids];
  }
  while (at !== -1 && ids.size < MAX_IDS) {
    const end = raw.indexOf('>', at);
    if (end === -1) {
      addId(ids, raw.slice(at + 1));
      break;
    }
    // The nearest opening bracket counts, so that a broken id does not swallow the next.
    addId(ids, raw.slice(raw.lastIndexOf('<', end) + 1, end));
    at = raw.indexOf('<', end);
  }
  return [...ids];
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
