import { styled } from 'styled-components';

export const Sheet = styled.div`
  display: flex;
  flex-direction: column;
  flex: 1;
  min-height: 0;
`;

/** What is written, as it will look to whoever gets it, in the colours of the panel. */
export const Page = styled.div`
  flex: 1;
  min-height: 12rem;
  overflow-y: auto;
  cursor: text;
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  .ProseMirror { outline: none; min-height: 10rem; overflow-wrap: anywhere; }
  p, ul, ol, blockquote, h1, h2, h3 { margin: 0 0 0.8rem; }
  h1, h2, h3 { font-weight: 600; font-size: 1.6rem; }
  ul { list-style: disc; padding-left: 2.4rem; }
  ol { list-style: decimal; padding-left: 2.4rem; }
  li p { margin: 0; }
  strong { font-weight: 600; }
  em { font-style: italic; }
  a { color: ${({ theme }) => theme.colors.primary600}; text-decoration: underline; }
  blockquote { padding-left: ${({ theme }) => theme.spaces[3]}; border-left: 2px solid ${({ theme }) => theme.colors.neutral300}; color: ${({ theme }) => theme.colors.neutral700}; }
  code { font-family: monospace; background: ${({ theme }) => theme.colors.neutral100}; }
  hr { border: 0; border-top: 1px solid ${({ theme }) => theme.colors.neutral300}; margin: 1.2rem 0; }
  img { max-width: 100%; height: auto; }
  img.ProseMirror-selectednode, .original.ProseMirror-selectednode { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
  [data-email-signature] { color: ${({ theme }) => theme.colors.neutral600}; }
  .placeholder { background: ${({ theme }) => theme.colors.warning100}; color: ${({ theme }) => theme.colors.neutral800}; border-radius: 2px; }
  .original { margin: 0.8rem 0; }
  .original > div { display: flex; flex-wrap: wrap; gap: ${({ theme }) => theme.spaces[2]}; }
  .original button {
    min-width: 3.2rem;
    min-height: 2.4rem;
    padding: 0 0.8rem;
    font-size: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral700};
    background: ${({ theme }) => theme.colors.neutral150};
    border-radius: ${({ theme }) => theme.borderRadius};
    cursor: pointer;
  }
  .original button:hover { background: ${({ theme }) => theme.colors.neutral200}; }
  .original button:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 1px; }
  /* Mail is written for white paper, whatever the theme around it. */
  .original iframe { display: block; width: 100%; max-height: 40rem; margin-top: ${({ theme }) => theme.spaces[2]}; border: 1px solid ${({ theme }) => theme.colors.neutral200}; border-radius: ${({ theme }) => theme.borderRadius}; background: white; }
`;
