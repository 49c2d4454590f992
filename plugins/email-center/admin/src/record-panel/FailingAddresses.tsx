import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { FailingAddressDto } from '../../../shared/contracts';
import { useFormat } from '../text/format';
import { useText } from '../text/text';

/** The addresses of this record that bounce, so that nobody writes there in vain. */
export function FailingAddresses({ failing }: { failing: FailingAddressDto[] }) {
  const text = useText();
  const format = useFormat();
  if (failing.length === 0) return null;
  return (
    <Box role="note" background="warning100" hasRadius padding={3} data-failing>
      <Flex gap={2} alignItems="flex-start">
        <Box color="warning600" shrink={0}><WarningCircle aria-hidden fill="currentColor" /></Box>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} minWidth={0}>
          {failing.map(({ address, since, permanent, why }) => (
            <li key={address}>
              <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
                {text(permanent ? 'failing.permanent' : 'failing.for-now', { address, since: format.date(since), why })}
              </Typography>
            </li>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
}
