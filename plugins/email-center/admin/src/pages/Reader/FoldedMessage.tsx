import { VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CenterItem } from '../../../../shared/contracts';
import { AttachmentMark } from '../../components/AttachmentMark';
import { Direction } from '../../components/Direction';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';

const Line = styled.button<{ $own: boolean }>`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  min-height: 4rem;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  text-align: left;
  font-size: 1.4rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme, $own }) => ($own ? theme.colors.primary100 : theme.colors.neutral0)};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  content-visibility: auto;
  contain-intrinsic-size: auto 40px;
  &:hover { border-color: ${({ theme }) => theme.colors.neutral300}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Who = styled.span<{ $strong: boolean }>`
  flex: 0 1 auto;
  min-width: 6rem;
  max-width: 40%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-weight: ${({ $strong }) => ($strong ? 700 : 600)};
`;
const Words = styled.span`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral600};
`;
const When = styled.span`
  flex-shrink: 0;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** A message of a conversation in one line: who, its first words, its files, when. */
export function FoldedMessage({ item, onOpen }: { item: CenterItem; onOpen: () => void }) {
  const text = useText();
  return (
    <Line type="button" $own={item.direction === 'outgoing'} aria-expanded={false} onClick={onOpen} data-folded={item.id}>
      <Direction direction={item.direction} />
      <Who $strong={item.unread}>{item.from?.name || item.from?.address || text('messages.nobody')}</Who>
      <Words>{item.preview || text('conversation.no-words')}</Words>
      <AttachmentMark count={item.attachmentCount} />
      <When><Time iso={item.receivedAt} /></When>
      <VisuallyHidden>{text('conversation.unfold')}</VisuallyHidden>
    </Line>
  );
}
