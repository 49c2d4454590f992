import { VisuallyHidden } from '@strapi/design-system';
import { keyframes, styled } from 'styled-components';
import { useText } from '../text/text';

const appear = keyframes`from { opacity: 0 } to { opacity: 1 }`;

/** Appears only when loading takes longer than 300 ms, so that quick answers do not flash. */
const Bars = styled.div<{ $rowHeight: number }>`
  animation: ${appear} 120ms linear 300ms both;
  display: flex;
  flex-direction: column;
  > div {
    height: ${({ $rowHeight }) => $rowHeight}px;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: ${({ theme }) => theme.spaces[2]};
    padding: 0 ${({ theme }) => theme.spaces[4]};
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  i {
    display: block;
    height: 10px;
    border-radius: ${({ theme }) => theme.borderRadius};
    background: ${({ theme }) => theme.colors.neutral150};
  }
  i:first-child { width: 45%; }
  i:last-child { width: 80%; }
  @media (prefers-reduced-motion: reduce) { animation-duration: 1ms; }
`;

/** The shape of rows that are on their way; as high as they will be, so that nothing jumps. */
export function Skeleton({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  const text = useText();
  return (
    <div role="status">
      <VisuallyHidden>{text('state.loading')}</VisuallyHidden>
      <Bars $rowHeight={rowHeight} aria-hidden>
        {Array.from({ length: rows }, (_, row) => (
          <div key={row}><i /><i /></div>
        ))}
      </Bars>
    </div>
  );
}
