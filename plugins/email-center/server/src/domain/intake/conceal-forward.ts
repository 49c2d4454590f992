/** Takes forward addresses out of what is shown to people who must not see them (S5.3). Pure; the one decision of what names such an address. */
import { asciiDomain, normalizeAddress, type Address } from '../mail/address';
import { baseAddress, isAtAddress } from './forward-address';

export interface Concealment {
  /** The addresses that are kept back, normalised and without their secrets; none: everything is shown as it is. */
  known: readonly string[];
  isKnown(address: string): boolean;
  addresses<A extends Address>(addresses: readonly A[]): A[];
  /** Also with any secret behind a plus sign, and as a link or a header encodes it. */
  text(text: string): string;
  /** Whatever holds addresses and texts at any depth; keeps its shape. Dates, streams and other objects with a class stay as they are. */
  everywhere<T>(value: T): T;
  /** Reads a text that comes in pieces. */
  watch(): Watch;
}

/** Both tell whether a forward address was named up to there. */
export interface Watch {
  piece(text: string): boolean;
  end(): boolean;
}

export const CONCEALED = '•••';

export function concealForward(accounts: readonly string[]): Concealment {
  const known = [...new Set(accounts.flatMap((address) => baseAddress(address) ?? []))];
  const finder = known.length === 0 ? null : finderOf(known);
  const isKnown = (written: string): boolean => {
    const address = normalizeAddress(written);
    return address !== null && known.some((account) => isAtAddress(address, account));
  };
  const text = (given: string): string => finder === null ? given : given.replace(finder.pattern, (found, domain: string) => {
    const length = finder.ours(domain);
    return length === 0 ? found : CONCEALED + domain.slice(length);
  });
  return {
    known, isKnown, text,
    addresses: (addresses) => addresses.map((entry) => isKnown(entry.address) ? { ...entry, name: CONCEALED, address: '' } : { ...entry, name: text(entry.name) }),
    everywhere: (value) => finder === null ? value : concealIn(value, { isKnown, text }),
    watch: () => watchWith(finder),
  };
}

/** RFC 5321 section 4.5.3.1: 64 octets for the local part, 255 for the domain; encoded, each may take three. */
const LONGEST = 3 * (64 + 1 + 255);

function watchWith(finder: Finder | null): Watch {
  let rest = '';
  const look = (text: string, isEnd: boolean): boolean => finder !== null && [...text.matchAll(finder.pattern)].some((found) => {
    // What touches the end may go on in the next piece, and then be another address.
    const isCut = !isEnd && found.index + found[0].length > text.length - 2;
    return !isCut && finder.ours(found[1]!) > 0;
  });
  return {
    piece(given) {
      const text = rest + given;
      rest = text.slice(-LONGEST);
      return look(text, false);
    },
    end: () => look(rest, true),
  };
}

interface Finder {
  /** Its first group is the domain as it is written. */
  pattern: RegExp;
  /** How much of what is written there is the domain of a forward address; 0: it is another one. */
  ours(domain: string): number;
}

/** What precedes must not belong to the local part; three characters of an encoding (%3C, =3C) do not. */
const BEFORE = String.raw`(?:(?<=[%=][\da-f]{2})|(?<!\w[.+-]*))`;
const PLUS = String.raw`(?:\+|[%=]2b|&#0*43;|&#x0*2b;)`;
const AT = String.raw`\s?(?:@|[%=]40|&#0*64;|&#x0*40;)\s?`;
const LABEL = String.raw`[\p{L}\p{N}\p{M}_-]+`;

function finderOf(known: readonly string[]): Finder {
  const locals = [...new Set(known.map((address) => address.slice(0, address.lastIndexOf('@'))))].map((local) => local.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const domains = new Set(known.map((address) => address.slice(address.lastIndexOf('@') + 1)));
  return {
    pattern: new RegExp(`${BEFORE}(?:${locals.join('|')})(?:${PLUS}[\\w.%=+-]{1,64}?)?${AT}(${LABEL}(?:\\.${LABEL})*)`, 'giu'),
    ours: (domain) => {
      const isOurs = (written: string): boolean => domains.has(asciiDomain(written) ?? '');
      return isOurs(domain) ? domain.length : oursWithin(domain, isOurs);
    },
  };
}

/** What a name of a file ends with; as the end of a domain, none of these is in use but for files that are sent around. */
const FILE = /\.(?:eml|msg|txt|log|csv|pdf|rtf|docx?|xlsx?|pptx?|od[tsp]|html?|xml|json|ics|vcf|png|jpe?g|gif|webp|tiff?|heic|zip|7z)$/i;
/** A new sentence, where the space behind the full stop is missing. */
const SENTENCE = /^\.\p{Lu}\p{Ll}/u;

/** How much of it is a domain of ours with something written right behind it, which makes no other domain of it; 0: none. */
function oursWithin(domain: string, isOurs: (written: string) => boolean): number {
  // Writing without spaces goes on right behind an address.
  const [ascii = ''] = /^[\w.-]*/.exec(domain) ?? [];
  if (ascii.length < domain.length && isOurs(ascii)) return ascii.length;
  for (const { index } of domain.matchAll(/[._-]/g)) {
    const [written, rest] = [domain.slice(0, index), domain.slice(index)];
    const goesOn = rest.startsWith('_') || FILE.test(rest) || (SENTENCE.test(rest) && written === written.toLowerCase());
    if (goesOn && isOurs(written)) return index;
  }
  return 0;
}

type Rules = Pick<Concealment, 'isKnown' | 'text'>;

function concealIn<T>(value: T, rules: Rules): T;
function concealIn(value: unknown, rules: Rules): unknown {
  if (typeof value === 'string') return rules.text(value);
  if (Array.isArray(value)) return value.map((one: unknown) => concealIn(one, rules));
  if (!isPlain(value)) return value;
  const concealed = Object.fromEntries(Object.entries(value).map(([key, one]) => [rules.text(key), concealIn(one, rules)]));
  // As everywhere else in the panel: somebody is there, and who is not told.
  return isAddress(value) && rules.isKnown(value.address) ? { ...concealed, name: CONCEALED, address: '' } : concealed;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isAddress(value: Record<string, unknown>): value is { name: string; address: string } {
  return typeof value.name === 'string' && typeof value.address === 'string';
}
