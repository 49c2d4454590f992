import type { SightingDto } from '../../../../shared/contracts';
import type { Format } from '../../text/format';
import type { Text } from '../../text/text';

/** "Why is this message (not) here?" as one sentence: what was decided, where it was seen, and when. */
export function sightingSentence(text: Text, format: Format, sighting: SightingDto): string {
  const values = {
    mailbox: sighting.mailbox,
    account: sighting.account.name,
    decided: format.date(sighting.decidedAt),
    received: format.date(sighting.internalDate),
    size: format.size(sighting.size),
  };
  return text.maybe(`outcome.${sighting.outcome}.sentence`, values) ?? sighting.reason;
}
