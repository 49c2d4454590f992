import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useImportHealthQuery } from '../api/home-api';
import { problemOf } from '../api/problem';
import { Skeleton } from '../components/Skeleton';
import { Time } from '../components/Time';
import { useRights } from '../permissions';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { AllWell, WidgetFailed } from './WidgetStates';

function Figure({ label, alarming = false, children }: { label: string; alarming?: boolean; children: ReactNode }) {
  return (
    <Box padding={2}>
      <Typography tag="dt" variant="pi" textColor="neutral600">{label}</Typography>
      <Typography tag="dd" variant="delta" textColor={alarming ? 'danger700' : 'neutral800'} style={{ margin: 0 }}>{children}</Typography>
    </Box>
  );
}

/** Whether mail comes in: the last run, what fails, what could not be read today, what still waits. */
export function ImportHealth() {
  const text = useText();
  const format = useFormat();
  const { manageAll } = useRights();
  const { data, error, refetch } = useImportHealthQuery(manageAll ? 'all' : 'mine', { refetchOnMountOrArgChange: true });
  if (error && !data) return <WidgetFailed problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} rowHeight={56} />;
  if (data.active === 0 && data.failing === 0 && data.lastSyncAt === null) return <AllWell>{text('widget.health.empty')}</AllWell>;
  const well = data.failing === 0 && data.quarantined === 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} data-widget="import-health">
      {well ? <Typography textColor="success700" fontWeight="semiBold">{text('widget.health.well')}</Typography> : null}
      <Box tag="dl" style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', margin: 0 }}>
        <Figure label={text('widget.health.last')}>{data.lastSyncAt === null ? text('widget.health.never') : <Time iso={data.lastSyncAt} />}</Figure>
        <Figure label={text('widget.health.active')}>{format.count(data.active)}</Figure>
        <Figure label={text('widget.health.failing')} alarming={data.failing > 0}>{format.count(data.failing)}</Figure>
        <Figure label={text('widget.health.quarantined')} alarming={data.quarantined > 0}>{format.count(data.quarantined)}{data.quarantinedMore ? '+' : ''}</Figure>
        <Figure label={text('widget.health.waiting')}>{format.count(data.waiting)}</Figure>
      </Box>
    </Flex>
  );
}
