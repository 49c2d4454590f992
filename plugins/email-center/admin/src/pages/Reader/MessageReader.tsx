import { useIsDesktop } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useRef } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { ConversationReader } from './ConversationReader';

/** The way back stays in sight, however far down the message that was chosen stands. */
const Way = styled.div`
  position: sticky;
  z-index: 2;
  top: 0;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  background: ${({ theme }) => theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

interface Props {
  messageId: string | undefined;
  /** The list it was opened from: the way back where the reader stands alone, and where one is led when the message is gone. */
  home?: string;
}

/** The reading pane: the conversation of the message that was chosen; where it stands alone, with the way back to the list. */
export function MessageReader({ messageId, home = `${CENTER_PATH}/messages` }: Props) {
  const text = useText();
  const wide = useIsDesktop();
  const { search } = useLocation();
  const scroll = useRef<HTMLDivElement>(null);
  if (messageId === undefined) {
    return (
      <Flex flex="1" justifyContent="center" padding={8} background="neutral100">
        <Typography textColor="neutral600">{text('reader.none')}</Typography>
      </Flex>
    );
  }
  return (
    <Box ref={scroll} flex="1" minHeight={0} overflow="auto" tabIndex={-1} position="relative" data-reader>
      {wide ? null : (
        <Way data-reader-back>
          <LinkButton variant="tertiary" size="S" tag={Link} to={`${home}${search}`} startIcon={<ArrowLeft />}>{text('reader.back')}</LinkButton>
        </Way>
      )}
      <ConversationReader key={messageId} messageId={messageId} home={`${home}${search}`} takeFocus={!wide} scroll={scroll} />
    </Box>
  );
}
