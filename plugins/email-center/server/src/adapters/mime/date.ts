/** The Date header (RFC 5322 section 3.3 with its obsolete forms), and what else senders write there. */

/** English, and what German and Dutch programs write instead; by the first three letters. */
const MONTHS: Record<string, number> = {
  jan: 0, feb: 1, mar: 2, apr: 3, may: 4, jun: 5, jul: 6, aug: 7, sep: 8, oct: 9, nov: 10, dec: 11,
  jän: 0, mär: 2, mrz: 2, mae: 2, mai: 4, okt: 9, dez: 11, mrt: 2, maa: 2, mei: 4,
};
/** Obsolete zone names (RFC 5322 section 4.3), in minutes. */
const ZONES: Record<string, number> = {
  ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
  cet: 60, cest: 120, met: 60, mest: 120, bst: 60, wet: 0, west: 60, eet: 120, eest: 180, msk: 180, jst: 540,
};
const RFC5322 = /^(?:[a-z]+\.?\s*,?\s*)?(\d{1,2})\.?[\s-]+([a-zä]{3})[a-zä]*\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*((?:gmt|utc?)?\s*[+-]\s?\d{1,4}:?\d{0,2}|[a-z]+)?/i;
const ASCTIME = /^[a-z]{3,9},?\s+([a-z]{3})[a-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([+-]\d{4}|[a-z]{1,5})\s+)?(\d{4})(?:\s+([+-]\d{4}))?/i;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*((?:gmt|utc?)?\s*[+-]\d{2}:?\d{2}|z|[a-z]{2,4})?/i;

/** Takes characters, not octets. ISO 8601 in UTC, or null when it is no date. A missing or unknown zone counts as UTC. */
export function readDate(raw: string): string | null {
  const text = raw.replace(/\([^()]*\)/g, ' ').trim();
  if (text === '' || text.length > 200) return null;
  let m = RFC5322.exec(text);
  if (m) return toIso(year(m[3]!), month(m[2]!), Number(m[1]), hour(Number(m[4]), m[7]), Number(m[5]), Number(m[6] ?? 0), zone(m[8]));
  m = ASCTIME.exec(text);
  if (m) return toIso(Number(m[7]), month(m[1]!), Number(m[2]), Number(m[3]), Number(m[4]), Number(m[5] ?? 0), zone(m[8] ?? m[6]));
  m = ISO.exec(text);
  if (m) return toIso(Number(m[1]), Number(m[2]) - 1, Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6] ?? 0), zone(m[7]));
  return null;
}

function month(name: string): number {
  return MONTHS[name.toLowerCase()] ?? -1;
}

/** Two and three digits (RFC 5322 section 4.3). */
function year(digits: string): number {
  const value = Number(digits);
  if (digits.length === 2) return value < 50 ? 2000 + value : 1900 + value;
  return digits.length === 3 ? 1900 + value : value;
}

function hour(value: number, half: string | undefined): number {
  if (half === undefined || value > 12) return value;
  return (value % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** Offset in minutes; null when it is out of range. */
function zone(text: string | undefined): number | null {
  if (text === undefined) return 0;
  const compact = text.replace(/[\s:]|(?:gmt|utc?)\s*(?=[+-])/gi, '');
  const found = /^([+-])(\d{1,4})$/.exec(compact);
  if (!found) return ZONES[compact.toLowerCase()] ?? 0;
  const digits = found[2]!.length <= 2 ? found[2]!.padStart(2, '0') + '00' : found[2]!.padStart(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (Number(digits.slice(2)) > 59 || minutes > 24 * 60) return null;
  return found[1] === '-' ? -minutes : minutes;
}

function toIso(y: number, mon: number, d: number, h: number, min: number, s: number, offset: number | null): string | null {
  if (mon < 0 || mon > 11 || d < 1 || d > 31 || h > 24 || min > 59 || s > 60 || offset === null || y < 1900 || y > 9999) return null;
  const time = Date.UTC(y, mon, d, h, min, s);
  // 31 February is nonsense, not the 3rd of March.
  if (new Date(Date.UTC(y, mon, d)).getUTCMonth() !== mon) return null;
  const date = new Date(time - offset * 60_000);
  return date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1000 ? null : date.toISOString();
}
