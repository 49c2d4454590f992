import { styled } from 'styled-components';

/** One choice of a small panel, over its whole width. */
export const ChoiceButton = styled.button`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[3]};
  width: 100%;
  min-height: 3.6rem;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  text-align: start;
  cursor: pointer;
  > span { min-width: 0; overflow-wrap: anywhere; }
  small { flex-shrink: 0; font-size: 1.2rem; color: ${({ theme }) => theme.colors.neutral600}; }
  svg { flex-shrink: 0; width: 1.2rem; height: 1.2rem; }
  &:hover:not(:disabled) { background: ${({ theme }) => theme.colors.neutral100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
  &:disabled { cursor: default; color: ${({ theme }) => theme.colors.neutral600}; }
`;
