/** How an answer names what it answers (RFC 5322 section 3.6.4). */

export interface Threading {
  /** Without angle brackets. */
  inReplyTo: string[];
  references: string[];
}

/** More are of no use to any reader of mail; the first names the conversation, the last its nearest message. */
const MAX_REFERENCES = 40;
const MAX_CHARS = 6_000;

/**
 * In-Reply-To names the original; References those it refers to and then itself. An original that has no References but one
 * In-Reply-To lends that. One without a Message-ID can only be answered within its conversation.
 */
export function threadingOfReply(original: { messageId: string | null; inReplyTo: readonly string[]; references: readonly string[] }): Threading {
  const before = original.references.length > 0 ? original.references : original.inReplyTo.length === 1 ? original.inReplyTo : [];
  const { messageId } = original;
  const all = [...new Set([...before.filter((id) => id !== messageId), ...(messageId === null ? [] : [messageId])])];
  return { inReplyTo: messageId === null ? [] : [messageId], references: bounded(all) };
}

/** The first and as many of the last as there is room for. */
function bounded(ids: readonly string[]): string[] {
  const [first, ...rest] = ids;
  if (first === undefined) return [];
  const kept: string[] = [];
  let chars = first.length;
  for (const id of rest.reverse()) {
    chars += id.length + 3;
    if (kept.length === MAX_REFERENCES - 1 || chars > MAX_CHARS) break;
    kept.unshift(id);
  }
  return [first, ...kept];
}
