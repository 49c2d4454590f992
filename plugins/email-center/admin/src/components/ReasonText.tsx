import type { ReasonDto } from '../../../shared/contracts';
import { reasonText } from '../text/reasons';
import { useText } from '../text/text';

/** Why something was decided; of what was decided before there were codes, the English sentence that was noted. */
export function ReasonText({ reasons, english }: { reasons: readonly ReasonDto[] | undefined; english: string }) {
  const said = reasonText(useText(), reasons);
  return said === null ? <span lang="en">{english}</span> : said;
}
