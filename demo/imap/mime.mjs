/**
 * As much of MIME as FETCH needs: where headers end, and which octets belong to which part. All text is one character per octet.
 * @typedef {{ name: string, value: string, line: string }} Field
 * @typedef {{ fields: Field[], head: string, body: string, type: string, subtype: string, parameters: Map<string, string>, children: Part[] }} Part
 */

/** @param {string} raw */
export function splitMessage(raw) {
  if (raw.startsWith('\r\n')) return { head: '\r\n', body: raw.slice(2) };
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? { head: raw, body: '' } : { head: raw.slice(0, end + 4), body: raw.slice(end + 4) };
}

/** @param {string} head @returns {Field[]} with folded lines kept in `line` and unfolded in `value` */
export function parseFields(head) {
  return head
    .split(/\r\n(?![ \t])/)
    .filter((line) => line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).replace(/\r\n/g, '').trim(), line: `${line}\r\n` };
    });
}

/** @param {Field[]} fields @param {string} name lower case */
export const fieldValue = (fields, name) => fields.find((field) => field.name === name)?.value ?? null;

/** @param {string | null} value of Content-Type or Content-Disposition */
export function parseParameters(value) {
  const [first = '', ...rest] = (value ?? '').match(/(?:"(?:\\.|[^"])*"|[^;"])+/g) ?? [];
  const parameters = new Map(
    rest.map((item) => {
      const equals = item.indexOf('=');
      const text = item.slice(equals + 1).trim();
      return /** @type {[string, string]} */ ([item.slice(0, equals).trim().toLowerCase(), text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text]);
    }),
  );
  return { main: first.trim().toLowerCase(), parameters };
}

/** @param {string} body @param {string} boundary */
function cutParts(body, boundary) {
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => piece.slice(piece.indexOf('\r\n') + 2));
}

/** @param {string} raw @returns {Part} */
export function parsePart(raw) {
  const { head, body } = splitMessage(raw);
  const fields = parseFields(head);
  const { main, parameters } = parseParameters(fieldValue(fields, 'content-type') ?? 'text/plain');
  const [type = 'text', subtype = 'plain'] = main.split('/');
  const boundary = parameters.get('boundary');
  const children = type === 'multipart' && boundary ? cutParts(body, boundary).map(parsePart) : [];
  return { fields, head, body, type, subtype, parameters, children };
}

/** The part with this IMAP part number, e.g. "1.2". @param {Part} root @param {number[]} path @returns {Part | null} */
export function findPart(root, path) {
  const [first, ...rest] = path;
  if (first === undefined) return root;
  if (root.type === 'message' && root.subtype === 'rfc822') return findPart(parsePart(root.body), path);
  if (root.type !== 'multipart') return first === 1 && rest.length === 0 ? root : null;
  const child = root.children[first - 1];
  return child === undefined ? null : findPart(child, rest);
}
