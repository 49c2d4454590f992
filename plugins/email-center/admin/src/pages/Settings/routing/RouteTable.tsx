import { ConfirmDialog } from '@strapi/strapi/admin';
import { Box, Dialog, Flex, IconButton, LinkButton, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Pencil, Plus, Trash } from '@strapi/icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { RouteDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useRemoveRouteMutation, useRoutesQuery } from '../../../api/routing-api';
import { EmptyState } from '../../../components/EmptyState';
import { Pill } from '../../../components/Pill';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { SETTINGS_INTAKE_PATH } from '../../../plugin-id';
import { useText } from '../../../text/text';
import { refusalSentence } from './refusal-sentence';

function State({ route }: { route: RouteDto }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Pill $tone={route.isActive ? 'success' : 'danger'}>{text(route.isActive ? 'route.active' : 'route.inactive')}</Pill>
      {route.refusals.map((refusal) => <Typography key={`${refusal.code} ${refusal.userId ?? ''}`} variant="pi" textColor="neutral700">{refusalSentence(text, refusal)}</Typography>)}
    </Flex>
  );
}

function Remove({ route }: { route: RouteDto }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [remove] = useRemoveRouteMutation();
  const name = route.from?.name ?? text('route.removed-employee');
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger><IconButton label={text('route.remove', { name })} variant="ghost"><Trash /></IconButton></Dialog.Trigger>
      <ConfirmDialog title={text('route.remove', { name })} onConfirm={() => void remove(route.id)}>{text('route.remove.body')}</ConfirmDialog>
    </Dialog.Root>
  );
}

function Row({ route }: { route: RouteDto }) {
  const text = useText();
  const name = route.from?.name ?? text('route.removed-employee');
  return (
    <Tr data-route={route.id}>
      <Td>
        <Typography fontWeight="semiBold" tag="p">{name}</Typography>
        <Typography variant="pi" textColor="neutral600" tag="p">{route.from?.addresses.join(', ')}</Typography>
        {route.note === '' ? null : <Typography variant="pi" textColor="neutral600" tag="p">{route.note}</Typography>}
      </Td>
      <Td><Typography>{route.users.map((user) => user.name || text('route.removed-user')).join(', ')}</Typography></Td>
      <Td style={{ whiteSpace: 'normal' }}><State route={route} /></Td>
      <Td>
        <Flex justifyContent="flex-end" gap={1}>
          <IconButton tag={Link} to={`${SETTINGS_INTAKE_PATH}/routes/${encodeURIComponent(route.id)}`} label={text('route.change', { name })} variant="ghost"><Pencil /></IconButton>
          <Remove route={route} />
        </Flex>
      </Td>
    </Tr>
  );
}

/** The routing table with what each rule is worth now. */
export function RouteTable() {
  const text = useText();
  const { data, error, refetch } = useRoutesQuery(undefined, { refetchOnMountOrArgChange: true });
  if (error && !data) return <ProblemNotice title={text('route.list-failed')} problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={4} rowHeight={64} />;
  const add = <LinkButton tag={Link} to={`${SETTINGS_INTAKE_PATH}/routes/new`} startIcon={<Plus />} size="S" disabled={data.employeeType === null}>{text('route.add')}</LinkButton>;
  if (data.employeeType === null) return <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text('route.no-type')}>{text('route.no-type.body')}</EmptyState></Box>;
  if (data.items.length === 0) return <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text('route.none')} action={add}>{text('route.none.body')}</EmptyState></Box>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex justifyContent="flex-end">{add}</Flex>
      <Table colCount={4} rowCount={data.items.length + 1} aria-label={text('route.table')}>
        <Thead><Tr>
          <Th><Typography variant="sigma">{text('route.from')}</Typography></Th><Th><Typography variant="sigma">{text('route.to')}</Typography></Th>
          <Th><Typography variant="sigma">{text('route.state')}</Typography></Th><Th><Typography variant="sigma">{text('route.actions')}</Typography></Th>
        </Tr></Thead>
        <Tbody>{data.items.map((route) => <Row key={route.id} route={route} />)}</Tbody>
      </Table>
    </Flex>
  );
}
