/** The line above a signature (RFC 3676 section 4.3). */
const MARK = '-- ';
/** A line of an original below it: quoted, or the line that names who wrote it. */
const ORIGINAL = /\n+(?=(?:[^\n]+:\n+)?>)/;

/** `text` with this signature in the place of the one before, above the quoted original; '' takes it away. */
export function withSignature(text: string, signature: string): string {
  const lines = text.split('\n');
  const mark = lines.findIndex((line) => line === MARK);
  const written = mark < 0 ? text : lines.slice(0, mark).join('\n');
  const after = mark < 0 ? '' : lines.slice(mark + 1).join('\n');
  const cut = (whole: string): [string, string] => {
    const at = ORIGINAL.exec(`\n${whole}`);
    return at === null ? [whole, ''] : [whole.slice(0, Math.max(0, at.index - 1)), whole.slice(at.index - 1)];
  };
  const [body, original] = mark < 0 ? cut(written) : [written, cut(after)[1]];
  const end = original.replace(/^\n+/, '');
  return [body.replace(/\n+$/, ''), ...(signature === '' ? [] : [`${MARK}\n${signature}`]), ...(end === '' ? [] : [end])].join('\n\n');
}
