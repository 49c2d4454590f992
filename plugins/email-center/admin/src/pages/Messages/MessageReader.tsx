import { useIsDesktop } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link, useLocation } from 'react-router-dom';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { MessageView } from './MessageView';

/** The reading pane; where it stands alone, with the way back to the list. */
export function MessageReader({ messageId, home = `${CENTER_PATH}/messages` }: { messageId: string | undefined; home?: string }) {
  const text = useText();
  const wide = useIsDesktop();
  const { search } = useLocation();
  if (messageId === undefined) {
    return (
      <Flex flex="1" justifyContent="center" padding={8} background="neutral100">
        <Typography textColor="neutral600">{text('reader.none')}</Typography>
      </Flex>
    );
  }
  return (
    <Box flex="1" minHeight={0} overflow="auto" tabIndex={-1}>
      {wide ? null : (
        <Box padding={4} paddingBottom={0}>
          <LinkButton variant="tertiary" size="S" tag={Link} to={`${home}${search}`} startIcon={<ArrowLeft />}>{text('reader.back')}</LinkButton>
        </Box>
      )}
      <MessageView messageId={messageId} takeFocus={!wide} />
    </Box>
  );
}
