/** The marked divisions of a draft: its signature and the original it quotes. */

/** As `DRAFT_MARKS` of the contract names them. */
export const SIGNATURE = 'data-email-signature';
export const QUOTE = 'data-email-quote';

export interface Division {
  /** Where its opening tag begins. */
  start: number;
  /** Behind its closing tag. */
  end: number;
  inner: string;
}

/** The first division with this mark; null when there is none. The HTML is balanced, as cleaning leaves it; where it is not, the division goes to the end. */
export function findDivision(html: string, mark: string): Division | null {
  const opening = new RegExp(`<div\\b[^<>]*\\s${mark}(?:=|\\s|>)`, 'i').exec(html);
  if (opening === null) return null;
  const tags = /<(\/?)div\b[^<>]*>/gi;
  tags.lastIndex = opening.index;
  let depth = 0;
  let innerStart = -1;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    if (innerStart < 0) innerStart = tags.lastIndex;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return { start: opening.index, end: tags.lastIndex, inner: html.slice(innerStart, tag.index) };
  }
  return { start: opening.index, end: html.length, inner: html.slice(Math.max(innerStart, opening.index)) };
}

/** The HTML without that division, wherever it stands. */
export function withoutDivision(html: string, mark: string): string {
  const found = findDivision(html, mark);
  return found === null ? html : html.slice(0, found.start) + html.slice(found.end);
}

export function division(mark: string, inner: string): string {
  return `<div ${mark}="">${inner}</div>`;
}

/** The marks are for the editor; recipients do not get them. */
export function withoutMarks(html: string): string {
  return html.replace(/(<div\b[^<>]*?)\s(?:data-email-signature|data-email-quote)(?:="[^"]*")?(?=[\s>])/gi, '$1');
}
