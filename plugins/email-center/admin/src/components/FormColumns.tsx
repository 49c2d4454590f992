import { styled } from 'styled-components';

/** A form beside what it does; one below the other on a narrow window, where long labels go on in a second line. */
export const FormColumns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.spaces[6]};
  align-items: start;
  padding-bottom: ${({ theme }) => theme.spaces[8]};
  label { white-space: normal; }
  ${({ theme }) => theme.breakpoints.large} { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); max-width: 144rem; }
`;
