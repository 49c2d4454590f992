/** The signature of a draft: above the quotation, exchanged when another account is chosen. */
import { division, findDivision, QUOTE, SIGNATURE, withoutDivision } from './marks';

/** The HTML with this signature instead of the one it has; '' takes it away. It keeps its place, else it stands above the quotation, else at the end. */
export function withSignature(html: string, signatureHtml: string): string {
  const signature = signatureHtml.trim() === '' ? '' : division(SIGNATURE, signatureHtml);
  const present = findDivision(html, SIGNATURE);
  // A signature within the quotation belongs to an earlier message.
  const quote = findDivision(html, QUOTE);
  if (present !== null && !(quote !== null && present.start > quote.start)) return html.slice(0, present.start) + signature + html.slice(present.end);
  if (quote !== null) return html.slice(0, quote.start) + signature + html.slice(quote.start);
  return html + signature;
}

const DELIMITER = '-- ';

/** The same of plain text; the signature stands below the line "-- " (RFC 3676 section 4.3). `former` is the text of the one that is there. */
export function withTextSignature(text: string, former: string, signature: string): string {
  const block = signature.trim() === '' ? '' : `${DELIMITER}\n${signature.trim()}`;
  const known = former.trim() === '' ? null : `${DELIMITER}\n${former.trim()}`;
  const at = known === null ? -1 : text.indexOf(known);
  if (known !== null && at >= 0) return text.slice(0, at) + block + text.slice(at + known.length);
  if (block === '') return text;
  const quote = /^>/m.exec(text);
  if (quote === null) return `${text.trimEnd()}\n\n${block}\n`;
  // The line above the quotation belongs to it.
  const above = text.slice(0, quote.index).trimEnd();
  const attributionAt = above.endsWith(':') ? above.lastIndexOf('\n') + 1 : quote.index;
  return `${text.slice(0, attributionAt).trimEnd()}\n\n${block}\n\n${text.slice(attributionAt)}`;
}

/** What the person wrote themselves: without signature and quotation. */
export function ownHtml(html: string): string {
  return withoutDivision(withoutDivision(html, QUOTE), SIGNATURE);
}

/** The same of plain text: above the signature, without quoted lines. */
export function ownText(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line === DELIMITER || /^-{5,} .+ -{5,}$/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>')).join('\n');
}
