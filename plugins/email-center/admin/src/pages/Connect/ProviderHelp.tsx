import { Box, Flex, Typography } from '@strapi/design-system';
import { Information } from '@strapi/icons';
import type { ProposalDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';

/** What has to be done at the provider before the password is typed: its own menus, where they are known. */
export function ProviderHelp({ proposal }: { proposal: ProposalDto }) {
  const text = useText();
  const { provider, signIn } = proposal;
  const help = provider === null ? null : (text.maybe(`wizard.help.${provider.id}`) ?? (provider.hint === null ? null : text.maybe(`provider.hint.${provider.hint}`, { provider: provider.name })));
  const shown = help ?? (signIn === 'modern-only' ? text('wizard.help.modern-only') : null);
  if (shown === null) return null;
  return (
    <Box background="primary100" borderColor="primary200" hasRadius padding={4} role="note" data-provider-help={provider?.id ?? signIn}>
      <Flex gap={3} alignItems="flex-start">
        <Box color="primary600" paddingTop={1} shrink={0}><Information aria-hidden fill="currentColor" /></Box>
        <Flex direction="column" alignItems="stretch" gap={1}>
          <Typography fontWeight="semiBold">{provider === null ? text('wizard.help.title') : text('wizard.help.title.provider', { provider: provider.name })}</Typography>
          <Typography>{shown}</Typography>
        </Flex>
      </Flex>
    </Box>
  );
}
