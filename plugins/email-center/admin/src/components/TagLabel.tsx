import { styled } from 'styled-components';
import type { TagDto } from '../../../shared/contracts';

type Color = TagDto['color'];
const GROUND = { neutral: 'neutral150', primary: 'primary100', secondary: 'secondary100', alternative: 'alternative100', success: 'success100', warning: 'warning100', danger: 'danger100' } as const;
/** The theme's orange on its own tint is too pale to read, so that a warning is told in the colour of text. */
const WORDS = { neutral: 'neutral700', primary: 'primary700', secondary: 'secondary700', alternative: 'alternative700', success: 'success700', warning: 'neutral800', danger: 'danger700' } as const;
const DOT = { neutral: 'neutral500', primary: 'primary600', secondary: 'secondary600', alternative: 'alternative600', success: 'success600', warning: 'warning600', danger: 'danger600' } as const;

/** A tag as lists and panels show it. */
export const TagLabel = styled.span<{ $color: Color }>`
  display: inline-block;
  max-width: 12rem;
  padding: 0.2rem 0.6rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.2rem;
  line-height: 1.33;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: ${({ theme, $color }) => theme.colors[WORDS[$color]]};
  background: ${({ theme, $color }) => theme.colors[GROUND[$color]]};
`;

/** Its colour alone, beside its name. */
export const TagDot = styled.span<{ $color: Color }>`
  display: inline-block;
  flex-shrink: 0;
  width: 1rem;
  height: 1rem;
  border-radius: 50%;
  background: ${({ theme, $color }) => theme.colors[DOT[$color]]};
`;
