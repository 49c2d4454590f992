/** A message made anew from its header and its text, for forward addresses that keep no files (S5.4). */
import type { HeaderFields } from './header-fields';

const CRLF = '\r\n';
const LINE = /.{1,76}/g;

/** Its own header fields but those that describe its parts; then the plain text, and the HTML where there is one. */
export function withoutFiles(fields: HeaderFields, text: string, html: string | null): Buffer {
  const header: string[] = [];
  for (const name of fields.names()) {
    if (name.startsWith('content-') || name === 'mime-version') continue;
    for (const value of fields.all(name)) header.push(`${shownName(name)}: ${value}`);
  }
  header.push('X-Email-Center-Rebuilt: attachments were not kept', 'MIME-Version: 1.0');
  const plain = part('text/plain', text);
  if (html === null) return Buffer.from([...header, ...plain].join(CRLF), 'latin1');
  const boundary = boundaryFor(header, text, html);
  const parts = [plain, part('text/html', html)].flatMap((lines) => [`--${boundary}`, ...lines]);
  return Buffer.from([...header, `Content-Type: multipart/alternative; boundary="${boundary}"`, '', ...parts, `--${boundary}--`, ''].join(CRLF), 'latin1');
}

function part(contentType: string, content: string): string[] {
  return [`Content-Type: ${contentType}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', ...(Buffer.from(content, 'utf8').toString('base64').match(LINE) ?? []), ''];
}

/** Base64 has no underscore: no line of a part can be this. */
function boundaryFor(header: readonly string[], text: string, html: string): string {
  return `=_kept_${header.length}_${text.length}_${html.length}`;
}

/** `message-id` to `Message-ID`: names compare without case, but people read them. */
function shownName(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase()).replace(/-Id$/, '-ID');
}
