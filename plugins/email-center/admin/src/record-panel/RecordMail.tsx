import { Button, Flex, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { useCallback, useState } from 'react';
import type { ActivityDto, FailingAddressDto } from '../../../shared/contracts';
import { useLazyListActivitiesQuery } from '../api/center-api';
import { useKeysetList, type KeysetList } from '../api/keyset-list';
import { LookEarlier } from '../components/LookEarlier';
import { ProblemNotice } from '../components/ProblemNotice';
import { Skeleton } from '../components/Skeleton';
import { ComposeDock } from '../pages/Compose/ComposeDock';
import { useCompose } from '../pages/Compose/use-compose';
import { UndoBar } from '../pages/Work/UndoBar';
import { useRights } from '../permissions';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { ActivityDialog } from './ActivityDialog';
import { ActivityFilter, queryOf, type ActivityFilterName } from './ActivityFilter';
import { ActivityRow } from './ActivityRow';
import { FailingAddresses } from './FailingAddresses';

const SHOWN = 5;
const PAGE = 25;

function Newest({ list, isFiltered, onOpen }: { list: KeysetList<ActivityDto>; isFiltered: boolean; onOpen: (activity: ActivityDto) => void }) {
  const text = useText();
  if (list.status === 'loading') return <Skeleton rows={3} rowHeight={52} />;
  if (list.status === 'failed' && list.problem) return <ProblemNotice problem={list.problem} onRetry={list.reload} />;
  if (list.items.length === 0) return <Typography textColor="neutral600">{text(isFiltered ? 'panel.filter.none' : 'panel.empty')}</Typography>;
  return <ul aria-label={text('panel.title')}>{list.items.slice(0, SHOWN).map((activity) => <ActivityRow key={activity.id} activity={activity} onOpen={() => onOpen(activity)} />)}</ul>;
}

interface Props {
  recordType: string;
  recordId: string;
  /** To whom one would write; null where the record has no address. */
  address: string | null;
}

/** The last messages with the person or company this record is about, and the way to write to them. */
export function RecordMail({ recordType, recordId, address }: Props) {
  const text = useText();
  const format = useFormat();
  const [dialog, setDialog] = useState<{ opened: ActivityDto | null } | null>(null);
  const [total, setTotal] = useState(0);
  const [failing, setFailing] = useState<FailingAddressDto[]>([]);
  const [read] = useLazyListActivitiesQuery();
  const [filter, setFilter] = useState<ActivityFilterName>('all');
  const { link: mayLink, send: maySend } = useRights();
  const { compose } = useCompose();
  const load = useCallback(
    async (cursor: string | undefined) => {
      const page = await read({ recordType, recordId, cursor, limit: cursor === undefined ? SHOWN : PAGE, ...queryOf(filter) }).unwrap();
      setTotal(page.total);
      setFailing(page.failing);
      return page;
    },
    [read, recordType, recordId, filter]
  );
  const list = useKeysetList(`${recordType} ${recordId} ${filter}`, load);
  const write = () => compose({ kind: 'new', record: { recordType, recordId }, to: address === null ? [] : [{ name: '', address }] });
  // Before the first answer there is nothing to choose from; later the choice stays while its list is read.
  if (list.status === 'loading' && total === 0) return <div style={{ width: '100%' }}><Skeleton rows={3} rowHeight={52} /></div>;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%" data-record-mail={list.items.length === 0 ? undefined : true}>
      {maySend ? <Button variant="secondary" fullWidth startIcon={<Pencil />} onClick={write} data-record-write>{text('panel.write')}</Button> : null}
      <FailingAddresses failing={failing} />
      {total > 0 ? <ActivityFilter value={filter} onChange={setFilter} /> : null}
      <Newest list={list} isFiltered={filter !== 'all'} onOpen={(opened) => setDialog({ opened })} />
      {total > SHOWN || list.hasMore ? (
        <Button variant="tertiary" fullWidth onClick={() => setDialog({ opened: null })}>{text('panel.all', { count: total, shown: format.count(total) })}</Button>
      ) : null}
      {mayLink ? <LookEarlier record={{ recordType, recordId }} onLinked={list.reload} /> : null}
      {dialog ? <ActivityDialog list={list} opened={dialog.opened} onClose={() => setDialog(null)} /> : null}
      <ComposeDock />
      <UndoBar />
    </Flex>
  );
}
