import { VisuallyHidden } from '@strapi/design-system';
import { ArrowDown, ArrowUp } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../text/text';

const Arrow = styled.span<{ $incoming: boolean }>`
  display: inline-flex;
  flex-shrink: 0;
  color: ${({ theme, $incoming }) => ($incoming ? theme.colors.success600 : theme.colors.primary600)};
  svg { width: 1.2rem; height: 1.2rem; fill: currentColor; }
  svg path { fill: currentColor; }
`;

/** An arrow down for what came in, up for what went out; said in words to screen readers. */
export function Direction({ direction }: { direction: 'incoming' | 'outgoing' }) {
  const text = useText();
  const label = text(`direction.${direction}`);
  return (
    <Arrow $incoming={direction === 'incoming'} title={label}>
      {direction === 'incoming' ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
      <VisuallyHidden>{label}</VisuallyHidden>
    </Arrow>
  );
}
