import { CheckCircle, User, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { WorkDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { useMe } from './use-work-actions';
import { useWorkSentence } from './work-sentence';
import { useCurrentWork } from './work-state';
import { WorkPopover } from './WorkPopover';

export const MARK_WIDTH = '15rem';

const Mark = styled.button<{ $tone: 'nobody' | 'mine' | 'other' | 'done' }>`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  max-width: ${MARK_WIDTH};
  min-height: 2.4rem;
  padding: 0.2rem 0.8rem;
  border: 0;
  border-radius: 1.2rem;
  font-size: 1.2rem;
  line-height: 1.33;
  cursor: pointer;
  color: ${({ theme, $tone }) => ($tone === 'mine' ? theme.colors.primary700 : $tone === 'nobody' ? theme.colors.neutral800 : theme.colors.neutral700)};
  background: ${({ theme, $tone }) => ($tone === 'mine' ? theme.colors.primary100 : $tone === 'nobody' ? theme.colors.warning100 : theme.colors.neutral150)};
  &:hover { text-decoration: underline; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
  svg { flex-shrink: 0; width: 1.2rem; height: 1.2rem; }
  span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;

interface Props {
  work: WorkDto;
  messageId: string;
}

/** The symbol of work: who has it, or nobody. A click tells the rest. */
export function WorkMark({ work: listed, messageId }: Props) {
  const text = useText();
  const work = useCurrentWork(listed);
  const sentence = useWorkSentence();
  const me = useMe();
  const tone = work.state === 'done' ? 'done' : work.handler === null ? 'nobody' : work.handler.id === me.id ? 'mine' : 'other';
  const Icon = tone === 'done' ? CheckCircle : tone === 'nobody' ? WarningCircle : User;
  const name = work.offeredTo.length > 0 ? text('work.offered') : (work.handler?.name ?? text('work.nobody'));
  return (
    <WorkPopover work={work} messageId={messageId}>
      <Mark type="button" $tone={tone} aria-label={`${name}. ${text('work.open', { sentence: sentence(work) })}`} title={sentence(work)} data-work-mark={work.id}>
        <Icon aria-hidden fill="currentColor" />
        <span>{name}</span>
      </Mark>
    </WorkPopover>
  );
}
