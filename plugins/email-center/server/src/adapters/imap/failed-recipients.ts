/** Whom delivery reports name as not reached, without reading what was sent: the rest of a report may be a private message. */
import type { MimeParser } from '../../flow/ports';
import { fetchItems } from './fetch';
import type { OpenMailbox } from './mailbox';
import { atom, bodyPeek } from './responses';

/** The part of a report that is made for programs is the second (RFC 6522 section 3); a longer one names the first recipients. */
const REPORT_PART = '2';
const REPORT_OCTETS = 64 * 1024;
const IS_REPORT = /^content-type[ \t]*:[ \t]*(?:\r?\n[ \t]+)?multipart\/report\b/im;
const IS_STATUS = /^content-type[ \t]*:[ \t]*(?:\r?\n[ \t]+)?message\/(?:global-)?delivery-status\b/im;
/** Exim and Gmail name them in the header. */
const NAMES_THEM = /^x-failed-recipients[ \t]*:/im;

/** By UID, normalised; what cannot be read names nobody. Costs nothing where no header is that of a report. */
export async function failedRecipients(mailbox: OpenMailbox, parser: MimeParser, headers: ReadonlyMap<number, Buffer>): Promise<Map<number, string[]>> {
  const of = (pattern: RegExp, texts: ReadonlyMap<number, Buffer>): number[] => [...texts].flatMap(([uid, octets]) => (pattern.test(octets.toString('latin1')) ? [uid] : []));
  const found = new Map(of(NAMES_THEM, headers).map((uid) => [uid, failedIn(parser, headers.get(uid)!)]));
  const types = await fetchSection(mailbox, of(IS_REPORT, headers), '2.MIME');
  const reports = await fetchSection(mailbox, of(IS_STATUS, types), REPORT_PART);
  for (const [uid, octets] of reports) found.set(uid, [...(found.get(uid) ?? []), ...failedIn(parser, Buffer.concat([types.get(uid)!, octets]))]);
  return found;
}

async function fetchSection(mailbox: OpenMailbox, uids: readonly number[], section: '2' | '2.MIME'): Promise<Map<number, Buffer>> {
  if (uids.length === 0) return new Map();
  const items = await fetchItems(mailbox, uids, [atom('UID'), bodyPeek(section, [0, REPORT_OCTETS])]);
  return new Map([...items].flatMap(([uid, { body }]) => (body ? [[uid, body] as const] : [])));
}

/** The header of a part and the part itself are a message of that type. */
function failedIn(parser: MimeParser, octets: Buffer): string[] {
  try {
    return parser.parse(octets).automatic.bounced?.failed.map(({ address }) => address) ?? [];
  } catch {
    // Decided by its header alone, as if it were no report.
    return [];
  }
}
