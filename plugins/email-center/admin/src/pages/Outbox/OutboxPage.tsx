import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, Radio } from '@strapi/design-system';
import { useCallback, useEffect, useState } from 'react';
import { useCenterEvents } from '../../api/center-events';
import { useKeysetList } from '../../api/keyset-list';
import { useLazyListOutboxQuery } from '../../api/outbox-api';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { isMoving } from './outbox-sentence';
import { OutboxItem } from './OutboxItem';

/** Between two looks at messages that are being sent, milliseconds. */
const LOOK_EVERY = 2_000;

function useOutbox(all: boolean) {
  const [read] = useLazyListOutboxQuery();
  const load = useCallback((cursor: string | undefined) => read({ all: all ? '1' : '0', cursor }).unwrap(), [read, all]);
  const list = useKeysetList(all ? 'all' : 'waiting', load);
  const { reload } = list;
  useCenterEvents((event) => event.type === 'outbox' && reload());
  const moving = list.items.some((item) => isMoving(item, Date.now()));
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(reload, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [moving, reload]);
  return list;
}

/** What was written and is not sent yet, what went wrong, and on demand what was sent. */
export function OutboxPage() {
  const text = useText();
  const [all, setAll] = useState(false);
  const list = useOutbox(all);
  const empty = list.status === 'ready' && list.items.length === 0;
  return (
    <Page.Main>
      <Page.Title>{text('outbox.title')}</Page.Title>
      <Layouts.Header title={text('outbox.title')} subtitle={text('outbox.purpose')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8} data-outbox-page>
          <Radio.Group value={all ? 'all' : 'waiting'} aria-label={text('outbox.which')} onValueChange={(which) => setAll(which === 'all')}>
            <Flex gap={5} wrap="wrap"><Radio.Item value="waiting">{text('outbox.waiting')}</Radio.Item><Radio.Item value="all">{text('outbox.all')}</Radio.Item></Flex>
          </Radio.Group>
          {list.status === 'failed' && list.problem ? <ProblemNotice title={text('outbox.failed')} problem={list.problem} onRetry={list.reload} /> : null}
          {list.status === 'loading' ? <Box background="neutral0" hasRadius><Skeleton rows={4} rowHeight={96} /></Box> : null}
          {empty ? <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text('outbox.empty')}>{text(all ? 'outbox.empty.all' : 'outbox.empty.body')}</EmptyState></Box> : null}
          {list.items.length > 0 ? <Box tag="ul" background="neutral0" hasRadius shadow="tableShadow" aria-label={text('outbox.title')}>{list.items.map((item) => <OutboxItem key={item.id} item={item} onChanged={list.reload} />)}</Box> : null}
          <LoadMore list={list} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
