import type { MessageListItem } from '../../../shared/contracts';
import { useText } from '../text/text';
import { Pill } from './Pill';

/** Mail that no person wrote by hand, named by its kind; `why` (the deciding header) shows on hover. */
export function AutomaticBadge({ kind, why }: { kind: MessageListItem['automatic']; why?: string }) {
  const text = useText();
  if (kind === 'none') return null;
  return <Pill $tone={kind === 'bounce' || kind === 'complaint' ? 'warning' : 'neutral'} title={why}>{text(`automatic.${kind}`)}</Pill>;
}
