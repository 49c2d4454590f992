import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { FilledTemplateDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';

/** What a template asked for and nobody knew. */
export function FilledNote({ filled, onClose }: { filled: FilledTemplateDto; onClose: () => void }) {
  const text = useText();
  return (
    <Box role="status" background="warning100" padding={3} data-missing>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Box flex="1 1 20rem"><Typography style={{ overflowWrap: 'anywhere' }}>{text('write.template.missing', { names: filled.missing.map((name) => `{{${name}}}`).join(', '), count: filled.missing.length })}</Typography></Box>
        <Button size="S" variant="tertiary" onClick={onClose}>{text('write.understood')}</Button>
      </Flex>
    </Box>
  );
}
