import { styled } from 'styled-components';

export const Form = styled.form`
  position: relative;
  flex: 1;
  min-width: 0;
`;
export const Frame = styled.div`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: 0 ${({ theme }) => theme.spaces[2]};
  min-height: 3.6rem;
  color: ${({ theme }) => theme.colors.neutral600};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  > svg { flex-shrink: 0; width: 1.4rem; height: 1.4rem; }
  &:focus-within { border-color: ${({ theme }) => theme.colors.primary600}; box-shadow: 0 0 0 2px ${({ theme }) => theme.colors.primary600}; }
`;
export const Field = styled.div`
  position: relative;
  flex: 1;
  min-width: 0;
`;
/** The input lies over the marks, letter on letter, so both need the same text metrics. */
const metrics = `
  width: 100%;
  padding: 0.7rem 0.4rem;
  font: inherit;
  font-size: 1.4rem;
  line-height: 2rem;
  letter-spacing: normal;
  border: 0;
`;
export const Input = styled.input`
  ${metrics}
  position: relative;
  color: ${({ theme }) => theme.colors.neutral800};
  background: transparent;
  outline: none;
  &::placeholder { color: ${({ theme }) => theme.colors.neutral600}; opacity: 1; }
  &::-webkit-search-cancel-button { display: none; }
`;
export const Marks = styled.div`
  ${metrics}
  position: absolute;
  inset: 0;
  overflow: hidden;
  white-space: pre;
  color: transparent;
  pointer-events: none;
`;
export const Mark = styled.span<{ $not: boolean }>`
  border-radius: 0.3rem;
  background: ${({ theme, $not }) => ($not ? theme.colors.danger200 : theme.colors.primary200)};
  box-shadow: 0 0 0 2px ${({ theme, $not }) => ($not ? theme.colors.danger200 : theme.colors.primary200)};
`;
export const Small = styled.button`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  flex-shrink: 0;
  width: 2.4rem;
  height: 2.4rem;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral600};
  cursor: pointer;
  svg { width: 1.4rem; height: 1.4rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; color: ${({ theme }) => theme.colors.neutral800}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
`;
export const List = styled.ul`
  position: absolute;
  z-index: 4;
  top: calc(100% + 4px);
  left: 0;
  right: 0;
  max-height: min(36rem, 60vh);
  overflow-y: auto;
  padding: ${({ theme }) => theme.spaces[1]};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;
export const Option = styled.li<{ $active: boolean }>`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[2]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;
  font-size: 1.4rem;
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
  outline: ${({ theme, $active }) => ($active ? `2px solid ${theme.colors.primary600}` : 'none')};
  outline-offset: -2px;
  &:hover { background: ${({ theme }) => theme.colors.primary100}; }
  > svg { flex-shrink: 0; width: 1.4rem; height: 1.4rem; }
  > svg path { fill: ${({ theme }) => theme.colors.neutral600}; }
  > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;
export const Detail = styled.span`
  flex: 1 1 0;
  text-align: right;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;
