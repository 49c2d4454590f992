import type { ReasonDto } from '../../../shared/contracts';
import type { Text } from './text';

/** Reasons in the reader's language, one sentence after another; null where there are none, or one that this panel has no words for. */
export function reasonText(text: Text, reasons: readonly ReasonDto[] | undefined): string | null {
  if (reasons === undefined || reasons.length === 0) return null;
  const said = reasons.map(({ code, params }) => text.maybe(`reason.${code}`, params));
  return said.includes(null) ? null : said.join(' ');
}
