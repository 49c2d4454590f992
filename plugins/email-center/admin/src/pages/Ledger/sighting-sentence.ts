import type { SightingDto } from '../../../../shared/contracts';
import type { Format } from '../../text/format';
import { reasonText } from '../../text/reasons';
import type { Text } from '../../text/text';

/**
 * "Why is this message (not) here?": what was decided and why, where it was seen, and when. `english` is the reason as it was
 * noted, of rows that were decided before there were codes for the panel's languages; null where nothing is missing.
 */
export function sightingSentence(text: Text, format: Format, sighting: SightingDto): { sentence: string; english: string | null } {
  const values = {
    mailbox: sighting.mailbox,
    account: sighting.account.name,
    decided: format.date(sighting.decidedAt),
    received: format.date(sighting.internalDate),
    size: format.size(sighting.size),
  };
  const why = reasonText(text, sighting.reasons);
  if (why !== null) return { sentence: `${why} ${text('ledger.seen', values)}`, english: null };
  const sentence = text.maybe(`outcome.${sighting.outcome}.sentence`, values);
  // What an error says is said by its code.
  return { sentence: sentence ?? '', english: sentence !== null && sighting.error !== null ? null : sighting.reason };
}
