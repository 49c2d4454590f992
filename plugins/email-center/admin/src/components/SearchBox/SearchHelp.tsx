import { Box, Popover, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText, type TextKey } from '../../text/text';
import { Small } from './styles';

const EXAMPLES: { example: string; meaning: TextKey }[] = [
  { example: 'from:anna  to:hr@firm.example  cc:', meaning: 'search.help.people' },
  { example: 'subject:offer', meaning: 'search.help.subject' },
  { example: '"annual leave"', meaning: 'search.help.phrase' },
  { example: '-draft  -from:anna', meaning: 'search.help.not' },
  { example: 'has:attachment  filename:cv.pdf', meaning: 'search.help.files' },
  { example: 'in:inbox  in:sent  account:info', meaning: 'search.help.places' },
  { example: 'record:"Anna Weber"  tag:urgent', meaning: 'search.help.records' },
  { example: 'after:2026-03-01  before:2026-04  after:7d', meaning: 'search.help.dates' },
  { example: 'is:unread  is:unassigned  is:done', meaning: 'search.help.states' },
];

const Examples = styled.dl`
  display: grid;
  grid-template-columns: minmax(0, auto) minmax(12rem, 1fr);
  gap: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  margin: 0;
  dt { font-family: monospace; font-size: 1.2rem; line-height: 2rem; white-space: pre-wrap; color: ${({ theme }) => theme.colors.neutral800}; }
  dd { margin: 0; font-size: 1.3rem; line-height: 2rem; color: ${({ theme }) => theme.colors.neutral700}; }
  @media (max-width: 520px) {
    grid-template-columns: 1fr;
    dd { margin-bottom: ${({ theme }) => theme.spaces[2]}; }
  }
`;

/** The operators with an example each. */
export function SearchHelp() {
  const text = useText();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Small type="button" aria-label={text('search.help')} title={text('search.help')}><Question aria-hidden /></Small>
      </Popover.Trigger>
      <Popover.Content align="end" aria-label={text('search.help')}>
        <Box padding={4} width="min(52rem, 90vw)" maxHeight="70vh" overflow="auto" tag="section" tabIndex={0} aria-label={text('search.help')}>
          <Typography variant="delta" tag="h2">{text('search.help')}</Typography>
          <Box paddingTop={1} paddingBottom={3}><Typography variant="pi" textColor="neutral600">{text('search.help.body')}</Typography></Box>
          <Examples>
            {EXAMPLES.map(({ example, meaning }) => [<dt key={example}>{example}</dt>, <dd key={meaning}>{text(meaning)}</dd>])}
          </Examples>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}
