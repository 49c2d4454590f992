/** Which of the parts of a message are its body, and what that body says. */
import { decodeText } from './charset';
import type { Entity } from './entity';
import { unwrapFlowed } from './flowed';
import { htmlToText } from './html-text';
import type { Kept } from './leaf-sinks';

/** A place in the tree of parts that may hold body text: a multipart, or a text leaf with its decoded octets. */
export interface BodyNode {
  entity: Entity;
  children: BodyNode[];
  /** Transfer-decoded octets of a text leaf, maybe cut; null for a multipart. */
  kept: Kept | null;
}

/** text/plain and text/html are body unless they are presented as a file (RFC 2183). */
export function isBodyLeaf(entity: Entity, bodySeen: boolean): boolean {
  if (entity.contentType !== 'text/plain' && entity.contentType !== 'text/html') return false;
  if (entity.disposition === 'attachment') return false;
  return entity.filename === null || entity.disposition === 'inline' || !bodySeen;
}

/** The text to show and search: the plain parts, else the HTML as text. */
export function bodyText(root: BodyNode, maxChars: number): string {
  const plain = plainOf(root, maxChars);
  if (plain !== null && plain.trim() !== '') return capped(plain, maxChars);
  const html = htmlOf(root);
  return capped(html === null ? (plain ?? '') : htmlToText(html, maxChars), maxChars);
}

/** The HTML body, or null. Plain text that stands between or after HTML parts is made HTML, so that it is not lost. */
export function bodyHtml(root: BodyNode): string | null {
  return htmlOf(root);
}

export function hasHtml(node: BodyNode): boolean {
  return node.kept !== null ? node.entity.contentType === 'text/html' : node.children.some(hasHtml);
}

function hasPlain(node: BodyNode): boolean {
  return node.kept !== null ? node.entity.contentType !== 'text/html' : node.children.some(hasPlain);
}

function plainOf(node: BodyNode, maxChars: number): string | null {
  if (node.kept !== null) return node.entity.contentType === 'text/html' ? null : plainLeaf(node);
  if (!hasPlain(node)) return null;
  if (node.entity.contentType === 'multipart/alternative') return firstPlain(node, maxChars);
  let text = '';
  for (const child of node.children) {
    const piece = plainOf(child, maxChars) ?? htmlPieceAsText(child, maxChars);
    text += text !== '' && piece !== '' && !text.endsWith('\n') ? `\n${piece}` : piece;
    if (text.length > maxChars) break;
  }
  return text;
}

/** Of alternatives, the plainest comes first (RFC 2046 section 5.1.4). */
function firstPlain(node: BodyNode, maxChars: number): string | null {
  let blank: string | null = null;
  for (const child of node.children) {
    const text = plainOf(child, maxChars);
    if (text !== null && text.trim() !== '') return text;
    blank ??= text;
  }
  return hasHtml(node) ? null : blank;
}

function htmlPieceAsText(node: BodyNode, maxChars: number): string {
  const html = htmlOf(node);
  return html === null ? '' : htmlToText(html, maxChars);
}

function htmlOf(node: BodyNode): string | null {
  if (node.kept !== null) return node.entity.contentType === 'text/html' ? leafText(node, true) : null;
  if (!hasHtml(node)) return null;
  if (node.entity.contentType === 'multipart/alternative') return htmlOf(node.children.findLast(hasHtml)!);
  const pieces = node.children.map((child) => htmlOf(child) ?? plainAsHtml(child));
  return pieces.filter((piece) => piece !== '').join('\n');
}

function plainAsHtml(node: BodyNode): string {
  const text = (plainOf(node, Number.MAX_SAFE_INTEGER) ?? '').trimEnd();
  if (text === '') return '';
  return `<div style="white-space: pre-wrap">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</div>`;
}

function plainLeaf(node: BodyNode): string {
  const text = leafText(node, false);
  return node.entity.flowed === 'no' ? text : unwrapFlowed(text, node.entity.flowed === 'delsp');
}

function leafText(node: BodyNode, html: boolean): string {
  const { pieces, truncated } = node.kept!;
  let whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  if (truncated) whole = withoutHalfCharacter(whole);
  let text = decodeText(whole, node.entity.charset, html);
  if (text.includes('\r')) text = text.replace(/\r+\n?/g, '\n');
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Where text was cut, its last UTF-8 character may be half. */
function withoutHalfCharacter(octets: Buffer): Buffer {
  let lead = octets.length - 1;
  while (lead > 0 && lead > octets.length - 4 && (octets[lead]! & 0xc0) === 0x80) lead -= 1;
  const first = octets[lead] ?? 0;
  const needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return octets.length - lead < needed ? octets.subarray(0, lead) : octets;
}

function capped(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars);
}

/** The decoded octets of all HTML leaves. */
export function htmlOctets(node: BodyNode): Buffer[] {
  if (node.kept === null) return node.children.flatMap(htmlOctets);
  return node.entity.contentType === 'text/html' ? [node.kept.pieces.length === 1 ? node.kept.pieces[0]! : Buffer.concat(node.kept.pieces)] : [];
}
