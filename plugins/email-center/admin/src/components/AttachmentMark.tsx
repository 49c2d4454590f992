import { VisuallyHidden } from '@strapi/design-system';
import { Paperclip } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../text/text';

const Mark = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.2rem;
  flex-shrink: 0;
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: 1.2rem;
  svg { width: 1.2rem; height: 1.2rem; }
  svg path { fill: currentColor; }
`;

/** How many files a message carries; nothing when it carries none. */
export function AttachmentMark({ count }: { count: number }) {
  const text = useText();
  if (count === 0) return null;
  const label = text('attachments.count', { count });
  return (
    <Mark title={label}>
      <Paperclip aria-hidden />
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </Mark>
  );
}
