/** Address lists as mail programs print them for people: looser than RFC 5322, and with remains of links. */
import { normalizeAddress, type Address } from '../../mail/address';

const MAX_CHARS = 20_000;
/** `anna@people.example<mailto:anna@people.example>`: what is left of a link when HTML becomes text. */
const LINKED = /([^\s<>[\]();,"']{1,200}@[^\s<>[\]();,"']{1,200})[ \t]?<mailto:([^<>\s]{1,320})>/gi;
const MAILTO = /[<[]mailto:([^<>[\]\s?]{1,320})(?:\?[^<>[\]\s]{0,200})?[>\]]/gi;

export interface PrintedAddresses {
  addresses: Address[];
  /** A link that shows one address and leads to another: nobody can tell which one is meant. */
  contradictory: boolean;
}

/** Entries without an address keep their name and have the address ''. */
export function readPrintedAddresses(printed: string): PrintedAddresses {
  let contradictory = false;
  const text = printed.slice(0, MAX_CHARS).replace(/\*/g, '')
    .replace(LINKED, (_, shown: string, target: string) => {
      if (normalizeAddress(shown) !== normalizeAddress(target)) contradictory = true;
      return shown;
    })
    .replace(MAILTO, '<$1>').replace(/<<+/g, '<').replace(/>>+/g, '>');
  const addresses = split(text).flatMap((entry) => readEntry(entry) ?? []);
  return { addresses, contradictory };
}

/** Outlook separates by semicolons and leaves "Weber, Anna" unquoted; everything else separates by commas. */
function split(text: string): string[] {
  const bySemicolon = pieces(text, ';');
  return bySemicolon.length > 1 ? bySemicolon : joinNames(pieces(text, ','));
}

function pieces(text: string, separator: string): string[] {
  const found: string[] = [];
  let quoted = false;
  let inside = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (!quoted && (c === '<' || c === '(')) inside += 1;
    else if (!quoted && (c === '>' || c === ')')) inside = Math.max(0, inside - 1);
    else if (c === separator && !quoted && inside === 0) {
      found.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...found, text.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** "Weber" + "Anna <anna@people.example>" is one person. */
function joinNames(entries: readonly string[]): string[] {
  const joined: string[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    const isSurname = last !== undefined && !last.includes('@') && !/["<>()]/.test(last) && !/\s\S+\s/.test(last);
    if (isSurname && /^[^@<>"]+<[^<>]+@[^<>]+>$/.test(entry)) joined[joined.length - 1] = `${last}, ${entry}`;
    else joined.push(entry);
  }
  return joined;
}

const FORMS: readonly RegExp[] = [
  /^(?<name>[^<>]*)<\s*(?<address>[^<>\s]+@[^<>\s]+)\s*>$/,
  /^(?<address>[^<>\s()]+@[^<>\s()]+)\s*(?:\((?<name>[^()]*)\))?$/,
  /^(?<name>[^<>()]*)\(\s*(?<address>[^<>\s()]+@[^<>\s()]+)\s*\)$/,
  /^(?<name>[^<>[\]]*)\[\s*(?<address>[^<>\s[\]]+@[^<>\s[\]]+)\s*\]$/,
];

function readEntry(entry: string): Address | null {
  for (const form of FORMS) {
    const { name = '', address = '' } = form.exec(entry)?.groups ?? {};
    if (address !== '' && normalizeAddress(address) !== null) {
      const shown = nameOf(name);
      return { name: normalizeAddress(shown) === normalizeAddress(address) ? '' : shown, address };
    }
  }
  const name = nameOf(entry);
  return name === '' ? null : { name, address: '' };
}

function nameOf(printed: string): string {
  return printed.trim().replace(/^"(.*)"$/s, '$1').replace(/^'(.*)'$/s, '$1').replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim();
}
