import { Box, Flex, Typography } from '@strapi/design-system';
import type { MessageDetail } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { ReasonText } from '../../components/ReasonText';
import { useText } from '../../text/text';

const METHODS = ['dmarc', 'dkim', 'spf'] as const;
const TONES = { pass: 'success', fail: 'warning', none: 'neutral' } as const;

/** What the receiving server says of the sender; nothing when it says nothing. */
function AuthenticationBadges({ authentication }: Pick<NonNullable<MessageDetail['forwarded']>, 'authentication'>) {
  const text = useText();
  return METHODS.filter((method) => authentication[method] !== 'none').map((method) => (
    <Pill key={method} $tone={TONES[authentication[method]]} title={text('forwarded.authentication')}>{text(`forwarded.authentication.${authentication[method]}`, { method: method.toUpperCase() })}</Pill>
  ));
}

/** Of a message that came by a forward address: who forwarded it, in which way, and how it was read. */
export function ForwardedLine({ forwarded }: { forwarded: MessageDetail['forwarded'] }) {
  const text = useText();
  if (!forwarded) return null;
  const by = forwarded.by ? forwarded.by.name || forwarded.by.address : text('forwarded.nobody');
  return (
    <Box background="neutral100" hasRadius padding={3} data-forwarded>
      <Flex gap={2} wrap="wrap">
        <Typography fontWeight="semiBold">{text(`forwarded.${forwarded.style}`, { by })}</Typography>
        <AuthenticationBadges authentication={forwarded.authentication} />
      </Flex>
      <Typography tag="p" variant="pi" textColor="neutral600"><ReasonText reasons={forwarded.reasons} english={forwarded.why} /></Typography>
    </Box>
  );
}
