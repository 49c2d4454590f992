import { Box } from '@strapi/design-system';
import type { OutboxItemDto } from '../../../../shared/contracts';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { DraftForm } from './DraftForm';
import { useDraftSession } from './draft-sessions';

export interface ComposerProps {
  draftId: string;
  /** Begin with the first field that is to be filled. */
  autoFocus?: boolean;
  /** It was discarded, or is gone. */
  onClosed(): void;
  onSent(item: OutboxItemDto): void;
}

/** Writes one draft: in the dock, below a conversation, or over the whole of a narrow window. */
export function Composer({ draftId, autoFocus = true, onClosed, onSent }: ComposerProps) {
  const text = useText();
  const { session, problem, retry } = useDraftSession(draftId);
  if (problem && session === null) return <Box padding={4}><ProblemNotice title={text('write.open-failed')} problem={problem} onRetry={retry} /></Box>;
  if (session === null) return <Skeleton rows={4} rowHeight={44} />;
  return <DraftForm key={draftId} session={session} autoFocus={autoFocus} onClosed={onClosed} onSent={onSent} />;
}
