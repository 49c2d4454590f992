import { styled } from 'styled-components';

export type PillTone = 'success' | 'primary' | 'neutral' | 'secondary' | 'warning' | 'danger';

const BACKGROUND = { success: 'success100', primary: 'primary100', neutral: 'neutral150', secondary: 'secondary100', warning: 'warning100', danger: 'danger100' } as const;
/** The theme's orange on its own tint is too pale to read (4.0 to 1), so a warning is told in the colour of text. */
const WORDS = { success: 'success700', primary: 'primary700', neutral: 'neutral700', secondary: 'secondary700', warning: 'neutral800', danger: 'danger700' } as const;

/** A short word in a colour; as written, not in capitals, and readable in both themes. */
export const Pill = styled.span<{ $tone: PillTone }>`
  flex-shrink: 0;
  max-width: 100%;
  padding: 0.2rem 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.2rem;
  font-weight: 500;
  line-height: 1.33;
  white-space: nowrap;
  background: ${({ theme, $tone }) => theme.colors[BACKGROUND[$tone]]};
  color: ${({ theme, $tone }) => theme.colors[WORDS[$tone]]};
`;
