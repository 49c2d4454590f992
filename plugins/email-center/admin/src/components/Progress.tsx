import { styled } from 'styled-components';

const Track = styled.div`
  height: 0.6rem;
  border-radius: 0.3rem;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral200};
`;
const Done = styled.div`
  height: 100%;
  border-radius: 0.3rem;
  background: ${({ theme }) => theme.colors.primary600};
  transition: width 400ms ease-out;
  @media (prefers-reduced-motion: reduce) { transition: none; }
`;

/** How much of something is done, in per cent. */
export function Progress({ percent, label }: { percent: number; label: string }) {
  const shown = Math.round(percent);
  return (
    <Track role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={shown}>
      <Done style={{ width: `${shown}%` }} />
    </Track>
  );
}
