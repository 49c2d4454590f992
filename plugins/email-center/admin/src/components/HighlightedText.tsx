import { styled } from 'styled-components';
import type { MarkedText } from '../../../shared/contracts';

const Hit = styled.mark`
  padding: 0 0.1rem;
  border-radius: 0.2rem;
  background: ${({ theme }) => theme.colors.warning200};
  color: ${({ theme }) => theme.colors.neutral900};
`;

/** Text with what was searched for told apart. */
export function HighlightedText({ pieces }: { pieces: MarkedText }) {
  return <>{pieces.map(({ text, hit }, index) => (hit ? <Hit key={index}>{text}</Hit> : <span key={index}>{text}</span>))}</>;
}
