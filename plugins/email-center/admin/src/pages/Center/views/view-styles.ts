import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

export const Pane = styled.nav<{ $icons: boolean }>`
  flex-shrink: 0;
  min-height: 0;
  display: flex;
  flex-direction: column;
  background: ${({ theme }) => theme.colors.neutral0};
`;
export const Scroll = styled.div<{ $icons: boolean }>`
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  overflow-x: hidden;
  padding: ${({ theme, $icons }) => `${theme.spaces[1]} ${$icons ? theme.spaces[1] : theme.spaces[2]} ${theme.spaces[5]}`};
`;
export const Head = styled.div<{ $icons: boolean }>`
  flex-shrink: 0;
  display: flex;
  flex-direction: ${({ $icons }) => ($icons ? 'column' : 'row')};
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  min-height: 5.6rem;
  padding: ${({ theme, $icons }) => ($icons ? `${theme.spaces[3]} ${theme.spaces[1]}` : `${theme.spaces[3]} ${theme.spaces[2]} ${theme.spaces[2]} ${theme.spaces[4]}`)};
`;
export const SectionTitle = styled.h2<{ $icons: boolean }>`
  padding: ${({ theme }) => `${theme.spaces[4]} ${theme.spaces[2]} ${theme.spaces[1]}`};
  font-size: 1.1rem;
  line-height: 1.4;
  font-weight: 600;
  text-transform: uppercase;
  letter-spacing: 0.04em;
  color: ${({ theme }) => theme.colors.neutral600};
  ${({ $icons, theme }) => ($icons ? `
    height: 1px;
    padding: 0;
    margin: ${theme.spaces[2]} ${theme.spaces[2]};
    overflow: hidden;
    text-indent: -999px;
    background: ${theme.colors.neutral150};` : '')}
`;
export const ViewAnchor = styled(NavLink)<{ $icons: boolean }>`
  position: relative;
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-height: 3.4rem;
  padding: ${({ theme, $icons }) => ($icons ? '0' : `0 ${theme.spaces[2]}`)};
  justify-content: ${({ $icons }) => ($icons ? 'center' : 'flex-start')};
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.4rem;
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral800};
  > svg { flex-shrink: 0; width: 1.6rem; height: 1.6rem; color: ${({ theme }) => theme.colors.neutral600}; }
  > svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &[aria-current='page'] {
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
    font-weight: 600;
    > svg { color: ${({ theme }) => theme.colors.primary700}; }
  }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
export const Name = styled.span`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;
export const Number = styled.span<{ $icons: boolean; $strong: boolean }>`
  flex-shrink: 0;
  font-size: 1.2rem;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
  b { font-weight: 600; color: ${({ theme, $strong }) => ($strong ? theme.colors.primary700 : theme.colors.neutral700)}; }
  ${({ $icons, theme }) => ($icons ? `
    position: absolute;
    top: 0.1rem;
    right: 0.1rem;
    min-width: 1.6rem;
    padding: 0 0.3rem;
    border-radius: 0.8rem;
    background: ${theme.colors.primary100};
    font-size: 1rem;
    line-height: 1.6rem;
    text-align: center;` : '')}
`;
export const Trouble = styled.span<{ $icons: boolean }>`
  ${({ $icons }) => ($icons ? 'position: absolute; top: 0; right: 0.2rem;' : '')}
  display: inline-flex;
  color: ${({ theme }) => theme.colors.danger600};
  svg { width: 1.4rem; height: 1.4rem; }
  svg path { fill: currentColor; }
`;
export const Write = styled.button<{ $icons: boolean }>`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  min-height: 3.6rem;
  margin-bottom: ${({ theme }) => theme.spaces[1]};
  border: 1px solid ${({ theme }) => theme.colors.buttonPrimary600};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.buttonPrimary600};
  color: ${({ theme }) => theme.colors.buttonNeutral0};
  font-size: 1.4rem;
  font-weight: 600;
  cursor: pointer;
  svg { width: 1.5rem; height: 1.5rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.buttonPrimary500}; border-color: ${({ theme }) => theme.colors.buttonPrimary500}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
