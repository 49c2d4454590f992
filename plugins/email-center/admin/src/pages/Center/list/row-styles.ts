import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import { nativeGround } from '../../../components/ground';
import { MARK_WIDTH } from '../../Work/WorkMark';

/** Two lines, and the line below them. All rows are as high, so that the list can be as long as it wants. */
export const ROW_HEIGHT = 63;
/** Left of the words: the dot of what is unread, or the box that selects. */
const GUTTER = '4rem';

export const Item = styled.li<{ $chosen: boolean }>`
  position: absolute;
  inset: 0 0 auto 0;
  height: ${ROW_HEIGHT}px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary100 : theme.colors.neutral0)};
  [data-row-box], [data-row-tools] { opacity: 0; }
  &:hover, &:focus-within {
    [data-row-box], [data-row-tools] { opacity: 1; }
    [data-unread] { opacity: 0; }
    [data-when] { visibility: hidden; }
  }
  @media (hover: none) {
    &:hover [data-when] { visibility: visible; }
    [data-row-tools] { display: none; }
  }
`;
export const RowLink = styled(Link)<{ $inner: boolean }>`
  height: ${ROW_HEIGHT - 1}px;
  display: flex;
  flex-direction: column;
  justify-content: center;
  gap: 0.5rem;
  padding: 0 ${({ theme }) => theme.spaces[4]} 0 ${({ $inner }) => ($inner ? '6rem' : GUTTER)};
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  line-height: 1.8rem;
  border-left: 3px solid transparent;
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &[aria-current='true'] {
    background: ${({ theme }) => theme.colors.primary100};
    border-left-color: ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
export const Line = styled.span`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-width: 0;
`;
/** Room for the symbols of work, which stand over the row: a link holds no buttons. */
export const Second = styled(Line)<{ $marks: boolean }>`
  padding-right: ${({ $marks }) => ($marks ? `calc(${MARK_WIDTH} * 0.72)` : '0')};
`;
export const Marks = styled.span`
  position: absolute;
  right: ${({ theme }) => theme.spaces[4]};
  bottom: 0.5rem;
  max-width: calc(${MARK_WIDTH} * 0.72 - 0.8rem);
  display: flex;
  justify-content: flex-end;
  > * { min-width: 0; max-width: 100%; }
`;
export const Box = styled.label`
  position: absolute;
  z-index: 1;
  top: 0.2rem;
  left: 3px;
  width: 3.6rem;
  height: 3.4rem;
  display: flex;
  align-items: center;
  justify-content: center;
  cursor: pointer;
  input { width: 1.6rem; height: 1.6rem; margin: 0; cursor: pointer; accent-color: ${({ theme }) => theme.colors.primary600}; ${nativeGround} }
  input:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
export const Dot = styled.span`
  position: absolute;
  top: 1.45rem;
  left: 1.65rem;
  width: 0.9rem;
  height: 0.9rem;
  border-radius: 50%;
  pointer-events: none;
  background: ${({ theme }) => theme.colors.primary600};
`;
export const Who = styled.span<{ $strong: boolean }>`
  min-width: 0;
  font-weight: ${({ $strong }) => ($strong ? 700 : 500)};
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;
/** `$short`: the subject leaves room for a piece of the text, which is why the row is there. */
export const What = styled.span<{ $strong: boolean; $short?: boolean }>`
  flex: 1;
  min-width: 45%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};
  b {
    font-weight: ${({ $strong }) => ($strong ? 600 : 400)};
    color: ${({ theme }) => theme.colors.neutral800};
    ${({ $short }) => ($short === true ? 'display: inline-block; max-width: 40%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom;' : '')}
  }
`;
/** In a word where a search found it, since neither subject nor text shows it. */
export const Elsewhere = styled.span`
  flex: none;
  font-size: 1.2rem;
  padding: 0 0.3rem;
  border-radius: 0.2rem;
  color: ${({ theme }) => theme.colors.neutral900};
  background: ${({ theme }) => theme.colors.warning200};
`;
export const Chips = styled.span`
  flex: 0 1 auto;
  min-width: 0;
  max-width: 38%;
  display: inline-flex;
`;
export const Tags = styled.span`
  flex: 0 1 auto;
  min-width: 4.8rem;
  overflow: hidden;
  display: inline-flex;
  gap: ${({ theme }) => theme.spaces[1]};
`;
export const When = styled.span<{ $strong: boolean }>`
  margin-left: auto;
  flex-shrink: 0;
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  font-size: 1.2rem;
  font-weight: ${({ $strong }) => ($strong ? 600 : 400)};
  color: ${({ theme, $strong }) => ($strong ? theme.colors.neutral800 : theme.colors.neutral600)};
`;
/** Quick steps at the right end of the first line, where the time stands otherwise. */
export const Tools = styled.span`
  position: absolute;
  z-index: 1;
  top: 0.4rem;
  right: ${({ theme }) => theme.spaces[2]};
  display: inline-flex;
  gap: 0.2rem;
`;
export const Tool = styled.button`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 2.8rem;
  height: 2.6rem;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral700};
  cursor: pointer;
  svg { width: 1.5rem; height: 1.5rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.neutral200}; color: ${({ theme }) => theme.colors.neutral800}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
/** How many there are of a conversation. */
export const Count = styled.span`
  flex-shrink: 0;
  font-size: 1.2rem;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
`;
/** Folds and unfolds the older ones; in the gutter, since a link holds no buttons. */
export const Fold = styled.button`
  position: absolute;
  z-index: 1;
  bottom: 0.2rem;
  left: 0.6rem;
  width: 3rem;
  height: 2.6rem;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral600};
  cursor: pointer;
  svg { width: 1.1rem; height: 1.1rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.neutral150}; color: ${({ theme }) => theme.colors.neutral800}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
