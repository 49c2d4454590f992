import { Box, Flex, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { CenterItem } from '../../../shared/contracts';
import { useOpenMailQuery } from '../api/home-api';
import { problemOf } from '../api/problem';
import { Skeleton } from '../components/Skeleton';
import { Time } from '../components/Time';
import { CENTER_PATH } from '../plugin-id';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { waiting, type OpenView } from './open-mail';
import { AllWell, WidgetFailed } from './WidgetStates';

const NEWEST = 5;
const viewPath = (view: OpenView): string => `${CENTER_PATH}/center/${view}`;

const Plain = styled(Link)`
  display: block;
  text-decoration: none;
  color: inherit;
  border-radius: ${({ theme }) => theme.borderRadius};
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;

function Waiting({ view, count }: { view: OpenView; count: number }) {
  const text = useText();
  const format = useFormat();
  return (
    <Plain to={viewPath(view)} data-widget-count={view}>
      <Flex direction="column" alignItems="flex-start" padding={2}>
        <Typography variant="beta" tag="span" textColor={count > 0 ? 'neutral800' : 'neutral600'}>{format.count(count)}</Typography>
        <Typography variant="pi" tag="span" textColor="neutral600">{text(`widget.mine.${view}`, { count })}</Typography>
      </Flex>
    </Plain>
  );
}

function Newest({ item }: { item: CenterItem }) {
  const text = useText();
  return (
    <li>
      <Plain to={`${viewPath('inbox')}/m/${encodeURIComponent(item.id)}`} data-widget-message={item.id}>
        <Flex justifyContent="space-between" gap={3} paddingLeft={2} paddingRight={2} paddingTop={1} paddingBottom={1}>
          <Box minWidth={0}>
            <Typography tag="p" fontWeight="semiBold" ellipsis>{item.from?.name || item.from?.address}</Typography>
            <Typography tag="p" variant="pi" textColor="neutral700" ellipsis>{item.subject || text('messages.no-subject')}</Typography>
          </Box>
          <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}><Time iso={item.receivedAt} /></Typography>
        </Flex>
      </Plain>
    </li>
  );
}

/** What waits for the person who looks: in the inbox, to be worked on, on offer; and the newest of it. */
export function MyOpenMail() {
  const text = useText();
  const { data, error, refetch } = useOpenMailQuery(NEWEST, { refetchOnMountOrArgChange: true });
  if (error && !data) return <WidgetFailed problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={4} rowHeight={48} />;
  const open = waiting(data.views);
  const items = data.newest.slice(0, NEWEST);
  if (items.length === 0 && open.every(({ count }) => count === 0)) return <AllWell>{text('widget.mine.empty')}</AllWell>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} data-widget="my-open-mail">
      <Flex gap={4} wrap="wrap">{open.map((one) => <Waiting key={one.view} {...one} />)}</Flex>
      {items.length > 0 ? <Flex tag="ul" direction="column" alignItems="stretch" gap={1} aria-label={text('widget.mine.newest')}>{items.map((item) => <Newest key={item.id} item={item} />)}</Flex> : null}
    </Flex>
  );
}
