import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../text/text';

const Folded = styled.details`
  font-size: 1.2rem;
  summary {
    cursor: pointer;
    color: ${({ theme }) => theme.colors.neutral700};
    width: fit-content;
    padding: ${({ theme }) => theme.spaces[1]} 0;
  }
  summary:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Detail = styled.pre`
  margin: 0;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-family: monospace;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  max-height: 24rem;
  overflow: auto;
`;

/** What a server said, folded away, for the administrator to copy; nothing when there is none. */
export function TechnicalDetail({ detail }: { detail: string | undefined }) {
  const text = useText();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  if (!detail) return null;
  const copied = async () => {
    if (await copy(detail)) toggleNotification({ type: 'success', message: text('detail.copied') });
  };
  return (
    <Folded>
      <summary>{text('detail.title')}</summary>
      <Box background="neutral100" hasRadius padding={3} marginTop={1}>
        <Detail tabIndex={0}>{detail}</Detail>
        <Flex paddingTop={2}>
          <Button variant="tertiary" size="S" startIcon={<Duplicate />} onClick={copied}>{text('detail.copy')}</Button>
        </Flex>
      </Box>
    </Folded>
  );
}
