/** The original below an answer or within a forwarded message. */
import { textAsHtml } from './escape';
import { division, QUOTE } from './marks';
import { attribution, forwardedHead, type Place, type Quoted } from './words';

/** `html` is safe to show; null: the message has text only. */
export interface QuotedBody {
  html: string | null;
  text: string;
}

/** Octets. Larger originals are quoted as text: every save carries them along, beside their text, and a request of JSON takes 1 MB. */
export const MAX_QUOTED_HTML = 400_000;

/** HTML of an answer's quotation: who wrote when, and the original as a quotation. */
export function quoteHtml(original: Quoted, body: QuotedBody, place: Place): string {
  return division(QUOTE, `<p>${textAsHtml(attribution(original, place))}</p><blockquote type="cite">${htmlOf(body)}</blockquote>`);
}

/** HTML of a message forwarded inline: its head, and the message as it is. */
export function forwardHtml(original: Quoted, body: QuotedBody, place: Place): string {
  return division(QUOTE, `<p>${forwardedHead(original, place).map(textAsHtml).join('<br>')}</p><div>${htmlOf(body)}</div>`);
}

function htmlOf({ html, text }: QuotedBody): string {
  const fitting = html === null || fits(html) ? html : withoutDataPictures(html);
  return fitting === null || !fits(fitting) ? `<p>${textAsHtml(text.trimEnd())}</p>` : fitting;
}

/** Octets in UTF-8, near enough. */
const fits = (html: string): boolean => html.length + 2 * (html.match(/[\u0080-\uffff]/g)?.length ?? 0) <= MAX_QUOTED_HTML;

/** Pictures that stand within the HTML itself are most of its length, and hardly any mail program shows them. */
const withoutDataPictures = (html: string): string => html.replace(/<img\b[^<>]*\ssrc="data:[^"]*"[^<>]*>/g, '');

/**
 * Quoted lines of plain text. A line that is quoted already gets another sign without a space between them, and none ends with a
 * space: at the end of a line a space says that the line goes on (RFC 3676 sections 4.1 and 4.5).
 */
export function quoteLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd().split('\n').map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`).trimEnd()).join('\n');
}

export function quoteText(original: Quoted, text: string, place: Place): string {
  return `${attribution(original, place)}\n${quoteLines(text)}\n`;
}

export function forwardText(original: Quoted, text: string, place: Place): string {
  return `${forwardedHead(original, place).join('\n')}\n\n${text.replace(/\r\n?/g, '\n').trimEnd()}\n`;
}
