import type { MessageListItem, ReasonDto } from '../../../shared/contracts';
import { reasonText } from '../text/reasons';
import { useText } from '../text/text';
import { Pill } from './Pill';

/** Mail that no person wrote by hand, named by its kind; `reasons` (the deciding header) show on hover, or `why` where only that is known. */
export function AutomaticBadge({ kind, why, reasons }: { kind: MessageListItem['automatic']; why?: string; reasons?: ReasonDto[] }) {
  const text = useText();
  if (kind === 'none') return null;
  return <Pill $tone={kind === 'bounce' || kind === 'complaint' ? 'warning' : 'neutral'} title={reasonText(text, reasons) ?? why}>{text(`automatic.${kind}`)}</Pill>;
}
