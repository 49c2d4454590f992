import { Button, Flex, Typography } from '@strapi/design-system';
import { useCallback, useState } from 'react';
import type { ActivityDto, FailingAddressDto } from '../../../shared/contracts';
import { useLazyListActivitiesQuery } from '../api/center-api';
import { useKeysetList } from '../api/keyset-list';
import { LookEarlier } from '../components/LookEarlier';
import { ProblemNotice } from '../components/ProblemNotice';
import { Skeleton } from '../components/Skeleton';
import { useRights } from '../permissions';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { ActivityDialog } from './ActivityDialog';
import { ActivityRow } from './ActivityRow';
import { FailingAddresses } from './FailingAddresses';

const SHOWN = 5;
const PAGE = 25;

/** The last messages with the person or company this record is about. */
export function RecordMail({ recordType, recordId }: { recordType: string; recordId: string }) {
  const text = useText();
  const format = useFormat();
  const [dialog, setDialog] = useState<{ opened: ActivityDto | null } | null>(null);
  const [total, setTotal] = useState(0);
  const [failing, setFailing] = useState<FailingAddressDto[]>([]);
  const [read] = useLazyListActivitiesQuery();
  const { link: mayLink } = useRights();
  const load = useCallback(
    async (cursor: string | undefined) => {
      const page = await read({ recordType, recordId, cursor, limit: cursor === undefined ? SHOWN : PAGE }).unwrap();
      setTotal(page.total);
      setFailing(page.failing);
      return page;
    },
    [read, recordType, recordId]
  );
  const list = useKeysetList(`${recordType} ${recordId}`, load);
  if (list.status === 'loading') return <div style={{ width: '100%' }}><Skeleton rows={3} rowHeight={52} /></div>;
  if (list.status === 'failed' && list.problem) return <ProblemNotice problem={list.problem} onRetry={list.reload} />;
  const isEmpty = list.items.length === 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%" data-record-mail={isEmpty ? undefined : true}>
      <FailingAddresses failing={failing} />
      {isEmpty ? <Typography textColor="neutral600">{text('panel.empty')}</Typography> : (
        <ul aria-label={text('panel.title')}>
          {list.items.slice(0, SHOWN).map((activity) => <ActivityRow key={activity.id} activity={activity} onOpen={() => setDialog({ opened: activity })} />)}
        </ul>
      )}
      {total > SHOWN || list.hasMore ? (
        <Button variant="tertiary" fullWidth onClick={() => setDialog({ opened: null })}>{text('panel.all', { count: total, shown: format.count(total) })}</Button>
      ) : null}
      {mayLink ? <LookEarlier record={{ recordType, recordId }} onLinked={list.reload} /> : null}
      {dialog ? <ActivityDialog list={list} opened={dialog.opened} onClose={() => setDialog(null)} /> : null}
    </Flex>
  );
}
