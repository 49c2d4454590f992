import { styled } from 'styled-components';

/** A list and what was opened from it, side by side where there is room. */
export const Panes = styled.div`
  height: 100%;
  ${({ theme }) => theme.breakpoints.large} {
    display: grid;
    grid-template-columns: minmax(34rem, 2fr) minmax(0, 3fr);
  }
`;
/** One pane where there is no room for two: the list, or the message that was opened from it. */
export const Pane = styled.section<{ $open: boolean }>`
  display: ${({ $open }) => ($open ? 'flex' : 'none')};
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  background: ${({ theme }) => theme.colors.neutral0};
  ${({ theme }) => theme.breakpoints.large} {
    display: flex;
    height: 100%;
    &:first-child { border-right: 1px solid ${({ theme }) => theme.colors.neutral150}; }
  }
`;
export const PaneHead = styled.div`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[3]};
  padding: ${({ theme }) => theme.spaces[4]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
export const PaneScroll = styled.div`
  flex: 1;
  min-height: 0;
  ${({ theme }) => theme.breakpoints.large} { overflow-y: auto; }
`;
