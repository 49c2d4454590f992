import { Box, Flex, Link as PlainLink, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { AccountDto, MailErrorDto } from '../../../shared/contracts';
import { useAccountsQuery } from '../api/center-api';
import { problemOf } from '../api/problem';
import { explain } from '../components/ProblemNotice';
import { Skeleton } from '../components/Skeleton';
import { useRights } from '../permissions';
import { CENTER_PATH, SETTINGS_ACCOUNTS_PATH } from '../plugin-id';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { inTrouble } from './import-health';
import { AllWell, WidgetFailed } from './WidgetStates';

const SHOWN = 4;

function Trouble({ account, error, home, withOwner }: { account: AccountDto; error: MailErrorDto; home: string; withOwner: boolean }) {
  const text = useText();
  const format = useFormat();
  const { what, remedy } = explain(text, error);
  const since = account.errorSince ? text('widget.trouble.since', { time: format.when(account.errorSince) }) : null;
  return (
    <Box tag="li" data-widget-trouble={account.id}>
      <Flex gap={2} alignItems="flex-start">
        <Box color="danger600" paddingTop={1} shrink={0}><WarningCircle aria-hidden fill="currentColor" /></Box>
        <Box minWidth={0}>
          <PlainLink tag={Link} to={`${home}/${encodeURIComponent(account.id)}`}>{account.name}</PlainLink>
          <Typography tag="p" variant="pi" textColor="neutral600">{[withOwner ? account.owner?.name : null, since].filter(Boolean).join(' · ')}</Typography>
          <Typography tag="p" variant="pi">{what} {remedy}</Typography>
        </Box>
      </Flex>
    </Box>
  );
}

/** Accounts that do not import, with the sentence that says why: one's own, or everybody's for those who manage all. */
export function AccountsInTrouble() {
  const text = useText();
  const { manageAll } = useRights();
  const { data, error, refetch } = useAccountsQuery(manageAll ? 'all' : 'mine', { refetchOnMountOrArgChange: true });
  if (error && !data) return <WidgetFailed problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} rowHeight={56} />;
  const failing = inTrouble(data);
  if (failing.length === 0) return <AllWell>{data.length === 0 ? text('widget.trouble.no-accounts') : text('widget.trouble.empty')}</AllWell>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} data-widget="accounts-in-trouble">
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3} aria-label={text('widget.trouble.title')}>
        {failing.slice(0, SHOWN).map(({ account, error: cause }) => (
          <Trouble key={account.id} account={account} error={cause} home={manageAll ? SETTINGS_ACCOUNTS_PATH : `${CENTER_PATH}/accounts`} withOwner={manageAll} />
        ))}
      </Flex>
      {failing.length > SHOWN ? <Typography variant="pi" textColor="neutral600">{text('widget.trouble.more', { count: failing.length - SHOWN })}</Typography> : null}
    </Flex>
  );
}
