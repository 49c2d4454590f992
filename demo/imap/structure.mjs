/** ENVELOPE and BODYSTRUCTURE of a message (RFC 9051 section 7.5.2), as the text of a FETCH answer. */
import { fieldValue, parseParameters, parsePart } from './mime.mjs';

/** A string as a client can read it: quoted, or a literal when it holds what a quoted string may not. @param {string | null} text */
export function nstring(text) {
  if (text === null) return 'NIL';
  if (/^[\x20-\x7e]*$/.test(text)) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  return `{${text.length}}\r\n${text}`;
}

/** @param {string} item one address @returns {string} */
function addressOf(item) {
  const angle = /^(.*?)<([^<>]*)>\s*$/s.exec(item);
  const name = angle?.[1]?.trim().replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1') ?? '';
  const spec = (angle?.[2] ?? item).trim();
  const at = spec.lastIndexOf('@');
  const [local, domain] = at < 0 ? [spec, ''] : [spec.slice(0, at), spec.slice(at + 1)];
  return `(${nstring(name === '' ? null : name)} NIL ${nstring(local)} ${nstring(domain)})`;
}

/** @param {string | null} value of an address field */
function addressList(value) {
  const items = (value ?? '').match(/(?:"(?:\\.|[^"])*"|[^,"])+/g)?.filter((item) => item.trim() !== '') ?? [];
  return items.length === 0 ? 'NIL' : `(${items.map(addressOf).join('')})`;
}

/** @param {import('./mime.mjs').Field[]} fields */
export function envelope(fields) {
  /** @param {string} name */
  const text = (name) => nstring(fieldValue(fields, name));
  const from = fieldValue(fields, 'from');
  const addresses = [from, fieldValue(fields, 'sender') ?? from, fieldValue(fields, 'reply-to') ?? from, ...['to', 'cc', 'bcc'].map((name) => fieldValue(fields, name))];
  return `(${text('date')} ${text('subject')} ${addresses.map(addressList).join(' ')} ${text('in-reply-to')} ${text('message-id')})`;
}

/** @param {Map<string, string>} parameters */
function parameterList(parameters) {
  if (parameters.size === 0) return 'NIL';
  return `(${[...parameters].map(([name, value]) => `${nstring(name)} ${nstring(value)}`).join(' ')})`;
}

/** @param {import('./mime.mjs').Part} part */
function disposition(part) {
  const value = fieldValue(part.fields, 'content-disposition');
  if (value === null) return 'NIL';
  const { main, parameters } = parseParameters(value);
  return `(${nstring(main)} ${parameterList(parameters)})`;
}

/** @param {string} body */
const lineCount = (body) => body.split('\r\n').length - 1;

/** @param {import('./mime.mjs').Part} part @returns {string} */
export function bodyStructure(part) {
  if (part.type === 'multipart') {
    return `(${part.children.map(bodyStructure).join('')} ${nstring(part.subtype)} ${parameterList(part.parameters)} ${disposition(part)} NIL NIL)`;
  }
  const encoding = fieldValue(part.fields, 'content-transfer-encoding') ?? '7bit';
  const basic = [nstring(part.type), nstring(part.subtype), parameterList(part.parameters), nstring(fieldValue(part.fields, 'content-id')),
    nstring(fieldValue(part.fields, 'content-description')), nstring(encoding), String(part.body.length)];
  if (part.type === 'text') basic.push(String(lineCount(part.body)));
  if (part.type === 'message' && part.subtype === 'rfc822') {
    const inner = parsePart(part.body);
    basic.push(envelope(inner.fields), bodyStructure(inner), String(lineCount(part.body)));
  }
  return `(${basic.join(' ')} NIL ${disposition(part)} NIL NIL)`;
}
