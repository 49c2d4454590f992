/** Someone a message is addressed to, as it stands in a field; `address` may still be wrong. */
export interface Recipient {
  name: string;
  address: string;
}

const SEPARATORS = new Set([',', ';', '\n', '\r', '\t']);
const LONGEST_LOCAL = 64;
const LONGEST = 254;

/** Cuts at separators, but neither within quotes nor within angle brackets nor within comments (RFC 5322 section 3.4). */
function cut(text: string): string[] {
  const pieces = [''];
  let quoted = false;
  let angle = false;
  let comment = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted && char === '\\') {
      pieces[pieces.length - 1] += char + (text[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '<') angle = true;
    else if (!quoted && char === '>') angle = false;
    else if (!quoted && char === '(') comment += 1;
    else if (!quoted && char === ')') comment = Math.max(0, comment - 1);
    // A line end always separates: what was left open there was a slip, not a name of two lines.
    const ends = char === '\n' || (SEPARATORS.has(char) && !quoted && !angle && comment === 0);
    if (ends) {
      quoted = false;
      angle = false;
      comment = 0;
      pieces.push('');
    } else pieces[pieces.length - 1] += char;
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

const unquoted = (name: string): string => {
  const trimmed = name.trim();
  const inner = /^"(.*)"$/s.exec(trimmed)?.[1] ?? /^'(.*)'$/s.exec(trimmed)?.[1] ?? trimmed;
  return inner.replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim();
};

/** "Weber, Anna" without quotes, as some programs copy it: a piece without an address belongs to the one after it. */
function withLooseCommas(pieces: string[]): string[] {
  const joined: string[] = [];
  let loose: string | null = null;
  for (const piece of pieces) {
    if (!piece.includes('@') && !piece.includes('<')) {
      if (loose !== null) joined.push(loose);
      loose = piece;
    } else if (loose !== null && /^[^@<]+</.test(piece)) {
      joined.push(`${loose}, ${piece}`);
      loose = null;
    } else {
      if (loose !== null) joined.push(loose);
      loose = null;
      joined.push(piece);
    }
  }
  return loose === null ? joined : [...joined, loose];
}

function recipientOf(piece: string): Recipient {
  const bracketed = /^(.*?)<([^<>]*)>\s*(?:\([^)]*\))?$/s.exec(piece);
  if (bracketed) return { name: unquoted(bracketed[1] ?? ''), address: cleanAddress(bracketed[2] ?? '') };
  const commented = /^(\S+@\S+)\s+\((.+)\)$/s.exec(piece);
  if (commented) return { name: unquoted(commented[2] ?? ''), address: cleanAddress(commented[1] ?? '') };
  const loose = /^(.+?)\s+(\S+@\S+)$/s.exec(piece);
  if (loose) return { name: unquoted(loose[1] ?? ''), address: cleanAddress(loose[2] ?? '') };
  return { name: '', address: cleanAddress(piece) };
}

const cleanAddress = (text: string): string => text.trim().replace(/^mailto:/i, '').replace(/[.,;]+$/, '');

/** The people in typed or pasted text: `Name <a@b>`, `"Weber, Anna" <a@b>`, bare addresses, one a line or separated by comma or semicolon. */
export const parseRecipients = (text: string): Recipient[] => withLooseCommas(cut(text)).map(recipientOf);

/**
 * Whether mail could be sent there: one @, a local part (RFC 5321 section 4.5.3.1.1) and a domain of at least two labels, also in other scripts
 * than Latin. Whether somebody reads there, only the server there knows.
 */
export function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || address.length > LONGEST || local.length > LONGEST_LOCAL) return false;
  const localFits = /^"[^"\p{Cc}]+"$/u.test(local) || /^[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(local);
  const labels = domain.split('.');
  return localFits && !/^\.|\.\.|\.$/.test(local) && labels.length > 1 && labels.every((label) => /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u.test(label)) && /\p{L}/u.test(labels.at(-1) ?? '');
}

/** Local parts may differ by case in theory; nobody means two people by it. */
const keyOf = ({ address }: Recipient): string => address.toLowerCase();

/** `more` at the end of `before`, nobody twice; a name that was missing is filled in. */
export function withRecipients(before: readonly Recipient[], more: readonly Recipient[]): Recipient[] {
  const all = [...before];
  for (const one of more) {
    const known = all.findIndex((other) => keyOf(other) === keyOf(one));
    if (known < 0) all.push(one);
    else if (all[known]?.name === '' && one.name !== '') all[known] = { ...one, address: all[known]?.address ?? one.address };
  }
  return all;
}

/** As it is written into a field, so that it can be changed or copied. */
export const shownRecipient = ({ name, address }: Recipient): string => {
  if (name === '') return address;
  return /[,;<>"()@]/.test(name) ? `"${name.replace(/(["\\])/g, '\\$1')}" <${address}>` : `${name} <${address}>`;
};

/** The addresses that could not be sent to, over all fields. */
export const wrongAddresses = (...fields: readonly (readonly Recipient[])[]): string[] => fields.flat().filter(({ address }) => !isAddress(address)).map(({ address }) => address);
