import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { AccountStatusDto } from '../../../../shared/contracts';
import { Outcomes } from '../../components/Outcomes';
import { Time } from '../../components/Time';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';

const Numbers = styled.dl`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[6]}`};
  > div { display: flex; flex-direction: column-reverse; }
  dt { font-size: 1.2rem; color: ${({ theme }) => theme.colors.neutral600}; }
  dd { font-size: 1.8rem; font-weight: 600; color: ${({ theme }) => theme.colors.neutral800}; font-variant-numeric: tabular-nums; }
`;

type Mailbox = AccountStatusDto['mailboxes'][number];

/** One mailbox: how many messages the server holds, how many have an outcome, and which. */
export function MailboxLedger({ mailbox }: { mailbox: Mailbox }) {
  const text = useText();
  const format = useFormat();
  const { backfill, serverCount, decided } = mailbox;
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={5} data-mailbox={mailbox.role}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <div>
            <Typography variant="delta" fontWeight="bold" tag="h3">{text(`mailbox.${mailbox.role}`)}</Typography>
            <Typography tag="p" variant="pi" textColor="neutral600">{mailbox.path}</Typography>
          </div>
          {mailbox.lastSyncAt ? <Typography variant="pi" textColor="neutral600">{text('account.last-sync')} <Time iso={mailbox.lastSyncAt} /></Typography> : null}
        </Flex>
        <Numbers>
          <div><dt>{text('ledger.on-server')}</dt><dd>{serverCount === null ? '–' : format.count(serverCount)}</dd></div>
          <div><dt>{text('ledger.decided')}</dt><dd>{format.count(decided)}</dd></div>
          {backfill && !backfill.done ? <div><dt>{text('ledger.backfill-left')}</dt><dd>{format.count(backfill.remaining)}</dd></div> : null}
        </Numbers>
        <Outcomes counts={mailbox.outcomes} />
        {backfill ? <Typography variant="pi" textColor="neutral600">{text('ledger.backfill-since', { since: format.date(backfill.since) })}</Typography> : null}
      </Flex>
    </Box>
  );
}
