import { styled } from 'styled-components';
import { useText } from '../../text/text';

const Dots = styled.button`
  align-self: flex-start;
  width: fit-content;
  min-height: 2.4rem;
  padding: 0 ${({ theme }) => theme.spaces[3]};
  border-radius: 1.2rem;
  font-size: 1.4rem;
  line-height: 1;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral700};
  background: ${({ theme }) => theme.colors.neutral150};
  > span { letter-spacing: 0.2rem; }
  > b { padding: 0 ${({ theme }) => theme.spaces[1]}; border-radius: 0.2rem; font-size: 1.2rem; font-weight: 400; color: ${({ theme }) => theme.colors.neutral900}; background: ${({ theme }) => theme.colors.warning200}; }
  &:hover { background: ${({ theme }) => theme.colors.neutral200}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;

interface Props {
  shown: boolean;
  /** How often what was searched for stands in there. */
  hits: number;
  onToggle: () => void;
}

/** Unfolds what a message repeats of earlier ones, and says when what was searched for is in there. */
export function QuoteButton({ shown, hits, onToggle }: Props) {
  const text = useText();
  const label = text(shown ? 'reader.hide-quoted' : 'reader.quoted');
  const found = !shown && hits > 0 ? text('reader.quoted-hits', { count: hits }) : null;
  return (
    <Dots type="button" aria-expanded={shown} aria-label={found === null ? label : `${label}: ${found}`} title={label} onClick={onToggle} data-quotes={shown ? 'shown' : 'folded'}>
      <span aria-hidden>…</span>{found === null ? null : <b>{found}</b>}
    </Dots>
  );
}
